import { readFile } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/universal'
import type { Cell } from '../../patients/imported/cell.ts'
import { largestCell, mostColumns, type TableLine, Unreadable } from './unreadable.ts'
import { refuseBombs } from './zip-sizes.ts'

/** The lines of a sheet, the first one unless another is named by its name or number. */
export async function xlsxLines(file: string, sheet: string | undefined): Promise<AsyncIterable<TableLine>> {
  const bytes = await readFile(file)
  refuseBombs(bytes)
  const rows = await readRows(bytes, sheet)
  if (rows.length === 0) throw new Unreadable('empty')
  return { [Symbol.asyncIterator]: () => linesOf(rows) }
}

interface ExcelNumber {
  /** As the file has it: a number of fifteen digits must not pass through arithmetic. */
  digits: string
}

async function readRows(bytes: Buffer, sheet: string | undefined) {
  const number = (digits: string): ExcelNumber => ({ digits })
  const wanted = sheet === undefined ? 1 : /^\d+$/.test(sheet) ? Number(sheet) : sheet
  try {
    return await readSheet<ExcelNumber>(new Uint8Array(bytes).buffer, wanted, { parseNumber: number })
  } catch (error) {
    if (error instanceof Error && error.name === 'SheetNotFoundError') throw new Unreadable('sheet', String(wanted))
    throw new Unreadable('broken-excel')
  }
}

async function* linesOf(rows: unknown[][]): AsyncGenerator<TableLine> {
  for (const [place, row] of rows.entries()) {
    if (row.length > mostColumns && row.slice(mostColumns).some((value) => value !== null))
      throw new Unreadable('too-wide', String(place + 1))
    const cells = row.slice(0, mostColumns).map(cellOf)
    if (cells.some(({ text }) => text.length > largestCell)) throw new Unreadable('huge-cell', String(place + 1))
    yield { number: place + 1, cells }
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return { text: '', kind: 'text' }
  if (typeof value === 'object' && 'digits' in value) return { text: String(value.digits), kind: 'number' }
  // Excel's dates have no zone; the library gives them as if they were in UTC.
  if (typeof value === 'object' && 'toISOString' in value && typeof value.toISOString === 'function') {
    return { text: String(value.toISOString()).slice(0, 19), kind: 'date' }
  }
  return { text: String(value).trim(), kind: 'text' }
}

import { open, stat } from 'node:fs/promises'
import { CannotStart } from '../../config.ts'
import type { Cell } from '../../patients/imported/cell.ts'
import type { Texts } from '../../web/texts.ts'

/** A file that cannot be read as a table, in one line; the key says what to tell, the values what of it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly fault: TableFault
  readonly about: string

  constructor(fault: TableFault, about = '') {
    super(`${fault} ${about}`.trim())
    this.fault = fault
    this.about = about
  }
}

/** The same, told in the operator's words. */
export async function refusedFile<T>(reading: Promise<T>, t: Texts): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Unreadable) throw new CannotStart(t(`import.unreadable.${error.fault}`, { about: error.about }).trim())
    throw error
  }
}

type TableFault =
  | 'missing'
  | 'folder'
  | 'empty'
  | 'binary'
  | 'old-excel'
  | 'encoding'
  | 'one-column'
  | 'quotes'
  | 'huge-cell'
  | 'too-wide'
  | 'broken-excel'
  | 'bomb'
  | 'sheet'

export interface TableLine {
  /** As editors and spreadsheets number it, from 1 on. */
  number: number
  cells: Cell[]
}

export interface TableOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
  sheet?: string | undefined
}

/** Cells of more letters, lines of more cells are not a clinic's. */
export const largestCell = 10_000
export const mostColumns = 300

/** The lines of a CSV or XLSX file, whatever its name ends in; may be walked more than once. Throws Unreadable. */
export async function openTable(file: string, options: TableOptions): Promise<() => AsyncIterable<TableLine>> {
  const about = await stat(file).catch(() => null)
  if (about === null) throw new Unreadable('missing', file)
  if (!about.isFile()) throw new Unreadable('folder', file)
  if (about.size === 0) throw new Unreadable('empty')
  const start = await beginningOf(file)
  if (start.subarray(0, 4).equals(zip)) {
    const { xlsxLines } = await import('./xlsx.ts')
    const lines = await xlsxLines(file, options.sheet)
    return () => lines
  }
  if (start.subarray(0, 8).equals(compoundFile)) throw new Unreadable('old-excel')
  const { csvLines } = await import('./csv.ts')
  return csvLines(file, start, options)
}

const zip = Buffer.from('PK\u0003\u0004')
/** Excel before 2007, and any Excel file with a password. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

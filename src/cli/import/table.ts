import { open, stat } from 'node:fs/promises'
import { type TableLine, type TableOptions, Unreadable } from './unreadable.ts'

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

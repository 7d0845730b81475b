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

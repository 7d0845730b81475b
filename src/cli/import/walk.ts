import { type DateOrder, orderTold } from '../../patients/imported/birth-cell.ts'
import type { Cell } from '../../patients/imported/cell.ts'
import { type HeadingFault, type Headings, headingsIn, isEmpty, type Mapping, repeatsHeadings, searched } from './headings.ts'
import type { TableLine } from './unreadable.ts'

type Lines = () => AsyncIterable<TableLine>

export interface Look<Column extends string> {
  headings: Headings<Column>
  /** Lines below the headings. */
  lines: number
  /** What the dates of the list say about their order, and the first that may be read both ways. */
  order: { told: DateOrder | 'either' | 'contradicting' | 'nothing'; ambiguous: number; line: number }
}

/** Walks the list once before anything is done with it: headings, length, and in which order the dates are written. */
export async function lookAt<Column extends string>(
  lines: Lines,
  fields: Record<Column, readonly string[]>,
  mapping: Mapping,
  dates: readonly Column[],
): Promise<Look<Column> | HeadingFault> {
  const first: TableLine[] = []
  for await (const line of lines()) {
    first.push(line)
    if (first.length >= searched) break
  }
  const headings = headingsIn(first, fields, mapping)
  if ('fault' in headings) return headings
  const places = dates.map((column) => headings.columns.get(column)).filter((place) => place !== undefined)
  const tally = { dmy: 0, mdy: 0, either: 0, nothing: 0, line: 0 }
  let count = 0
  for await (const { number, cells } of lines()) {
    if (number <= headings.line) continue
    count += 1
    for (const place of places) {
      const told = orderTold(cells[place] ?? empty)
      tally[told] += 1
      if (told === 'either' && tally.line === 0) tally.line = number
    }
  }
  return { headings, lines: count, order: { told: orderOf(tally), ambiguous: tally.either, line: tally.line } }
}

function orderOf({ dmy, mdy, either }: { dmy: number; mdy: number; either: number }): Look<string>['order']['told'] {
  if (dmy > 0 && mdy > 0) return 'contradicting'
  if (dmy > 0) return 'dmy'
  if (mdy > 0) return 'mdy'
  return either > 0 ? 'either' : 'nothing'
}

const empty: Cell = { text: '', kind: 'text' }

export interface ListRow<Column extends string> {
  line: number
  cellOf: (column: Column) => Cell | undefined
}

/** The rows below the headings; `skipped` hears of empty lines and of headings that are said again. */
export async function* rowsOf<Column extends string>(
  lines: Lines,
  headings: Headings<Column>,
  fields: Record<Column, readonly string[]>,
  skipped: () => void,
): AsyncGenerator<ListRow<Column>> {
  for await (const line of lines()) {
    if (line.number <= headings.line) continue
    if (isEmpty(line.cells) || repeatsHeadings(line, headings, fields)) {
      skipped()
      continue
    }
    yield {
      line: line.number,
      cellOf: (column) => {
        const place = headings.columns.get(column)
        return place === undefined ? undefined : (line.cells[place] ?? empty)
      },
    }
  }
}

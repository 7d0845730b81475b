import { CompiledQuery, type QueryResult } from 'kysely'
import type { Database } from './pool.ts'

/** A part of a statement with its values. Where a search builds a long statement at every keystroke, Kysely's trees cost more than its rows. */
export interface Piece {
  readonly text: string
  readonly values: readonly unknown[]
}

type Value = string | number | boolean | Buffer | null

/** Values are bound, pieces are set in as they are: `piece`WHERE token = ${typed} AND ${condition}``. */
export function piece(strings: TemplateStringsArray, ...parts: readonly (Value | Piece)[]): Piece {
  let text = strings[0] ?? ''
  const values: unknown[] = []
  for (const [place, part] of parts.entries()) {
    if (isPiece(part)) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[place + 1] ?? ''
  }
  return { text, values }
}

const isPiece = (part: Value | Piece): part is Piece => typeof part === 'object' && part !== null && 'text' in part

/** Words of SQL that we write ourselves; never anything that somebody typed. */
export const words = (text: string): Piece => ({ text, values: [] })

export function joined(pieces: readonly Piece[], between: string): Piece {
  let text = ''
  const values: unknown[] = []
  for (const one of pieces) {
    text += text === '' ? one.text : between + one.text
    values.push(...one.values)
  }
  return { text, values }
}

/** Values in brackets' place: `piece`id IN (${listOf(ids.map(bytesOfId))})``; not for an empty list. */
export const listOf = (values: readonly Value[]): Piece => ({ text: values.map(() => '?').join(', '), values })

export const run = <R>(db: Database, { text, values }: Piece): Promise<QueryResult<R>> =>
  db.executeQuery<R>(CompiledQuery.raw(text, [...values]))

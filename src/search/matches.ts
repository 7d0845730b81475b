import { type RawBuilder, sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import type { Pattern, Question } from './question.ts'

/** Rows of `subject_id` and `weight`, the smaller the better; the same subject may come several times. */
type Matches = RawBuilder<{ subject_id: Id; weight: number }>

interface Matching {
  /** A condition on `w0.subject_id`: who may be found at all. */
  among: RawBuilder<unknown> | undefined
  /** A condition on `w0.subject_id` for those who come first, whose weight is less by `favour`. */
  first: RawBuilder<unknown>
  favour: number
  limit: number
}

/**
 * Those who answer every word: a subquery for the room whose subjects they are. It looks in turn among those who come first, for
 * what was typed, and for what only sounds like it, and ends when it has enough. With which word to begin, the rarest, the database
 * knows from its keys; the others are looked up for each subject.
 */
export function matching(question: Question, { among, first, favour, limit }: Matching): Matches {
  const exact = question.words.map((word) => word.exact)
  const near = question.words.map((word) => [...word.exact, ...word.near])
  const everything = question.words.some((word) => word.near.length > 0) ? [exact, near] : [exact]
  const { pairs } = question
  const favoured = both(first, among)
  const inPairs = everything.map((words) => part({ words, pairs, among, favour: 0, limit }))
  const anyPair = sql`NOT EXISTS ${part({ words: near, pairs, among, favour: 0, limit: 1 })}`
  const alone = everything.map((words) =>
    part({ words, pairs: [], among: pairs.length > 0 ? both(anyPair, among) : among, favour: 0, limit }),
  )
  const parts = [part({ words: near, pairs: [], among: favoured, favour, limit }), ...(pairs.length > 0 ? inPairs : []), ...alone]
  return sql`(${sql.join(parts, sql` UNION ALL `)} LIMIT ${sql.lit(limit)})`
}

interface Part {
  words: Pattern[][]
  pairs: string[]
  among: RawBuilder<unknown> | undefined
  favour: number
  limit: number
}

function part({ words, pairs, among, favour, limit }: Part): Matches {
  const others = words
    .slice(1)
    .map((_, place) => sql`JOIN search_tokens AS ${alias(place + 1)} ON ${column(place + 1, 'subject_id')} = w0.subject_id`)
  const paired =
    pairs.length > 0 ? [sql`JOIN search_tokens AS pair ON pair.subject_id = w0.subject_id AND pair.token IN (${sql.join(pairs)})`] : []
  const conditions = words.map((patterns, place) => isOne(patterns, column(place, 'token')))
  const weights = words.map((patterns, place) => weightOf(patterns, column(place, 'token')))
  return sql`(SELECT w0.subject_id, ${sql.join(weights, sql` + `)} - ${sql.lit(favour)} AS weight
    FROM search_tokens AS w0 ${sql.join([...others, ...paired], sql` `)}
    WHERE ${sql.join([...conditions, ...(among ? [among] : [])], sql` AND `)} LIMIT ${sql.lit(limit)})`
}

const both = (one: RawBuilder<unknown>, other: RawBuilder<unknown> | undefined) => (other ? sql`${one} AND ${other}` : one)
const alias = (place: number) => sql.raw(`w${place}`)
const column = (place: number, name: 'token' | 'subject_id') => sql.raw(`w${place}.${name}`)

const isOne = (patterns: Pattern[], token: RawBuilder<unknown>) =>
  sql`(${sql.join(
    patterns.map((pattern) => is(pattern, token)),
    sql` OR `,
  )})`

const is = ({ token, whole }: Pattern, column: RawBuilder<unknown>) =>
  whole ? sql`${column} = ${token}` : sql`${column} LIKE ${`${token.replaceAll(/[\\%_]/g, '\\$&')}%`}`

/** The whole word is a better match than its beginning. */
function weightOf(patterns: Pattern[], column: RawBuilder<unknown>) {
  const cases = patterns
    .toSorted((a, b) => a.weight - b.weight)
    .flatMap((pattern) => [
      sql`WHEN ${column} = ${pattern.token} THEN ${sql.lit(pattern.weight)}`,
      ...(pattern.whole ? [] : [sql`WHEN ${is(pattern, column)} THEN ${sql.lit(pattern.weight + 1)}`]),
    ])
  return sql`CASE ${sql.join(cases, sql` `)} ELSE 9 END`
}

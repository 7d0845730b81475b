import { joined, listOf, type Piece, piece, words } from '../database/piece.ts'
import type { Pattern, Question } from './question.ts'

interface Matching {
  /** A condition on `w0.subject_id`: who may be found at all. */
  among: Piece | undefined
  /** A condition on `w0.subject_id` for those who come first, whose weight is less by `favour`. */
  first: Piece
  favour: number
  limit: number
}

/**
 * Those who answer every word: a subquery for the room whose subjects they are. It looks in turn among those who come first, for
 * what was typed, and for what only sounds like it, and ends when it has enough. With which word to begin, the rarest, the database
 * knows from its keys; the others are looked up for each subject.
 */
export function matching(question: Question, { among, first, favour, limit }: Matching): Piece {
  const exact = askedOf(question.words.map((word) => word.exact))
  const near = askedOf(question.words.map((word) => [...word.exact, ...word.near]))
  const everything = question.words.some((word) => word.near.length > 0) ? [exact, near] : [exact]
  const favoured = part({ asked: near, among: both(first, among), favour, limit })
  const plain = (only: Piece | undefined) => everything.map((asked) => part({ asked, among: only, limit }))
  const { pairs } = question
  const parts = pairs.length === 0 ? [favoured, ...plain(among)] : [favoured, ...pairsFirst()]
  return piece`(${joined(parts, ' UNION ALL ')} LIMIT ${words(String(limit))})`

  /** Those who bear two of the names side by side, and the others only where there are none. */
  function pairsFirst(): Piece[] {
    const nobody = piece`NOT EXISTS ${part({ asked: near, pairs, among, limit: 1 })}`
    return [...everything.map((asked) => part({ asked, pairs, among, limit })), ...plain(both(nobody, among))]
  }
}

/** The words of a question, each in a row of tokens of its own: how well they match, and that they do. */
interface Asked {
  weight: Piece
  tables: Piece
  conditions: Piece
}

function askedOf(patterns: Pattern[][]): Asked {
  const others = patterns
    .slice(1)
    .map((_, place) => piece`JOIN search_tokens AS ${alias(place + 1)} ON ${alias(place + 1)}.subject_id = w0.subject_id`)
  return {
    weight: joined(
      patterns.map((one, place) => weightOf(one, tokenOf(place))),
      ' + ',
    ),
    tables: joined([words('search_tokens AS w0'), ...others], ' '),
    conditions: joined(
      patterns.map((one, place) => isOne(one, tokenOf(place))),
      ' AND ',
    ),
  }
}

interface Part {
  asked: Asked
  pairs?: string[]
  among: Piece | undefined
  favour?: number
  limit: number
}

function part({ asked, pairs = [], among, favour = 0, limit }: Part): Piece {
  const paired =
    pairs.length > 0 ? piece`JOIN search_tokens AS pair ON pair.subject_id = w0.subject_id AND pair.token IN (${listOf(pairs)})` : words('')
  const only = among ? piece`AND ${among}` : words('')
  return piece`(SELECT w0.subject_id, ${asked.weight} - ${words(String(favour))} AS weight
    FROM ${asked.tables} ${paired}
    WHERE ${asked.conditions} ${only} LIMIT ${words(String(limit))})`
}

const alias = (place: number): Piece => words(['w', place].join(''))
const tokenOf = (place: number): Piece => piece`${alias(place)}.token`

const both = (one: Piece, other: Piece | undefined): Piece => (other ? piece`${one} AND ${other}` : one)

const isOne = (patterns: Pattern[], column: Piece): Piece =>
  piece`(${joined(
    patterns.map((pattern) => is(pattern, column)),
    ' OR ',
  )})`

const is = ({ token, whole }: Pattern, column: Piece): Piece =>
  whole ? piece`${column} = ${token}` : piece`${column} LIKE ${`${token.replaceAll(/[\\%_]/g, '\\$&')}%`}`

/** The whole word is a better match than its beginning. */
function weightOf(patterns: Pattern[], column: Piece): Piece {
  const cases = patterns
    .toSorted((a, b) => a.weight - b.weight)
    .flatMap((pattern) => [
      piece`WHEN ${column} = ${pattern.token} THEN ${words(String(pattern.weight))}`,
      ...(pattern.whole ? [] : [piece`WHEN ${is(pattern, column)} THEN ${words(String(pattern.weight + 1))}`]),
    ])
  return piece`CASE ${joined(cases, ' ')} ELSE 9 END`
}

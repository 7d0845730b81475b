import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Texts } from '../../src/web/texts.ts'

/** In a clinic's busiest day there are fewer lines than this. */
const atMost = 1000

/** One line is written in so many ways at once: for its readers by what they may do, and as its minutes pass. */
const ways = 8

interface Written<Data> {
  data: Data
  text: HtmlEscapedString
}

/**
 * A part of a page that is the same text wherever its data is the same. A board that sixty desks read every five seconds writes a
 * line anew when something in it has changed, not every time. What a line says must all stand in `data`, which is compared as a
 * whole: who reads it and what they may do as well, so that nobody is shown what was written for another. `about` only says where
 * to look: whom or what the line is about.
 */
export function remembered<Data>(
  about: (data: Data) => string,
  part: (t: Texts, data: Data) => HtmlEscapedString,
): (t: Texts, data: Data) => HtmlEscapedString {
  const byTexts = new WeakMap<Texts, Map<string, Written<Data>[]>>()
  return (t, data) => {
    const known = byTexts.get(t) ?? new Map<string, Written<Data>[]>()
    byTexts.set(t, known)
    const key = about(data)
    const written = known.get(key) ?? []
    const before = written.find((one) => same(one.data, data))
    if (before) return before.text
    const text = raw(inOnePiece(String(part(t, data))))
    if (known.size >= atMost) known.clear()
    known.set(key, [...written.slice(1 - ways), { data, text }])
    return text
  }
}

/** Lists and plain objects are the same when all in them is; a date, when it is written alike. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!isObject(a) || !isObject(b)) return false
  if (!isPlain(a)) return !isPlain(b) && String(a) === String(b)
  let left = 0
  for (const key in a) {
    if (!same(a[key], b[key])) return false
    left += 1
  }
  for (const _ in b) left -= 1
  return left === 0
}

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

function isPlain(value: Fields): boolean {
  const kind = Object.getPrototypeOf(value)
  return kind === Object.prototype || kind === Array.prototype
}

/** Text that was put together holds on to all its pieces, and is put together again in every page that it becomes part of. */
const inOnePiece = (text: string): string => Buffer.from(text).toString()

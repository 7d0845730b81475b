import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Texts } from '../../src/web/texts.ts'

/** In a clinic's busiest day there are fewer lines than this. */
const atMost = 1000

/**
 * A part of a page that is the same text wherever its data is the same. A board that sixty desks read every five seconds writes a
 * line anew when something in it has changed, not every time. What a line says must all stand in `data`, which is its key as a
 * whole: who reads it and what they may do as well, so that nobody is shown what was written for another.
 */
export function remembered<Data>(part: (t: Texts, data: Data) => HtmlEscapedString): (t: Texts, data: Data) => HtmlEscapedString {
  const byTexts = new WeakMap<Texts, Map<string, HtmlEscapedString>>()
  return (t, data) => {
    const known = byTexts.get(t) ?? new Map<string, HtmlEscapedString>()
    byTexts.set(t, known)
    const key = JSON.stringify(data)
    const before = known.get(key)
    if (before) return before
    const made = raw(inOnePiece(String(part(t, data))))
    if (known.size >= atMost) known.clear()
    known.set(key, made)
    return made
  }
}

/** Text that was put together holds on to all its pieces, and is put together again in every page that it becomes part of. */
const inOnePiece = (text: string): string => Buffer.from(text).toString()

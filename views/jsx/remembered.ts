import type { HtmlEscapedString } from 'hono/utils/html'
import type { Texts } from '../../src/web/texts.ts'
import { raw } from './markup.ts'

type Part<Said extends object, Data> = (t: Texts, said: Said, data: Data) => HtmlEscapedString

/** One line is shown to few kinds of readers, in few ways, before it changes. */
const atMost = 40

/**
 * A part of a page that is the same text wherever its data is the same. A board that sixty desks read every five seconds writes a
 * line anew when something in it has changed, not every time. `said` is known by being the same object, which is never changed but
 * made anew, for each language; `data` by its content as a whole: who reads it and what they may do stands there, so that nobody is
 * shown what was written for another.
 */
export function remembered<Said extends object, Data>(part: Part<Said, Data>): Part<Said, Data> {
  const written = new WeakMap<Said, Map<string, HtmlEscapedString>>()
  return (t, said, data) => {
    const known = written.get(said) ?? new Map<string, HtmlEscapedString>()
    const key = JSON.stringify(data)
    const before = known.get(key)
    if (before) return before
    const made = raw(inOnePiece(String(part(t, said, data))))
    if (known.size >= atMost) known.clear()
    written.set(said, known.set(key, made))
    return made
  }
}

/** Text that was put together holds on to all its pieces, and is put together again in every page that it becomes part of. */
const inOnePiece = (text: string): string => Buffer.from(text).toString()

import type { Child } from 'hono/jsx'
import type { WithChildren } from './attributes.ts'

/** Somebody's name, in whichever script, kept apart from the words around it. Cut by the style sheet, never by us. */
export const PersonName = ({ name }: { name: string }) => <bdi>{name}</bdi>

/** Phones, ids, record numbers, codes: always read from left to right, each in one of its own. */
export const Num = ({ children }: WithChildren) => (
  <bdi class="num" dir="ltr">
    {children}
  </bdi>
)

/** What a message's `<key>…</key>` becomes: a key of the keyboard, named as it is printed there. */
export const keyCap = (name: Child) => <kbd dir="ltr">{name}</kbd>

/** Words for the ear only. */
export const Hidden = ({ children }: WithChildren) => <span class="ear">{children}</span>

/** What somebody typed in their own words. */
export const FreeText = ({ children }: WithChildren) => (
  <p class="free-text" dir="auto">
    {children}
  </p>
)

/** The round mark of one or two letters that stands for a face. */
export const Monogram = ({ name }: { name: string }) => (
  <span class="monogram" aria-hidden="true">
    {initials(name)}
  </span>
)

// Arabic letters join, so two of them would read as a word: one stands alone.
function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}{2}/u.test(word) && !word.endsWith('.'))
  const [first = '', second = ''] = words.map((word) => word.replace(/^(?:Al|El)-/u, '').slice(0, 1))
  return /\p{Script=Arabic}/u.test(first) ? first : (first + second).toUpperCase()
}

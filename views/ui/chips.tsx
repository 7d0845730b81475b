import type { Child } from 'hono/jsx'
import type { Hx } from './attributes.ts'

export interface Chip {
  id?: string
  href: string
  label: Child
  current: boolean
  hx?: Hx
}

/** Other views of the same page: whose, which branch, which part of a list. Quieter than buttons: the page has one of those. */
export const Chips = ({ label, items }: { label: string; items: readonly Chip[] }) => (
  <nav class="chips" aria-label={label}>
    {items.map(({ id, href, label: text, current, hx }) => (
      <a id={id} href={href} aria-current={current ? 'true' : undefined} {...hx}>
        {text}
      </a>
    ))}
  </nav>
)

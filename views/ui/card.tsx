import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'
import { Monogram } from './inline.tsx'

/** A grid of cards: as many as fit, one column on a phone. A list, so that the ear hears how many. */
export const Cards = ({ children }: { children: Child }) => <ul class="cards">{children}</ul>

export interface CardProps {
  title: Child
  /** The title's link covers the whole card. */
  href?: string
  /** A name to make the round mark of. */
  monogram?: string
  /** Level of the title in the page. */
  level?: 2 | 3
  /** At most one status and one action. */
  children?: Child
}

/** Stands in `<Cards>`. */
export function Card({ title, href, monogram, level = 3, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li class={href ? 'card linked' : 'card'}>
      {monogram && <Monogram name={monogram} />}
      <div>
        <Heading>{href ? <a href={href}>{title}</a> : title}</Heading>
        {children}
      </div>
    </li>
  )
}

/** A box of its own outside a grid: the next appointment, the sign-in form. */
export const Panel = ({ children, label }: { children: Child; label?: string }) => (
  <section class="panel" aria-label={label}>
    {children}
  </section>
)

/** Lines with an icon each: hours, address, languages. */
export const Facts = ({ items }: { items: readonly { icon: IconName; text: Child }[] }) => (
  <ul class="facts">
    {items.map((item) => (
      <li>
        <Icon name={item.icon} />
        <span>{item.text}</span>
      </li>
    ))}
  </ul>
)

/** The top of the home page: the clinic's promise, what to do, and today's hours beside it. */
export const Hero = ({ title, text, actions, aside }: { title: string; text: string; actions: Child; aside?: Child }) => (
  <section class="hero">
    <div>
      <div>
        <h1>{title}</h1>
        <p>{text}</p>
        <div class="actions">{actions}</div>
      </div>
      {aside && <div class="hero-card">{aside}</div>}
    </div>
  </section>
)

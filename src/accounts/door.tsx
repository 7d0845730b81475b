import type { Child } from 'hono/jsx'
import { DoorContent, DoorShell } from '../../views/accounts/door-shell.tsx'
import type { WebContext } from '../web/context.ts'
import { type Element, fragment, isFragment, page } from '../web/page.ts'

interface Door {
  title: string
  error?: boolean
  note?: Child
  back?: { href: string; label?: string }
  /** Which of the person's places this is. */
  place?: string
}

/** A page at the door, or what an unsuccessful form of it swaps. */
export function doorPage(c: WebContext, { title, ...rest }: Door, body: Element, status: 200 | 404 | 422 | 429 = 200): Promise<Response> {
  const { frame } = c.var
  const inside = (
    <DoorContent frame={frame} title={title}>
      {body}
    </DoorContent>
  )
  // The script takes a 429 for a proxy's and shows words of its own; these say how long.
  if (isFragment(c)) return fragment(c, inside, status === 429 ? 422 : status)
  return page(
    c,
    <DoorShell frame={frame} title={title} {...rest}>
      {body}
    </DoorShell>,
    status,
  )
}

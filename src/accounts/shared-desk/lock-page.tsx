import { LockContent, LockPage } from '../../../views/accounts/lock-page.tsx'
import type { Actor } from '../../audit/actor.ts'
import type { WebContext } from '../../web/context.ts'
import type { FieldError } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { hasKept } from '../kept.ts'
import { idOfSession } from '../own/session-list.ts'
import { deviceToken } from '../second-factor/trusted.ts'
import { pinsHere } from './pins.ts'

interface Shown {
  to: string | null
  /** They would rather give their password. */
  byPassword?: boolean
  errors?: FieldError[]
  /** What was posted, sealed; null where it could not be kept. */
  sealed?: string | null
}

/**
 * What a locked session answers, whatever it was asked for: whose it is and how it goes on, and nothing else. A page that locked
 * itself, and asks for the lock alone, stays beneath it.
 */
export async function lockPage(
  c: WebContext,
  locked: Actor,
  { to, byPassword = false, errors = [], sealed }: Shown,
  status: 200 | 401 | 422 = 200,
): Promise<Response> {
  const { db, frame, t } = c.var
  const people = await pinsHere(db, deviceToken(c))
  const byPin = !byPassword && people.some(({ user }) => user === locked.user)
  const colleagues = people.filter(({ user }) => user !== locked.user).map(({ staff, name }) => ({ staff, name: t.local(name) }))
  c.header('Cache-Control', 'no-store')
  const kept = hasKept(c) ? 'auth.kept' : sealed === null ? 'auth.notKept' : null
  const props = {
    t,
    session: idOfSession(locked.session),
    name: t.local(locked.name),
    to,
    by: byPin ? ('pin' as const) : ('password' as const),
    errors,
    sealed: sealed ?? null,
    colleagues,
  }
  if (isFragment(c)) return fragment(c, <LockContent {...props} dialog />, status === 401 ? 200 : status)
  return page(c, <LockPage frame={frame} note={sealed ? 'lock.sentLater' : kept} {...props} />, status)
}

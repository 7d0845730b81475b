import { LockPage } from '../../../views/accounts/lock-pages.tsx'
import type { Actor } from '../../audit/actor.ts'
import type { WebContext } from '../../web/context.ts'
import type { FieldError } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { hasKept } from '../kept.ts'
import { deviceToken } from '../second-factor/trusted.ts'
import { pinsHere } from './pins.ts'

interface Shown {
  to: string | null
  /** They would rather give their password. */
  byPassword?: boolean
  errors?: FieldError[]
  /** Whether what was posted could be kept, where something was. */
  kept?: boolean
}

/** What a locked session answers, whatever it was asked for: whose it is and how it goes on, and nothing else. */
export async function lockPage(
  c: WebContext,
  locked: Actor,
  { to, byPassword = false, errors = [], kept = hasKept(c) || undefined }: Shown,
  status: 200 | 401 | 422 = 200,
): Promise<Response> {
  const { db, frame, t } = c.var
  const people = await pinsHere(db, deviceToken(c))
  const byPin = !byPassword && people.some(({ user }) => user === locked.user)
  const colleagues = people.filter(({ user }) => user !== locked.user).map(({ staff, name }) => ({ staff, name: t.local(name) }))
  c.header('Cache-Control', 'no-store')
  return page(
    c,
    <LockPage
      frame={frame}
      name={t.local(locked.name)}
      to={to}
      by={byPin ? 'pin' : 'password'}
      errors={errors}
      note={kept === undefined ? null : kept ? 'auth.kept' : 'auth.notKept'}
      colleagues={colleagues}
    />,
    status,
  )
}

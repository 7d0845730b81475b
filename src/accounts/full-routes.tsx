import { Hono } from 'hono'
import { FullForm } from '../../views/accounts/full-form.tsx'
import type { Env, WebContext } from '../web/context.ts'
import type { FieldError } from '../web/form.ts'
import { wayOn, withTo } from './code-door.ts'
import { doorPage } from './door.tsx'
import { makeFull } from './full-session.ts'
import { askedAgain } from './own/again.ts'
import { signedIn, signedInActor } from './require.ts'
import { newToken, sessionToken, setSessionCookie } from './sessions.ts'

/** The patients' site: who signed in by a code gives the password too, where the record begins. */
export const fullRoutes = new Hono<Env>()

fullRoutes.get('/sign-in/password', signedIn, (c) => (isFull(c) ? c.redirect(wayOn(c), 303) : passwordPage(c, [])))

fullRoutes.post('/sign-in/password', signedIn, async (c) => {
  const old = sessionToken(c)
  if (isFull(c) || old === undefined) return c.redirect(wayOn(c), 303)
  const errors = await askedAgain(c)
  if (errors.length > 0) return passwordPage(c, errors)
  const fresh = newToken()
  await makeFull(c.var.db, signedInActor(c), { old, fresh, device: c.req.header('User-Agent') ?? null })
  setSessionCookie(c, 'patient', fresh)
  return c.redirect(wayOn(c), 303)
})

const isFull = (c: WebContext): boolean => signedInActor(c).strength === 'full'

function passwordPage(c: WebContext, errors: FieldError[]) {
  const { t } = c.var
  return doorPage(
    c,
    { title: t('full.title'), error: errors.length > 0 },
    <FullForm t={t} action={withTo(c, '/sign-in/password')} errors={errors} />,
    errors.length > 0 ? 422 : 200,
  )
}

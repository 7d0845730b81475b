import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { WebContext } from '../../web/context.ts'
import type { FieldError } from '../../web/form.ts'
import { forgetAttempts, takeTurn } from '../attempts.ts'
import { isPassword } from '../passwords.ts'
import { signedInActor } from '../require.ts'

/** What the field is called in every form that asks for the password once more. */
const field = 'current-password'

/**
 * The password once more, for a change of how somebody signs in: a browser that was left open must not be enough. Asked in the form
 * itself, in the field `current-password`. Answers with what to say at the field; nothing when it was right. Guessing is slowed and,
 * past ten tries in a quarter of an hour, refused.
 */
export async function askedAgain(c: WebContext, actor: Actor = signedInActor(c)): Promise<FieldError[]> {
  const { db, config, t, posted } = c.var
  const typed = posted.get(field) ?? ''
  if (typed === '') return [{ field, message: t('account.enterCurrent') }]
  const of = `again ${actor.user}`
  const turn = await takeTurn({ db, secret: config.secret }, [{ of, free: 4, most: 10 }])
  if (!turn.ok) return [{ field, message: t('auth.tooMany', { n: turn.retryMinutes }) }]
  if (turn.wait > 0) await pause(turn.wait)
  const user = await db.selectFrom('users').select('password_hash').where('id', '=', actor.user).executeTakeFirst()
  if (await isPassword(user?.password_hash ?? null, typed)) {
    await forgetAttempts({ db, secret: config.secret }, turn.tried, [of])
    return []
  }
  await audit(db, actor, { action: 'password.again-fail', subject: { type: 'user', id: actor.user } })
  return [{ field, message: t('account.wrongCurrent') }]
}

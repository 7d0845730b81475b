import { type ClinicSaid, reachedAt } from '../../accounts/own/tell.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { send } from '../../notices/send.ts'
import { auditDecision, type Decision, decide, endAccess } from './decide.ts'
import type { Refusal } from './refusal.ts'

export type Refused = { ok: true } | { ok: false; reason: 'decided' | 'has-visits' }

export interface RefusalGiven extends Decision, Refusal {
  clinic: ClinicSaid
}

/**
 * Not a person whom the clinic can know: the account acts for nobody any more, and whoever holds it is told why, by message and when
 * they sign in. Their visits are cancelled before, by who refuses.
 */
export async function refuseRegistration(db: Database, actor: Actor, given: RefusalGiven): Promise<Refused> {
  const { receipt, registration, because, words } = given
  const action = { receipt, name: 'registration.refuse', user: actor.user, subject: registration }
  const answer = await transact<Refused>(db, action, async (tx) => {
    const row = await decide(tx, actor, registration, { status: 'refused', refused_because: because, reason: words || null })
    if (!row) return { ok: false, reason: 'decided' }
    const visit = await tx
      .selectFrom('appointments')
      .select('id')
      .where('patient_id', '=', row.patient_id)
      .where('status', 'in', ['booked', 'arrived', 'in-consultation'])
      .limit(1)
      .executeTakeFirst()
    if (visit) return { ok: false, reason: 'has-visits' }
    await endAccess(tx, row)
    await tell(tx, row.user_id, given)
    await auditDecision(tx, actor, 'registration.refuse', row, words ? `${because}: ${words}` : because)
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

/** At the number or address that they confirmed, in the language that they registered in. */
async function tell(tx: Tx, user: Id<'user'>, { registration, because, words, clinic: { language, ...clinic } }: RefusalGiven) {
  const person = await tx.selectFrom('users').select('language').where('id', '=', user).executeTakeFirstOrThrow()
  for (const { point, channel, address } of await reachedAt(tx, user)) {
    await send(tx, {
      to: { channel, address, own: true },
      purpose: 'registration-refused',
      language: person.language === 'en' || person.language === 'ar' ? person.language : language,
      values: { because, words, ...clinic },
      cause: `registration/${registration}/refused/${point}`,
    })
  }
}

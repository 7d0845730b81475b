import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { noticeVersion, writeMessagesConsent } from './consents.ts'

/** Of one whom the account acts for: whether messages about their visits come to it. */
export interface WantedMessages {
  patient: Id<'patient'>
  wanted: boolean
}

/**
 * For whom messages would come to this account, which is where a number or address of the record is its own; for the holder's own
 * record, all that stands there as theirs. One statement.
 */
export async function wantedMessages(db: Database, actor: Actor): Promise<WantedMessages[]> {
  const points = await ownPoints(db, actor.user).execute()
  return [...Map.groupBy(points, ({ patient_id }) => patient_id)].map(([patient, of]) => ({
    patient,
    wanted: of.some(({ reminders }) => reminders),
  }))
}

const ownPoints = (db: Database, user: Id<'user'>) =>
  db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .innerJoin('contact_points as c', 'c.patient_id', 'a.patient_id')
    .select(['c.id', 'c.patient_id', 'c.reminders'])
    .distinct()
    .where('a.user_id', '=', user)
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.archived_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('a.relation', '=', 'self'), where('c.whose', '=', 'self')]),
        where.exists(
          where.selectFrom('logins as l').select('l.id').whereRef('l.user_id', '=', 'a.user_id').whereRef('l.value', '=', 'c.value'),
        ),
      ]),
    )

interface Change {
  receipt: Id<'receipt'>
  /** Those of `wantedMessages` for whom they are wanted from now on; the others get none. */
  wanted: readonly Id<'patient'>[]
  language: string
}

/** Gives or withdraws the consent for messages; only what changes is written down, and how it was stays readable. */
export async function changeWantedMessages(db: Database, actor: Actor, { receipt, wanted, language }: Change): Promise<void> {
  const { user } = actor
  await transact(db, { receipt, name: 'consent.change', user, subject: user }, async (tx) => {
    const points = await ownPoints(tx, user).execute()
    for (const [patient, of] of Map.groupBy(points, ({ patient_id }) => patient_id)) {
      const given = wanted.includes(patient)
      if (of.some(({ reminders }) => reminders) === given) continue
      await tx
        .updateTable('contact_points')
        .set((row) => ({ reminders: given, version: row('version', '+', 1) }))
        .where(
          'id',
          'in',
          of.map(({ id }) => id),
        )
        .execute()
      await tx
        .updateTable('patients')
        .set((row) => ({ version: row('version', '+', 1) }))
        .where('id', '=', patient)
        .execute()
      await writeMessagesConsent(tx, { user, patient, noticeVersion, language, wantsMessages: given })
      await audit(tx, actor, { action: 'consent.change', patient, reason: given ? 'given' : 'withdrawn' })
    }
    return { ok: true as const }
  })
}

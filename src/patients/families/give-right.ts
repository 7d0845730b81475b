import type { ClinicSaid } from '../../accounts/own/tell.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Relation } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { birthOf } from '../birth.ts'
import { isMinor } from './age.ts'
import { tellBoth } from './tell-both.ts'

/** What somebody may be to a patient for whom they act; nobody is made to be the patient themselves here. */
export const relations = ['parent', 'guardian', 'spouse', 'child', 'carer'] as const satisfies Relation[]

export interface NewRight {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  /** Whose account it is. */
  user: Id<'user'>
  relation: (typeof relations)[number]
  mayBook: boolean
  maySeeRecord: boolean
  reason: string
  clinic: ClinicSaid
}

/**
 * `own-account`: nobody at the desk gives themselves a patient. `minor`: for a child only parents and guardians act.
 * `already`: the account acts for this patient, or is the patient's own.
 */
export type RightGiven = { ok: true } | { ok: false; reason: 'own-account' | 'minor' | 'already' | 'not-found' }

/**
 * Lets an account act for a patient. The desk has seen both and their cards; it writes down why. A parent's or guardian's right over a
 * child ends when the child is of age (`endGuardianships`); one that is given to an adult's relative stays until somebody ends it.
 */
export async function giveRight(db: Database, actor: Actor, given: NewRight, today: Temporal.PlainDate): Promise<RightGiven> {
  const { receipt, patient, user, relation, clinic } = given
  if (user === actor.user) return { ok: false, reason: 'own-account' }
  const access = newId<'patient-access'>()
  return transact(db, { receipt, name: 'access.give', user: actor.user, subject: patient }, async (tx) => {
    const born = await tx
      .selectFrom('patients')
      .select(['birth_date', 'birth_precision', 'birth_calendar', 'birth_entered'])
      .where('id', '=', patient)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    if (!born) return { ok: false as const, reason: 'not-found' as const }
    if (isMinor(birthOf(born), today) && relation !== 'parent' && relation !== 'guardian') {
      return { ok: false as const, reason: 'minor' as const }
    }
    const there = await tx
      .selectFrom('patient_access')
      .select('id')
      .where('user_id', '=', user)
      .where('patient_id', '=', patient)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
      .executeTakeFirst()
    if (there) return { ok: false as const, reason: 'already' as const }
    await tx
      .insertInto('patient_access')
      .values({
        id: access,
        user_id: user,
        patient_id: patient,
        relation,
        may_book: given.mayBook,
        may_see_record: given.maySeeRecord,
        granted_by_user_id: actor.user,
        valid_from: sqlNow,
        valid_until: null,
        reason: given.reason,
      })
      .execute()
    await audit(tx, actor, { action: 'access.give', subject: { type: 'patient-access', id: access }, patient, reason: given.reason })
    await tellBoth(tx, { access, user, patient, relation, what: 'given', clinic })
    return { ok: true as const }
  })
}

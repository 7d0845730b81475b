import { type ClinicSaid, type Reached, reachedAt, tellAccountChanged, tellAt } from '../../accounts/own/tell.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'

export interface RightChange {
  access: Id<'patient-access'>
  user: Id<'user'>
  patient: Id<'patient'>
  what: 'given' | 'ended'
  clinic: ClinicSaid
}

/** Tells the one who acts and the one who is acted for: at their account and at what is written down as their own. Names nobody. */
export async function tellBoth(tx: Tx, { access, user, patient, what, clinic }: RightChange): Promise<void> {
  await tellAccountChanged(tx, { user, what: `acting-${what}`, change: access, site: 'patient', clinic })
  const person = await tx.selectFrom('patients').select('language').where('id', '=', patient).executeTakeFirst()
  const points = new Map((await pointsOf(tx, patient)).map((point) => [point.address, point]))
  await tellAt(tx, [...points.values()], {
    about: `access/${access}/${what}`,
    what: `access-${what}`,
    site: 'patient',
    clinic,
    language: person?.language ?? null,
  })
}

async function pointsOf(tx: Tx, patient: Id<'patient'>): Promise<Reached[]> {
  const points = await tx
    .selectFrom('contact_points')
    .select(['id', 'contact_system', 'value'])
    .where('patient_id', '=', patient)
    .where('whose', '=', 'self')
    .execute()
  const accounts = await tx
    .selectFrom('patient_access')
    .select('user_id')
    .where('patient_id', '=', patient)
    .where('relation', '=', 'self')
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
    .execute()
  const logins = await Promise.all(accounts.map(({ user_id }) => reachedAt(tx, user_id)))
  return [
    ...points.map(({ id, contact_system, value }) => ({
      point: id,
      channel: contact_system === 'email' ? ('mail' as const) : ('text' as const),
      address: value,
    })),
    ...logins.flat(),
  ]
}

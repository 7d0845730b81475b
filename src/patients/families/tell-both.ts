import { type ClinicSaid, type Reached, reachedAt, tellAccountChanged, tellAt } from '../../accounts/own/tell.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { Relation } from '../../database/tables.ts'

export interface RightChange {
  access: Id<'patient-access'>
  user: Id<'user'>
  patient: Id<'patient'>
  relation: Relation
  /** To an account of the patient's own nothing is given here. */
  what: 'given' | 'ended'
  clinic: ClinicSaid
}

/** Tells the one who acts and the one who is acted for: at their account and at what is written down as their own. Names nobody. */
export async function tellBoth(tx: Tx, { access, user, patient, relation, what, clinic }: RightChange): Promise<void> {
  const isOwn = relation === 'self'
  const told = await reachedAt(tx, user)
  await tellAccountChanged(tx, { user, what: isOwn ? 'own-ended' : `acting-${what}`, change: access, site: 'patient', clinic }, told)
  const person = await tx.selectFrom('patients').select('language').where('id', '=', patient).executeTakeFirst()
  const accounts = await ownAccounts(tx, patient)
  const points = new Map((await pointsOf(tx, patient, accounts)).map((point) => [point.address, point]))
  // One's own account and one's own telephone are mostly one number, which hears of it once.
  if (isOwn) for (const { address } of told) points.delete(address)
  await tellAt(tx, [...points.values()], {
    about: `access/${access}/${what}`,
    what: `access-${what}`,
    site: 'patient',
    clinic,
    language: person?.language ?? accounts[0]?.language ?? null,
  })
}

const ownAccounts = (tx: Tx, patient: Id<'patient'>) =>
  tx
    .selectFrom('patient_access as a')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .select(['u.id', 'u.language'])
    .where('a.patient_id', '=', patient)
    .where('a.relation', '=', 'self')
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .execute()

async function pointsOf(tx: Tx, patient: Id<'patient'>, accounts: { id: Id<'user'> }[]): Promise<Reached[]> {
  const points = await tx
    .selectFrom('contact_points')
    .select(['id', 'contact_system', 'value'])
    .where('patient_id', '=', patient)
    .where('whose', '=', 'self')
    .execute()
  const logins = await Promise.all(accounts.map(({ id }) => reachedAt(tx, id)))
  return [
    ...points.map(({ id, contact_system, value }) => ({
      point: id,
      channel: contact_system === 'email' ? ('mail' as const) : ('text' as const),
      address: value,
    })),
    ...logins.flat(),
  ]
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { type Birth, birthOf } from '../birth.ts'
import type { PatientDraft } from './read-patient.ts'

type Relation = Row<'patient_guardians'>['relation']

/** Somebody who is reached by a parent's or guardian's telephone. */
export interface Dependant {
  phones: string[]
  relation: Relation
}

/** Somebody whose own telephone this is; `id` tells people apart. */
export interface PhoneOwner<Key = Id<'patient'>> {
  id: Key
  phone: string
  sex: Row<'patients'>['sex']
}

/** Until then somebody answers for them. */
const grownUp = 18

const isGrownUp = (birth: Birth, today: Temporal.PlainDate): boolean => birth.date.until(today, { largestUnit: 'years' }).years >= grownUp

/** Null for adults, and for whom nobody else's number is told. */
export function dependantIn({ birth, contacts }: PatientDraft, today: Temporal.PlainDate): Dependant | null {
  if (birth !== null && isGrownUp(birth, today)) return null
  const others = contacts.flatMap(({ contact_system, value, whose }) =>
    contact_system === 'phone' && (whose === 'mother' || whose === 'father' || whose === 'guardian') ? [{ value, whose }] : [],
  )
  const [first] = others
  return first === undefined ? null : { phones: others.map(({ value }) => value), relation: first.whose }
}

/** The telephones that are an adult's own. */
export const ownPhonesIn = ({ birth, contacts }: PatientDraft, today: Temporal.PlainDate): string[] =>
  birth !== null && !isGrownUp(birth, today)
    ? []
    : contacts.flatMap(({ contact_system, value, whose }) => (contact_system === 'phone' && whose === 'self' ? [value] : []))

/** Who answers for them: the one adult whose number they have, of a mother or father one of that sex. Of several nobody is guessed. */
export function guardianAmong<Key>({ phones, relation }: Dependant, owners: readonly PhoneOwner<Key>[]): Key | null {
  const other = relation === 'mother' ? 'male' : relation === 'father' ? 'female' : null
  const fitting = new Set(owners.filter(({ phone, sex }) => phones.includes(phone) && sex !== other).map(({ id }) => id))
  const [only = null] = fitting
  return fitting.size === 1 ? only : null
}

/** The adults of the register whose own telephones these are. One statement. */
export async function phoneOwners(db: Database, phones: string[], today: Temporal.PlainDate): Promise<PhoneOwner[]> {
  if (phones.length === 0) return []
  const rows = await db
    .selectFrom('contact_points as c')
    .innerJoin('patients as p', 'p.id', 'c.patient_id')
    .select(['p.id', 'p.sex', 'p.birth_date', 'p.birth_precision', 'p.birth_calendar', 'p.birth_entered', 'c.value'])
    .where('c.contact_system', '=', 'phone')
    .where('c.whose', '=', 'self')
    .where('c.value', 'in', phones)
    .where('p.archived_at', 'is', null)
    .execute()
  return rows.flatMap((row) => {
    const birth = birthOf(row)
    return birth !== null && !isGrownUp(birth, today) ? [] : [{ id: row.id, phone: row.value, sex: row.sex }]
  })
}

interface Link {
  id: Id<'patient-guardian'>
  patient: Id<'patient'>
  guardian: Id<'patient'>
  relation: Relation
}

type Linked = { ok: true } | { ok: false; reason: 'has-one' }

/** Keeps who answers for a patient, unless somebody does already. */
export async function linkGuardian(tx: Tx, actor: Actor | null, { id, patient, guardian, relation }: Link): Promise<Linked> {
  const known = await tx.selectFrom('patient_guardians').select('id').where('patient_id', '=', patient).executeTakeFirst()
  if (known !== undefined) return { ok: false, reason: 'has-one' }
  await tx.insertInto('patient_guardians').values({ id, patient_id: patient, guardian_id: guardian, name: null, relation }).execute()
  await audit(tx, actor, { action: 'patient.edit', subject: { type: 'patient', id: patient }, patient })
  return { ok: true }
}

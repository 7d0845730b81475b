import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import type { Told, ToldIdentifier, Wants } from './registration.ts'

/** Whose an identifier is already; null where it is free. */
async function ownerOf(tx: Tx, { type, country, value }: ToldIdentifier): Promise<Id<'patient'> | null> {
  const row = await tx
    .selectFrom('identifiers')
    .select('patient_id')
    .where('type', '=', type)
    .where('country', '=', country)
    .where('value', '=', value)
    .executeTakeFirst()
  return row?.patient_id ?? null
}

/** Adds these to the patient's. Answers with the patient who has one of them already; the key is the judge. */
export async function addIdentifiers(tx: Tx, patient: Id<'patient'>, identifiers: ToldIdentifier[]): Promise<Id<'patient'> | null> {
  for (const identifier of identifiers) {
    try {
      await tx
        .insertInto('identifiers')
        .values({ id: newId<'identifier'>(), patient_id: patient, ...identifier, verified_at: null })
        .execute()
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      const owner = await ownerOf(tx, identifier)
      if (owner !== null && owner !== patient) return owner
    }
  }
  return null
}

export async function addNames(tx: Tx, patient: Id<'patient'>, names: Told['names']): Promise<void> {
  if (names.length === 0) return
  const rows = names.map((name) => ({ id: newId<'patient-name'>(), patient_id: patient, usage_kind: 'official' as const, ...name }))
  await tx.insertInto('patient_names').values(rows).execute()
}

/** Messages about visits go there where they are wanted; results to nobody before somebody says so. */
export async function addContacts(tx: Tx, patient: Id<'patient'>, contacts: Told['contacts'], { wantsMessages }: Wants): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map((contact) => ({
    id: newId<'contact-point'>(),
    patient_id: patient,
    ...contact,
    confirmed_at: null,
    reminders: wantsMessages,
    results: false,
  }))
  await tx.insertInto('contact_points').values(rows).execute()
}

export async function writeGuardians(tx: Tx, patient: Id<'patient'>, guardians: Told['guardians']): Promise<void> {
  await tx.deleteFrom('patient_guardians').where('patient_id', '=', patient).execute()
  if (guardians.length === 0) return
  const rows = guardians.map((guardian) => ({ id: newId<'patient-guardian'>(), patient_id: patient, ...guardian }))
  await tx.insertInto('patient_guardians').values(rows).execute()
}

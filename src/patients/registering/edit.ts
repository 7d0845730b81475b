import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { refreshTokens } from '../search/refresh-tokens.ts'
import { fieldsOf, type Kept, keptOf } from './form-of.ts'
import { birthColumns, type IdentifierTaken, type Told } from './registration.ts'
import { addContacts, addIdentifiers, addNames, writeGuardians } from './write-told.ts'

export interface Edit {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  /** The version that the form was filled from. */
  version: number
  told: Told
  /** As it stands in the form: a birth that nobody touched is kept as it was told. */
  birthTyped: string
  /** A nurse changes contacts and the language, and nothing else. */
  contactsOnly: boolean
}

export type Edited = { ok: true } | { ok: false; reason: 'changed' } | IdentifierTaken

/** Changes what the form holds of a patient, unless somebody else has changed it since; what the form does not hold stays. */
export async function editPatient(db: Database, actor: Actor, edit: Edit): Promise<Edited> {
  const { receipt, patient } = edit
  const action = { receipt, name: 'patient.edit', user: actor.user, subject: patient }
  const answer = await transact(db, action, (tx) => editIn(tx, actor, edit))
  return answer.ok ? { ok: true } : answer
}

async function editIn(tx: Tx, actor: Actor, edit: Edit): Promise<Edited> {
  const { patient, told, version, contactsOnly } = edit
  const kept = await keptOf(tx, patient)
  if (!kept || !(await take(tx, edit, kept))) return { ok: false, reason: 'changed' }
  await changeContacts(tx, patient, kept, told)
  if (!contactsOnly) {
    await changeNames(tx, patient, kept, told)
    await changeGuardian(tx, patient, kept, told)
    const owner = await changeIdentifiers(tx, patient, kept, told)
    if (owner !== null) return { ok: false, reason: 'identifier-taken', patient: owner }
  }
  await refreshTokens(tx, patient)
  await audit(tx, actor, { action: 'patient.edit', subject: { type: 'patient', id: patient }, patient, reason: `version ${version}` })
  return { ok: true }
}

/** The row of the patient is the lock for all that belongs to it. */
async function take(tx: Tx, { patient, version, told, birthTyped, contactsOnly }: Edit, kept: Kept): Promise<boolean> {
  const untouched = fieldsOf(kept).birth === birthTyped.trim()
  const person = contactsOnly
    ? {}
    : {
        sex: told.sex,
        nationality: told.nationality,
        payer: told.payer,
        doctor_sex_preference: told.doctorSexPreference,
        ...(untouched ? {} : birthColumns(told.birth)),
      }
  const { numUpdatedRows } = await tx
    .updateTable('patients')
    .set({ ...person, language: told.language, version: version + 1 })
    .where('id', '=', patient)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function changeNames(tx: Tx, patient: Id<'patient'>, { names }: Kept, told: Told): Promise<void> {
  for (const row of names) {
    const now = told.names.find(({ script }) => script === row.script)
    if (now) await tx.updateTable('patient_names').set(now).where('id', '=', row.id).execute()
    else await tx.deleteFrom('patient_names').where('id', '=', row.id).execute()
  }
  await addNames(
    tx,
    patient,
    told.names.filter(({ script }) => !names.some((row) => row.script === script)),
  )
}

/** A number that stays keeps its confirmation, and what may be sent to it; a new one gets messages where they were wanted before. */
async function changeContacts(tx: Tx, patient: Id<'patient'>, { phones, emails }: Kept, told: Told): Promise<void> {
  const kept = [...phones, ...emails]
  const isSame = (a: (typeof told.contacts)[number], b: (typeof kept)[number]) =>
    a.contact_system === b.contact_system && a.value === b.value
  for (const row of kept) {
    const now = told.contacts.find((contact) => isSame(contact, row))
    if (!now) await tx.deleteFrom('contact_points').where('id', '=', row.id).execute()
    else if (now.whose !== row.whose)
      await tx
        .updateTable('contact_points')
        .set({ whose: now.whose, version: row.version + 1 })
        .where('id', '=', row.id)
        .execute()
  }
  await addContacts(
    tx,
    patient,
    told.contacts.filter((contact) => !kept.some((row) => isSame(contact, row))),
    { wantsMessages: kept.some(({ reminders }) => reminders) },
  )
}

async function changeIdentifiers(tx: Tx, patient: Id<'patient'>, { identifiers }: Kept, told: Told): Promise<Id<'patient'> | null> {
  const isSame = (a: (typeof told.identifiers)[number], b: (typeof identifiers)[number]) =>
    a.type === b.type && a.country === b.country && a.value === b.value
  const gone = identifiers.filter((row) => !told.identifiers.some((one) => isSame(one, row)))
  for (const { id } of gone) await tx.deleteFrom('identifiers').where('id', '=', id).execute()
  return addIdentifiers(
    tx,
    patient,
    told.identifiers.filter((one) => !identifiers.some((row) => isSame(one, row))),
  )
}

async function changeGuardian(tx: Tx, patient: Id<'patient'>, { guardians }: Kept, told: Told): Promise<void> {
  const [was] = guardians
  const [now] = told.guardians
  const isSame = was?.guardian_id === now?.guardian_id && was?.name === now?.name && was?.relation === now?.relation
  if (isSame && (was === undefined) === (now === undefined)) return
  await writeGuardians(tx, patient, told.guardians)
}

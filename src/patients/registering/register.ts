import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { noticeVersion, writeMessagesConsent } from '../registrations/consents.ts'
import { refreshTokens } from '../search/refresh-tokens.ts'
import { recordNumber } from './record-number.ts'
import { birthColumns, type IdentifierTaken, type Told, type Wants } from './registration.ts'
import { addContacts, addIdentifiers, addNames, writeGuardians } from './write-told.ts'

export interface Registration extends Told, Wants {
  /** Those who look like this person, and are not, as somebody said who knows them. */
  differentFrom: Id<'patient'>[]
}

interface RegistrationAtDesk extends Registration {
  receipt: Id<'receipt'>
  /** The language of the page on which the desk asked about messages. */
  askedIn: string
}

export type Registered = { ok: true; patient: Id<'patient'> } | IdentifierTaken

/**
 * Opens a record, once for each receipt. An identifier that somebody has already is refused; all else may repeat. What was said about
 * messages is written down as said to the desk.
 */
export async function registerPatient(
  db: Database,
  actor: Actor,
  { receipt, askedIn, ...registration }: RegistrationAtDesk,
): Promise<Registered> {
  const subject = newId<'patient'>()
  const action = { receipt, name: 'patient.register', user: actor.user, subject, makes: true as const }
  const answer = await transact(db, action, async (tx) => {
    const registered = await registerIn(tx, actor, registration, subject)
    if (!registered.ok || registration.contacts.length === 0) return registered
    const { wantsMessages } = registration
    await writeMessagesConsent(tx, { user: actor.user, patient: subject, noticeVersion, language: askedIn, wantsMessages })
    return registered
  })
  if (!answer.ok || !('repeated' in answer)) return answer
  const patient = idOf<'patient'>(answer.subject)
  if (patient === null) throw new Error('a receipt of a registration names its patient')
  return { ok: true, patient }
}

/** The same within a transaction of the caller. */
export async function registerIn(
  tx: Tx,
  actor: Actor | null,
  told: Registration,
  patient: Id<'patient'> = newId<'patient'>(),
): Promise<Registered> {
  await openRecord(tx, patient, told)
  await addNames(tx, patient, told.names)
  await addContacts(tx, patient, told.contacts, told)
  await writeGuardians(tx, patient, told.guardians)
  const owner = await addIdentifiers(tx, patient, told.identifiers)
  if (owner !== null) return { ok: false, reason: 'identifier-taken', patient: owner }
  await refreshTokens(tx, patient)
  await rememberDifferent(tx, actor, patient, told.differentFrom)
  await audit(tx, actor, { action: 'patient.register', subject: { type: 'patient', id: patient }, patient })
  return { ok: true, patient }
}

async function openRecord(tx: Tx, id: Id<'patient'>, told: Told): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await tx
        .insertInto('patients')
        .values({
          id,
          record_number: recordNumber(attempt),
          ...birthColumns(told.birth),
          sex: told.sex,
          nationality: told.nationality,
          payer: told.payer,
          language: told.language,
          doctor_sex_preference: told.doctorSexPreference,
          deceased_at: null,
          archived_at: null,
          created_at: sqlNow,
        })
        .execute()
      return
    } catch (error) {
      if (!isDuplicateKey(error) || attempt > 40) throw error
    }
  }
}

/** So that nobody is asked about the same two again. */
async function rememberDifferent(tx: Tx, actor: Actor | null, patient: Id<'patient'>, others: Id<'patient'>[]): Promise<void> {
  if (others.length === 0) return
  const known = await tx.selectFrom('patients').select('id').where('id', 'in', others).execute()
  if (known.length === 0) return
  const rows = known.map(({ id }) => ({ patient_id: patient, other_patient_id: id, decided_by_user_id: actor?.user ?? null, at: sqlNow }))
  await tx.insertInto('different_people').values(rows).execute()
}

import { sql } from 'kysely'
import type { AuditAction } from '../../audit/actions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { addIdentifiers } from '../registering/write-told.ts'
import { refreshTokens } from '../search/refresh-tokens.ts'
import { saidIn } from './queries.ts'

export interface Decision {
  receipt: Id<'receipt'>
  registration: Id<'registration'>
}

/** `decided`: by somebody else meanwhile. `identifier-taken`: the number on the card is another patient's, who is then the same person. */
export type Confirmed = { ok: true } | { ok: false; reason: 'decided' | 'identifier-taken' }

/** Somebody has seen the person and their card: the record that they opened is theirs, and the account may see it. */
export async function confirmRegistration(db: Database, actor: Actor, { receipt, registration }: Decision): Promise<Confirmed> {
  const action = { receipt, name: 'registration.confirm', user: actor.user, subject: registration }
  const answer = await transact<Confirmed>(db, action, async (tx) => {
    const row = await decide(tx, actor, registration, { status: 'confirmed' })
    if (!row) return { ok: false, reason: 'decided' }
    if (!(await keepIdentifier(tx, row, row.patient_id))) return { ok: false, reason: 'identifier-taken' }
    await endAccess(tx, row)
    await openRecord(tx, actor, row.user_id, row.patient_id)
    await refreshTokens(tx, row.patient_id)
    await auditDecision(tx, actor, 'registration.confirm', row)
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

export interface Link extends Decision {
  patient: Id<'patient'>
  /** Hands over the visits of the one to the other, in the same transaction; false where both have one at the same time. */
  giveVisits: (tx: Tx, visits: { from: Id<'patient'>; to: Id<'patient'> }) => Promise<boolean>
}

export type Linked = { ok: true } | { ok: false; reason: 'decided' | 'no-patient' | 'own-visit' | 'identifier-taken' }

/**
 * The person has a record already: the account gets that one, with the visits that were booked meanwhile, and the record that the
 * registration opened is put away.
 */
export async function linkRegistration(db: Database, actor: Actor, { receipt, registration, patient, giveVisits }: Link): Promise<Linked> {
  const action = { receipt, name: 'registration.link', user: actor.user, subject: registration }
  const answer = await transact<Linked>(db, action, async (tx) => {
    const row = await decide(tx, actor, registration, { status: 'linked' })
    if (!row) return { ok: false, reason: 'decided' }
    const known = await tx.selectFrom('patients').select('id').where('id', '=', patient).where('archived_at', 'is', null).executeTakeFirst()
    if (!known || patient === row.patient_id) return { ok: false, reason: 'no-patient' }
    await tx.updateTable('registrations').set({ linked_patient_id: patient }).where('id', '=', row.id).execute()
    if (!(await keepIdentifier(tx, row, patient))) return { ok: false, reason: 'identifier-taken' }
    if (!(await giveVisits(tx, { from: row.patient_id, to: patient }))) return { ok: false, reason: 'own-visit' }
    await endAccess(tx, row)
    await openRecord(tx, actor, row.user_id, patient)
    await keepContact(tx, row, patient)
    await tx.updateTable('patients').set({ archived_at: sqlNow, version: sql`version + 1` }).where('id', '=', row.patient_id).execute()
    await refreshTokens(tx, patient)
    await refreshTokens(tx, row.patient_id)
    await auditDecision(tx, actor, 'registration.link', row)
    await audit(tx, actor, { action: 'registration.link', subject: { type: 'registration', id: row.id }, patient })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

type Waiting = Row<'registrations'>
type Outcome = Partial<Pick<Waiting, 'status' | 'refused_because' | 'reason'>>

/** The row as it was, for the first who decides; it stays locked, so that no visit is booked meanwhile. */
export async function decide(tx: Tx, actor: Actor, id: Id<'registration'>, outcome: Outcome): Promise<Waiting | null> {
  const decided = await tx
    .updateTable('registrations')
    .set({ ...outcome, decided_by_user_id: actor.user, decided_at: sqlNow, version: sql`version + 1` })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (decided.numUpdatedRows !== 1n) return null
  return tx.selectFrom('registrations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** The card has been seen now. False where the number is somebody else's. */
async function keepIdentifier(tx: Tx, row: Waiting, patient: Id<'patient'>): Promise<boolean> {
  const said = saidIn(row)
  if (said === null) return true
  if ((await addIdentifiers(tx, patient, [said])) !== null) return false
  await tx
    .updateTable('identifiers')
    .set({ verified_at: sqlNow })
    .where('patient_id', '=', patient)
    .where('type', '=', said.type)
    .where('value', '=', said.value)
    .execute()
  return true
}

export async function endAccess(tx: Tx, { user_id, patient_id }: Waiting): Promise<void> {
  await tx
    .updateTable('patient_access')
    .set({ valid_until: sqlNow })
    .where('user_id', '=', user_id)
    .where('patient_id', '=', patient_id)
    .where('valid_until', 'is', null)
    .execute()
}

/** From now on the account acts for this patient and may see the record. */
export async function openRecord(tx: Tx, actor: Actor | null, user: Id<'user'>, patient: Id<'patient'>): Promise<void> {
  await tx
    .insertInto('patient_access')
    .values({
      id: newId<'patient-access'>(),
      user_id: user,
      patient_id: patient,
      relation: 'self',
      may_book: true,
      may_see_record: true,
      granted_by_user_id: actor?.user ?? null,
      valid_from: sqlNow,
      valid_until: null,
    })
    .execute()
}

/** The number that was confirmed is one of the record's, with what was said about messages. */
async function keepContact(tx: Tx, row: Waiting, patient: Id<'patient'>): Promise<void> {
  const point = await tx
    .selectFrom('contact_points')
    .selectAll()
    .where('patient_id', '=', row.patient_id)
    .where('value', '=', row.contact_value)
    .executeTakeFirst()
  if (!point) return
  const { numUpdatedRows } = await tx
    .updateTable('contact_points')
    .set({ confirmed_at: sqlNow, reminders: point.reminders, version: sql`version + 1` })
    .where('patient_id', '=', patient)
    .where('value', '=', row.contact_value)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  await tx
    .insertInto('contact_points')
    .values({ ...point, id: newId<'contact-point'>(), patient_id: patient })
    .execute()
}

export const auditDecision = (tx: Tx, actor: Actor, action: AuditAction, row: Waiting, reason?: string) =>
  audit(tx, actor, { action, subject: { type: 'registration', id: row.id }, patient: row.patient_id, ...(reason ? { reason } : {}) })

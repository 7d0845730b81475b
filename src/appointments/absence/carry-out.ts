import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey, NotYours } from '../../database/errors.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import type { Notice } from '../../notices/notice.ts'
import { close } from '../closures/close.ts'
import { cancel } from '../visit/cancel.ts'
import { move } from '../visit/move.ts'
import { stepReceipt } from '../visit/step-receipt.ts'
import type { AffectedVisit } from './visits.ts'

/** What shall become of one visit. */
export type Decision =
  | { to: 'keep' }
  | { to: 'cancel' }
  | { to: 'move'; doctor: Id<'staff'>; location: Id<'location'>; start: Temporal.Instant }

export interface Absence {
  /** Of the form: it names the absence, so that one sent again goes on where it was interrupted. */
  absence: Id<'absence'>
  doctor: Id<'staff'>
  day: Temporal.PlainDate
  /** Nobody is booked with the doctor in this time any more; null where the calendar stays open. */
  closed: { starts: Temporal.Instant; ends: Temporal.Instant } | null
  decisions: { visit: AffectedVisit; decision: Decision }[]
  /** By which messages leave the clinic; whoever is reached by none of them is called. */
  channels: Notice['to']['channel'][]
}

/**
 * Deals with each visit in a transaction of its own: a time that somebody else has taken meanwhile keeps no other visit from its
 * place, and is listed as not done. Sent again, or interrupted and sent again, each visit is dealt with once.
 */
export async function carryOut(db: Database, actor: Actor, absence: Absence): Promise<void> {
  await begin(db, actor, absence)
  const { doctor, closed } = absence
  if (closed) {
    const name = { en: 'Absent', ar: 'غياب' }
    await close(db, actor, { receipt: stepReceipt(actor, absence.absence, 1, 'close'), staff: doctor, kind: 'leave', name, ...closed })
  }
  for (const { visit, decision } of absence.decisions) {
    const refusal = await decide(db, actor, absence, visit, decision)
    await writeOutcome(db, actor, absence, visit, decision, refusal)
  }
}

/** Every visit is on the list before the first is touched: an interruption leaves nobody out. */
async function begin(db: Database, actor: Actor, { absence: id, doctor, day, decisions }: Absence): Promise<void> {
  const receipt = stepReceipt(actor, id, 1, 'begin')
  await transact(db, { receipt, name: 'absence.begin', user: actor.user, subject: id }, async (tx) => {
    const begun = { id, doctor_id: doctor, clinic_day: day, by_user_id: actor.user, created_at: sqlNow }
    await tx.insertInto('absences').values(begun).execute().catch(ofAnother)
    const listed = decisions.map(({ visit }) => undecided(id, visit))
    // Nobody may be booked, and the day is closed all the same.
    if (listed.length > 0) await tx.insertInto('absence_visits').values(listed).execute()
    await audit(tx, actor, { action: 'absence.begin', subject: { type: 'absence', id } })
    return { ok: true as const }
  })
}

/** The id of a form that somebody else has sent already. */
function ofAnother(error: unknown): never {
  throw isDuplicateKey(error) ? new NotYours() : error
}

/** Null when it is done, or nothing is to do; otherwise why not. */
async function decide(db: Database, actor: Actor, { absence }: Absence, visit: AffectedVisit, decision: Decision): Promise<string | null> {
  if (decision.to === 'keep') return null
  const what = { receipt: stepReceipt(actor, visit.id, absence, decision.to), appointment: visit.id, version: visit.version }
  const answer =
    decision.to === 'cancel'
      ? await cancel(db, actor, { ...what, reason: 'doctor-absent' })
      : await move(db, actor, { ...what, start: decision.start, doctor: decision.doctor, location: decision.location, through: 'staff' })
  return answer.ok ? null : answer.reason
}

const outcomes = { keep: 'kept', cancel: 'cancelled', move: 'moved' } as const

async function writeOutcome(
  db: Database,
  actor: Actor,
  { absence, channels }: Absence,
  visit: AffectedVisit,
  decision: Decision,
  refusal: string | null,
): Promise<void> {
  const outcome = refusal === null ? outcomes[decision.to] : 'failed'
  const action = { receipt: stepReceipt(actor, visit.id, absence, 'outcome'), name: 'absence.visit', user: actor.user, subject: visit.id }
  await transact(db, action, async (tx) => {
    const told = (outcome === 'moved' || outcome === 'cancelled') && (await isTold(tx, visit.patient_id, channels))
    await tx
      .updateTable('absence_visits')
      .set({ outcome, refusal, told })
      .where('absence_id', '=', absence)
      .where('appointment_id', '=', visit.id)
      .execute()
    return { ok: true as const }
  })
}

const undecided = (absence: Id<'absence'>, visit: AffectedVisit): Row<'absence_visits'> => ({
  absence_id: absence,
  appointment_id: visit.id,
  outcome: 'failed',
  refusal: 'interrupted',
  was_starts_at: visit.starts_at,
  told: false,
  called_at: null,
  called_by_user_id: null,
})

/** Whether a message leaves for them by itself; whether it arrives is asked when the list is read. */
async function isTold(tx: Tx, patient: Id<'patient'>, channels: Absence['channels']): Promise<boolean> {
  const systems = channels.map((channel) => (channel === 'mail' ? ('email' as const) : ('phone' as const)))
  if (systems.length === 0) return false
  const point = await tx
    .selectFrom('contact_points')
    .select('id')
    .where('patient_id', '=', patient)
    .where('contact_system', 'in', systems)
    .where('reminders', '=', true)
    .executeTakeFirst()
  return point !== undefined
}

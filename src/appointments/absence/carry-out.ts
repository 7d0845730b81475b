import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey, NotYours } from '../../database/errors.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import type { Notice } from '../../notices/notice.ts'
import { awayThroughout } from '../closures/away.ts'
import { close } from '../closures/close.ts'
import { cancel } from '../visit/cancel.ts'
import { move } from '../visit/move.ts'
import { stepReceipt } from '../visit/step-receipt.ts'
import type { GoneVisit } from './gone.ts'
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
  /** On the form too, and dealt with by somebody else since. */
  gone: GoneVisit[]
  /** By which messages leave the clinic; whoever is reached by none of them is called. */
  channels: Notice['to']['channel'][]
}

/**
 * Deals with each visit in a transaction of its own: a time that somebody else has taken meanwhile keeps no other visit from its
 * place, and is listed as not done. What the list of another absence has taken up since the form was made is left to that one, and
 * listed: two people who do this at once never undo each other's work unawares. Sent again, or interrupted and sent again, each visit is dealt with once.
 *
 * Answers with the list that there is now: its own, or the earlier one of that day, where its own would hold nothing that is not there.
 */
export async function carryOut(db: Database, actor: Actor, absence: Absence): Promise<Id<'absence'>> {
  const begun = await begin(db, actor, absence)
  await closeDay(db, actor, absence)
  if (!begun.ok) return begun.list
  const open = await undecidedIn(db, absence.absence)
  for (const { visit, decision } of absence.decisions) {
    if (!open.has(visit.id)) continue
    const refusal = await decide(db, actor, absence, visit, decision)
    await writeOutcome(db, actor, absence, visit, decision, refusal)
  }
  return absence.absence
}

/** Once: whoever comes second finds it closed. */
async function closeDay(db: Database, actor: Actor, { absence, doctor, day, closed }: Absence): Promise<void> {
  if (!closed || (await awayThroughout(db, closed)).has(doctor)) return
  const receipt = stepReceipt(actor, absence, 1, 'close')
  const name = { en: 'Absent', ar: 'غياب' }
  await close(db, actor, { receipt, staff: doctor, kind: 'leave', name, clinicDay: day, ...closed })
}

type Begun = { ok: true } | { ok: false; reason: 'listed-already'; list: Id<'absence'> }

/** Every visit is on the list before the first is touched: an interruption leaves nobody out. */
async function begin(db: Database, actor: Actor, absence: Absence): Promise<Begun> {
  const { absence: id, doctor, day, decisions, gone } = absence
  const receipt = stepReceipt(actor, id, 1, 'begin')
  return transact<Begun>(db, { receipt, name: 'absence.begin', user: actor.user, subject: id }, async (tx) => {
    await takeTurn(tx, { id, doctor_id: doctor, clinic_day: day, by_user_id: actor.user })
    const lists = await listsOf(
      tx,
      decisions.map(({ visit }) => visit.id),
    )
    const isHandled = (visit: AffectedVisit) => (lists.get(visit.id) ?? 0) > visit.listed
    const list = decisions.every(({ visit }) => isHandled(visit)) ? await earlierList(tx, absence) : null
    if (list) return { ok: false, reason: 'listed-already', list }
    const listed = [
      ...decisions.map(({ visit }) => onList(id, visit, isHandled(visit) ? 'handled' : 'interrupted')),
      ...gone.map((visit) => onList(id, visit, 'handled')),
    ]
    // Nobody may be booked, and the day is closed all the same.
    if (listed.length > 0) await tx.insertInto('absence_visits').values(listed).execute()
    await audit(tx, actor, { action: 'absence.begin', subject: { type: 'absence', id } })
    return { ok: true as const }
  })
}

type Turn = Pick<Row<'absences'>, 'id' | 'doctor_id' | 'clinic_day' | 'by_user_id'>

/** The lists of a doctor's day are begun one after the other: of two at once the second meets the first one's key, and sees what it took up. */
async function takeTurn(tx: Tx, begun: Turn): Promise<void> {
  const before = await tx
    .selectFrom('absences')
    .select((of) => of.fn.max('turn').as('last'))
    .where('doctor_id', '=', begun.doctor_id)
    .where('clinic_day', '=', begun.clinic_day)
    .executeTakeFirst()
  for (let turn = (before?.last ?? 0) + 1; ; turn += 1) {
    try {
      await tx
        .insertInto('absences')
        .values({ ...begun, created_at: sqlNow, turn })
        .execute()
      return
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      const sent = await tx.selectFrom('absences').select('id').where('id', '=', begun.id).executeTakeFirst()
      // The form was sent already, by somebody else.
      if (sent) throw new NotYours()
    }
  }
}

/** The last of the lists of this day before it, where these hold every visit of its form; null where one of them is on none. */
async function earlierList(tx: Tx, { absence, doctor, day, decisions, gone }: Absence): Promise<Id<'absence'> | null> {
  const lists = await tx
    .selectFrom('absences as b')
    .leftJoin('absence_visits as v', 'v.absence_id', 'b.id')
    .select(['b.id', 'v.appointment_id'])
    .where('b.doctor_id', '=', doctor)
    .where('b.clinic_day', '=', day)
    .where('b.id', '<>', absence)
    .orderBy('b.created_at', 'desc')
    .orderBy('b.turn', 'desc')
    .execute()
  const visits = new Set([...decisions.map(({ visit }) => visit.id), ...gone.map(({ id }) => id)])
  const ofThese = lists.filter((row) => visits.size === 0 || (row.appointment_id && visits.has(row.appointment_id)))
  return new Set(ofThese.map((row) => row.appointment_id)).size < visits.size ? null : (ofThese[0]?.id ?? null)
}

/** On how many lists each visit stands. */
async function listsOf(tx: Tx, visits: Id<'appointment'>[]): Promise<Map<Id<'appointment'>, number>> {
  if (visits.length === 0) return new Map()
  const rows = await tx
    .selectFrom('absence_visits')
    .select(['appointment_id', (count) => count.fn.countAll<number>().as('lists')])
    .where('appointment_id', 'in', visits)
    .groupBy('appointment_id')
    .execute()
  return new Map(rows.map((row) => [row.appointment_id, Number(row.lists)]))
}

async function undecidedIn(db: Database, absence: Id<'absence'>): Promise<Set<Id<'appointment'>>> {
  const rows = await db
    .selectFrom('absence_visits')
    .select('appointment_id')
    .where('absence_id', '=', absence)
    .where('refusal', '=', 'interrupted')
    .execute()
  return new Set(rows.map((row) => row.appointment_id))
}

/** Null when it is done, or nothing is to do; otherwise why not. */
async function decide(db: Database, actor: Actor, { absence }: Absence, visit: AffectedVisit, decision: Decision): Promise<string | null> {
  if (decision.to === 'keep') return (await isAsShown(db, visit)) ? null : 'changed'
  const what = { receipt: stepReceipt(actor, visit.id, absence, decision.to), appointment: visit.id, version: visit.version }
  const answer =
    decision.to === 'cancel'
      ? await cancel(db, actor, { ...what, reason: 'doctor-absent' })
      : await move(db, actor, { ...what, ...placeOf(decision), through: 'staff', doctorAway: true })
  return answer.ok ? null : answer.reason
}

const placeOf = ({ start, doctor, location }: Decision & { to: 'move' }) => ({ start, doctor, location })

async function isAsShown(db: Database, { id, version }: AffectedVisit): Promise<boolean> {
  const visit = await db.selectFrom('appointments').select('id').where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return visit !== undefined
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

type Reason = 'interrupted' | 'handled'

const onList = (absence: Id<'absence'>, visit: GoneVisit, refusal: Reason): Row<'absence_visits'> => ({
  absence_id: absence,
  appointment_id: visit.id,
  outcome: 'failed',
  refusal,
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

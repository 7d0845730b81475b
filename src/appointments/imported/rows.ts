import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import { newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { closedDuring } from '../free/calendar.ts'
import { cellsOf, type Hold, heldAmong, holdsOf } from '../free/holds.ts'
import { type DayNumber, dateOf, dayNumberOf, minuteOf } from '../free/minutes.ts'
import { offersFor } from '../free/offers.ts'
import { type Shift, shiftsOf } from '../free/shifts.ts'
import { holding } from '../visit/statuses.ts'
import { insertNumbered, writeAppointment } from '../visit/write-appointment.ts'
import type { VisitDraft } from './read-visit.ts'

type VisitRow = Parameters<typeof writeAppointment>[1]

/** The patient of a visit: by record number, by old file number (of a list as well), or by identity number. */
export async function patientOfVisit(
  db: Database,
  { fileNumber, identifier }: VisitDraft['patient'],
): Promise<Id<'patient'> | 'several' | null> {
  const found = new Set<Id<'patient'>>()
  if (fileNumber !== null) {
    const byRecord = await db.selectFrom('patients').select('id').where('record_number', '=', fileNumber.toUpperCase()).execute()
    const byFile = await db
      .selectFrom('identifiers')
      .select('patient_id')
      .where('type', '=', 'file-number')
      .where('value', '=', fileNumber)
      .execute()
    const byList = await db.selectFrom('import_rows').select('patient_id').distinct().where('file_number', '=', fileNumber).execute()
    for (const { id } of byRecord) found.add(id)
    for (const { patient_id } of [...byFile, ...byList]) found.add(patient_id)
  }
  if (identifier !== null && found.size !== 1) {
    const rows = await db
      .selectFrom('identifiers')
      .select('patient_id')
      .where('type', '=', identifier.type)
      .where('value', '=', identifier.value)
      .execute()
    for (const { patient_id } of rows) found.add(patient_id)
  }
  const [patient] = found
  return found.size > 1 ? 'several' : (patient ?? null)
}

/** Whether the visit takes time that still lies ahead: then the primary key of the cells decides. */
export const takesTime = ({ status, ends }: VisitDraft, now: Temporal.Instant): boolean =>
  status === 'booked' && Temporal.Instant.compare(ends, now) > 0

/** Which clinic day a visit belongs to: a night shift's is that of its evening. */
export async function clinicDaysOf(db: Database): Promise<(draft: VisitDraft) => Temporal.PlainDate> {
  const { offers } = await offersFor(db, { visitType: 'first', through: 'staff' })
  const hours = new Map(offers.map((offer) => [offer.role, offer.hours]))
  return ({ role, starts }) => {
    const wall = starts.toZonedDateTimeISO(role.location.zone)
    const day = dayNumberOf(wall.toPlainDate())
    return wall.hour < 6
      ? dateOf(nightOf(shiftsOf(hours.get(role.id) ?? [], role.location.zone, day - 1, day), minuteOf(starts), day))
      : wall.toPlainDate()
  }
}

const nightOf = (shifts: Shift[], minute: number, day: DayNumber): DayNumber =>
  shifts.find(({ from, until }) => from <= minute && minute < until)?.day ?? day

/** The visit's row. What lies behind is paid or not in the books that it came from, so it costs nothing here. */
export function rowOfVisit(draft: VisitDraft, patient: Id<'patient'>, clinicDay: Temporal.PlainDate, now: Temporal.Instant): VisitRow {
  const { doctor, role, visit, starts, ends, status, reason } = draft
  const isAhead = takesTime(draft, now)
  return {
    id: newId<'appointment'>(),
    patient_id: patient,
    doctor_id: doctor,
    practitioner_role_id: role.id,
    department_id: role.department.id,
    location_id: role.location.id,
    room_id: isAhead && visit.mode === 'in-person' ? role.room : null,
    visit_type_id: visit.type,
    kind: 'booked',
    mode: visit.mode,
    asked_for: 'this-doctor',
    status,
    lane: 0,
    clinic_day: clinicDay,
    starts_at: starts,
    ends_at: ends,
    blocked_from: isAhead ? starts.subtract({ minutes: visit.bufferBefore }) : starts,
    blocked_until: isAhead ? ends.add({ minutes: visit.bufferAfter }) : ends,
    reason,
    price_minor: isAhead ? visit.priceMinor : 0,
    currency: role.location.currency,
    finished_at: status === 'fulfilled' ? ends : null,
    cancelled_at: status === 'cancelled' ? (Temporal.Instant.compare(starts, now) < 0 ? starts : now) : null,
    cancel_reason: status === 'cancelled' ? 'other' : null,
    booked_by_user_id: null,
    booked_through: 'import',
  }
}

/** Writes the visit, with its cells where they lie ahead; null when somebody has one of them, and the transaction has to be rolled back. */
export async function writeVisit(tx: Tx, row: VisitRow, isAhead: boolean): Promise<Row<'appointments'> | null> {
  if (isAhead) {
    if (!(await writeAppointment(tx, row))) return null
  } else await insertNumbered(tx, row)
  return tx.selectFrom('appointments').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
}

/** Why a visit cannot have its time: the clinic or the place is closed, the doctor is away, or one of the three has another visit then. */
export type InTheWay = 'closed' | 'away' | 'doctor' | 'patient' | 'room'

/** What is in the way of a visit, in the calendar or among the cells of the rows above: a plain read for the dry run. Two statements. */
export async function inTheWay(db: Database, row: VisitRow, listed: ReadonlySet<string>): Promise<InTheWay | null> {
  const closed = await closedDuring(db, row)
  if (closed.length > 0) return closed.every(({ staff }) => staff !== null) ? 'away' : 'closed'
  const holds = holdsOf(row)
  const isHeld = await heldAmong(db, holds)
  const taken = holds.find((one) => isHeld(one) || keysOf(one).some((key) => listed.has(key)))
  if (taken === undefined) return null
  return taken.resource === row.doctor_id ? 'doctor' : taken.resource === row.patient_id ? 'patient' : 'room'
}

/** The cells of a visit, for comparing the rows of one list. */
export const cellKeysOf = (row: VisitRow): string[] => holdsOf(row).flatMap(keysOf)

const keysOf = (hold: Hold): string[] => cellsOf(hold).map((cell) => `${hold.resource}/${cell}`)

/** The same visit of this patient, if it is kept already. */
export async function sameVisit(db: Database, row: VisitRow): Promise<Id<'appointment'> | null> {
  const found = await db
    .selectFrom('appointments')
    .select('id')
    .where('patient_id', '=', row.patient_id)
    .where('starts_at', '=', row.starts_at)
    .where('doctor_id', '=', row.doctor_id)
    .where('status', 'in', [...holding, 'noshow', 'cancelled'])
    .orderBy(sql`status = 'cancelled'`)
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? null
}

import { sql } from 'kysely'
import { holdClosedTime } from '../../appointments/closures/closed-time.ts'
import { cellMinutes, type DayNumber, instantOf, type Minute, minuteOf } from '../../appointments/free/minutes.ts'
import { dayIn } from '../../appointments/free/wall-clock.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Progress } from '../progress.ts'
import { insertAll } from '../seed/insert.ts'
import { insertRows } from './bulk.ts'
import { type CrowdDoctor, crowdDoctor, rowsOfDoctor } from './doctors.ts'
import { crowdId, numberIn } from './ids.ts'
import { inTransaction } from './in-transaction.ts'
import { type PatientsByNeed, patientsByNeed } from './patients-by-need.ts'
import { type CrowdVisit, holdsTime, rowsOfVisits, visitsOn } from './visits.ts'

interface Filling {
  patients: number
  appointments: number
  /** Of them, so many are there. */
  there: number
  now: Temporal.Instant
}

/** What one doctor sees in five years, about; the calendars reach that far back, and some weeks ahead. */
const visitsOfADoctor = 20_000
const daysBack = 1826
const daysAhead = 45

/** Doctors without any room for another visit in a row: then the patients are too few. */
const patience = 24

/** A doctor after the other, each in a transaction: the days around today first, then further back. */
export async function fillCalendars(db: Database, { patients, appointments, there, now }: Filling, progress: Progress): Promise<void> {
  progress.begin('Looking who may come', patients)
  const byNeed = await patientsByNeed(patients, progress.at)
  progress.at(patients)
  progress.done()
  const missing = appointments - there
  const doctors = Math.ceil(appointments / visitsOfADoctor)
  progress.begin('Appointments', missing)
  let added = 0
  for (let number = 0, idle = 0; added < missing && idle < patience; number += 1) {
    const quota = Math.ceil((missing - added) / Math.max(1, doctors - number))
    const doctor = crowdDoctor(number)
    let wrote = 0
    await inTransaction(db, async (tx) => {
      wrote = await fillCalendar(tx, doctor, { quota, now, byNeed })
    })
    added += wrote
    idle = wrote > 0 ? 0 : idle + 1
    progress.at(added)
  }
  progress.done()
}

interface Quota {
  quota: number
  now: Temporal.Instant
  byNeed: PatientsByNeed
}

async function fillCalendar(tx: Tx, doctor: CrowdDoctor, { quota, now, byNeed }: Quota): Promise<number> {
  const known = await visitsThere(tx, doctor)
  const today = dayIn('Asia/Riyadh', now)
  const minute = minuteOf(now)
  const chosen: CrowdVisit[] = []
  let isThere = false
  for (const day of daysAround(today)) {
    if (chosen.length >= quota) break
    const missing = visitsOn(doctor, day, today, byNeed).filter(({ number }) => !known.has(number))
    if (missing.length === 0) continue
    if (!isThere) isThere = await open(tx, doctor, minute)
    chosen.push(...(day < today - 1 ? missing : await withoutTaken(tx, doctor, missing, minute)))
  }
  const visits = chosen.slice(0, quota).sort((a, b) => a.number - b.number)
  for (const table of rowsOfVisits(doctor, visits, minute)) await insertRows(tx, table)
  return visits.length
}

async function visitsThere(tx: Tx, { id }: CrowdDoctor): Promise<Set<number>> {
  const rows = await tx
    .selectFrom('appointments')
    .select('id')
    .where('doctor_id', '=', id)
    .where('id', '<', crowdId<'appointment'>('appointment', 2 ** 40))
    .execute()
  return new Set(rows.map((row) => numberIn(row.id)))
}

/** Today, tomorrow, yesterday, and on to both sides. */
function* daysAround(today: DayNumber): Generator<DayNumber> {
  yield today
  for (let distance = 1; distance <= daysBack; distance += 1) {
    if (distance <= daysAhead) yield today + distance
    yield today - distance
  }
}

/** The doctor with room, role and hours, unless they are there. Closures hold their time as every doctor's. */
async function open(tx: Tx, doctor: CrowdDoctor, now: Minute): Promise<true> {
  const there = await tx.selectFrom('staff').select('id').where('id', '=', doctor.id).executeTakeFirst()
  if (there) return true
  const { staff, room, role, visits, hours } = rowsOfDoctor(doctor)
  await insertAll(tx, 'staff', [staff])
  await insertAll(tx, 'rooms', [room])
  await insertAll(tx, 'practitioner_roles', [role])
  await insertAll(tx, 'practitioner_role_visit_types', visits)
  await insertAll(tx, 'working_hours', hours)
  await holdClosedTime(tx, [doctor.id], { from: now, until: now + 500 * 1440 })
  return true
}

/** What closures, the desk and the patients themselves have taken meanwhile is theirs. */
async function withoutTaken(tx: Tx, doctor: CrowdDoctor, visits: CrowdVisit[], now: Minute): Promise<CrowdVisit[]> {
  const ahead = visits.filter((visit) => holdsTime(visit, now))
  const [first] = ahead
  if (first === undefined) return visits
  const patientOf = (visit: CrowdVisit): Id<'patient'> => crowdId('patient', visit.patient)
  const rows = await tx
    .selectFrom('reservations')
    .select(['resource_id', sql<Minute>`TIMESTAMPDIFF(MINUTE, '1970-01-01', cell)`.as('minute')])
    .where('resource_id', 'in', [doctor.id, doctor.room, ...ahead.map(patientOf)])
    .where('cell', '>=', instantOf(Math.min(...ahead.map(({ starts }) => starts))))
    .where('cell', '<', instantOf(Math.max(...ahead.map(({ ends }) => ends))))
    .execute()
  const taken = Map.groupBy(rows, (row) => row.resource_id)
  const isTaken = (visit: CrowdVisit): boolean =>
    [doctor.id, doctor.room, patientOf(visit)].some((resource) =>
      taken.get(resource)?.some(({ minute }) => minute > visit.starts - cellMinutes && minute < visit.ends),
    )
  return visits.filter((visit) => !isTaken(visit))
}

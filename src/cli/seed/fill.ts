import { holdsOf, rowsOf } from '../../appointments/free/holds.ts'
import { type DayNumber, dateOf, minuteOf } from '../../appointments/free/minutes.ts'
import { holding } from '../../appointments/visit/statuses.ts'
import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { bookingNumbers } from './booking-numbers.ts'
import { insertAll } from './insert.ts'
import type { DemoPatient } from './people.ts'
import { type Plan, planDay } from './plan.ts'
import { bookingOf, createdAt, stateAt } from './states.ts'
import { worldOf } from './world.ts'

interface Filling {
  now: Temporal.Instant
  people: DemoPatient[]
  /** Clinic days, each with the share of an ordinary day that is to be there. */
  days: { day: DayNumber; share: number }[]
}

/** Writes the visits of these days that are not there yet, around those that are. Answers how many. */
export async function fillDays(tx: Tx, { now, people, days }: Filling): Promise<number> {
  const numbers = days.map(({ day }) => day)
  const range = { first: Math.min(...numbers), last: Math.max(...numbers) }
  const world = await worldOf(tx, people, range, now)
  const there = await tx
    .selectFrom('appointments')
    .select(['id', 'patient_id', 'clinic_day', 'status', 'version'])
    .where('clinic_day', '>=', dateOf(range.first))
    .where('clinic_day', '<=', dateOf(range.last))
    .where('doctor_id', 'in', [...world.taken.keys()])
    .execute()
  // What is there may have been planned for a fuller day than is wanted now.
  const planned = days.map(({ day, share }) => ({ share, plans: planDay(world, day, there.length > 0 ? 1 : share) }))
  await moveOn(
    tx,
    planned.flatMap(({ plans }) => plans),
    there,
    now,
  )

  const known = new Set(there.flatMap((row) => [row.id, `${row.patient_id}/${row.clinic_day}`]))
  const wanted = planned.flatMap(({ share, plans }) => plans.filter((plan) => plan.share < share))
  const missing = wanted.filter((plan) => !known.has(plan.id) && !known.has(`${plan.patient.id}/${plan.day}`) && isFree(plan))
  const names = await bookingNumbers(
    tx,
    missing.map((plan) => plan.id),
  )
  const rows = missing.map((plan) => appointmentOf(plan, names.get(plan.id) ?? '', now))
  await insertAll(tx, 'appointments', rows)
  const ahead = rows.filter((row) => holding.includes(row.status) && Temporal.Instant.compare(row.blocked_until, now) > 0)
  await insertAll(
    tx,
    'reservations',
    ahead.flatMap((row) => rowsOf(holdsOf(row), { appointment_id: row.id })),
  )
  return rows.length

  function isFree({ offer, starts, blockedUntil }: Plan): boolean {
    const [from, until] = [minuteOf(starts), minuteOf(blockedUntil)]
    return !world.taken.get(offer.doctor)?.some((visit) => visit.from < until && from < visit.until)
  }
}

type Seeded = Omit<Row<'appointments'>, 'version'>

function appointmentOf(plan: Plan, number: string, now: Temporal.Instant): Seeded {
  const { offer, visit } = plan
  return {
    id: plan.id,
    number,
    patient_id: plan.patient.id,
    doctor_id: offer.doctor,
    practitioner_role_id: offer.role,
    department_id: offer.department,
    location_id: offer.location,
    room_id: visit.mode === 'in-person' ? offer.room : null,
    visit_type_id: visit.type,
    mode: visit.mode,
    lane: 0,
    clinic_day: plan.day,
    starts_at: plan.starts,
    ends_at: plan.ends,
    blocked_from: plan.starts,
    blocked_until: plan.blockedUntil,
    price_minor: visit.priceMinor,
    currency: offer.currency,
    created_at: createdAt(plan, now),
    offer_expires_at: null,
    cancel_note: null,
    ...bookingOf(plan),
    ...stateAt(plan, now),
  }
}

/** What was ahead when it was seeded, and nobody has touched since, has taken its course. */
async function moveOn(
  tx: Tx,
  plans: Plan[],
  there: Pick<Row<'appointments'>, 'id' | 'status' | 'version'>[],
  now: Temporal.Instant,
): Promise<void> {
  const waiting = new Set(there.filter((row) => row.status !== 'cancelled' && row.version === 1).map((row) => row.id))
  for (const plan of plans) {
    const state = stateAt(plan, now)
    if (!waiting.has(plan.id) || state.status === 'booked' || state.status === 'cancelled') continue
    await tx.updateTable('appointments').set(state).where('id', '=', plan.id).where('version', '=', 1).execute()
    if (!holding.includes(state.status)) await tx.deleteFrom('reservations').where('appointment_id', '=', plan.id).execute()
  }
}

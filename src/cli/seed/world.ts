import { closedIn, takenIn } from '../../appointments/free/calendar.ts'
import { type DayNumber, dateOf } from '../../appointments/free/minutes.ts'
import { offersFor } from '../../appointments/free/offers.ts'
import type { Database } from '../../database/pool.ts'
import type { Doctor, OfferedVisit } from '../../staff/queries.ts'
import { doctorsOf } from '../../staff/queries.ts'
import { candidatesAmong } from './candidates.ts'
import { locationId, type Visit } from './clinic.ts'
import { doctors as demoDoctors } from './doctors.ts'
import type { DemoPatient } from './people.ts'
import type { Offered, World } from './plan.ts'
import { staffId } from './staff.ts'

/** Rows of an ordinary day's book. */
const locations = [
  { id: locationId('riyadh'), perDay: 54 },
  { id: locationId('cairo'), perDay: 18 },
]

/** The clinic as it is now: hours, closures and prices may have been changed since it was seeded. */
export async function worldOf(
  db: Database,
  people: DemoPatient[],
  days: { first: DayNumber; last: DayNumber },
  now: Temporal.Instant,
): Promise<World> {
  // The crowd's doctors, and those whom somebody has added, keep their calendars.
  const own = new Set(demoDoctors.map(({ key }) => staffId(key)))
  const doctors = (await doctorsOf(db)).filter(({ id }) => own.has(id))
  const all = await offersFor(db, { visitType: 'first', through: 'staff', now })
  const offers = all.offers.filter(({ doctor }) => own.has(doctor))
  const range = { from: (days.first - 1) * 1440, until: (days.last + 3) * 1440 }
  const ids = doctors.map((doctor) => doctor.id)
  return {
    offers: offers.map((offer) => {
      const doctor = doctors.find(({ id }) => id === offer.doctor)
      return { ...offer, visits: visitsOf(doctor, offer.role), woman: doctor?.sex === 'female' }
    }),
    closed: await closedIn(db, ids, range),
    taken: (await takenIn(db, ids, {}, range)).doctors,
    candidates: candidatesAmong(people, dateOf(days.last)),
    locations,
  }
}

const visitsOf = (doctor: Doctor | undefined, role: Doctor['roles'][number]['id']): Partial<Record<Visit, Offered>> =>
  Object.fromEntries((doctor?.roles.find(({ id }) => id === role)?.visits ?? []).map((visit) => [visit.code, offeredOf(visit)]))

const offeredOf = ({ type, mode, minutes, bufferAfter, priceMinor }: OfferedVisit): Offered => ({
  type,
  mode,
  minutes,
  after: bufferAfter,
  priceMinor,
})

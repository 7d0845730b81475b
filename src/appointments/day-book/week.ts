import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { piece, run } from '../../database/piece.ts'
import type { Database } from '../../database/pool.ts'
import type { DeskOffers } from '../desk/desk-offers.ts'
import { closedIn, takenIn } from '../free/calendar.ts'
import { closedFor, openTimesOf } from '../free/free.ts'
import { dateOf, dayNumberOf, minuteFrom } from '../free/minutes.ts'
import { shiftsOf } from '../free/shifts.ts'
import { type DayBookFilter, visitsOf } from './day-book.ts'
import { without } from './day-grid.ts'

interface WeekDay {
  visits: number
  /** Times of a first visit that are left; null where the doctor does not work, or no longer. */
  free: number | null
}

export interface WeekLine {
  doctor: Id<'staff'>
  days: WeekDay[]
}

const days = 7

/** Seven days of each doctor: how many visits, and how many times are left. Three statements. */
export async function weekOf(db: Database, actor: Actor, found: DeskOffers, filter: DayBookFilter): Promise<WeekLine[]> {
  const scope = scopeOf(actor, 'day-book')
  if (scope === null) return []
  const first = dayNumberOf(filter.day)
  const range = { from: (first - 1) * 1440, until: (first + days + 2) * 1440 }
  const now = minuteFrom(found.now)
  const doctors = [...new Set(found.offers.map(({ doctor }) => doctor))]
  const [counts, closed, taken] = await Promise.all([
    visitCounts(db, filter, scope === 'all' ? 'all' : actor),
    doctors.length > 0 ? closedIn(db, doctors, range) : [],
    doctors.length > 0 ? takenIn(db, doctors, {}, range) : { doctors: new Map(), patient: [] },
  ])
  const visits = new Map(counts.map(({ doctor_id, clinic_day, n }) => [`${doctor_id} ${clinic_day}`, Number(n)]))
  const all = [...new Set([...doctors, ...counts.map(({ doctor_id }) => doctor_id)])]
  return all.map((doctor) => {
    const offers = found.offers.filter((offer) => offer.doctor === doctor)
    return {
      doctor,
      days: Array.from({ length: days }, (_, n) => {
        const day = first + n
        const valid = offers.filter(({ validFrom, validUntil }) => validFrom <= day && day <= (validUntil ?? day))
        const works = valid.some((offer) =>
          without(shiftsOf(offer.hours, offer.zone, day, day), closedFor(offer, closed)).some(({ until }) => until > now),
        )
        const free = valid.flatMap((offer) =>
          openTimesOf(
            offer,
            { first: day, last: day },
            { now, blocked: [taken.doctors.get(doctor) ?? [], closedFor(offer, closed)], visits: [] },
          ),
        )
        return { visits: visits.get(`${doctor} ${dateOf(day)}`) ?? 0, free: works ? free.length : null }
      }),
    }
  })
}

const visitCounts = async (db: Database, filter: DayBookFilter, within: Actor | 'all') => {
  const which = visitsOf(filter, within, filter.day.add({ days: days - 1 }))
  const { rows } = await run<{ doctor_id: Id<'staff'>; clinic_day: Temporal.PlainDate; n: number }>(
    db,
    piece`SELECT a.doctor_id, a.clinic_day, COUNT(*) AS n FROM appointments a
      WHERE ${which} AND a.status <> 'cancelled' GROUP BY a.doctor_id, a.clinic_day`,
  )
  return rows
}

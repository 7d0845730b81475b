import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { endOfDay } from '../closures/rest-of-day.ts'
import { type Opening, openingsOf, type Slot, slotOf } from '../free/free.ts'
import { dayNumberOf, minuteOf } from '../free/minutes.ts'
import { type Offer, type Offers, offersFor } from '../free/offers.ts'
import type { AbsentDoctor, AffectedVisit } from './visits.ts'

/** Where a visit could go: to a colleague on the same day, and to the doctor's own next free time. */
export interface Proposal {
  other: Slot | null
  next: Slot | null
}

/** So far ahead is looked for the doctor's next free times. */
const daysAhead = 28

/**
 * For each visit a free time of a colleague of its department on that day, not before its own, and the doctor's next free time on
 * another day; no time is proposed twice, and who sees women doctors only is proposed no man. Three statements.
 */
export async function proposalsFor(
  db: Database,
  { id: doctor, visits }: AbsentDoctor,
  day: Temporal.PlainDate,
): Promise<Map<Id<'appointment'>, Proposal>> {
  if (visits.length === 0) return new Map()
  const found = await offersFor(db, { visitType: 'every', through: 'staff' })
  const openings = await openingsOf(db, ofTheirKind(found, visits), { from: day, until: day.add({ days: daysAhead }) })
  const today = dayNumberOf(day)
  const elsewhere = openings.filter(({ offer, time }) => offer.doctor !== doctor && time.day === today)
  const later = openings.filter(
    ({ offer, time }) => offer.doctor === doctor && time.day > today && time.from >= minuteOf(endOfDay(day, offer.zone)),
  )
  const given: Opening[] = []
  const first = (among: Opening[], visit: AffectedVisit): Slot | null => {
    const opening = among.find((one) => suits(one, visit) && !given.some((other) => overlap(one, other)))
    if (opening) given.push(opening)
    return opening ? slotOf(opening) : null
  }
  return new Map(
    visits.map((visit) => [
      visit.id,
      {
        other: first(
          elsewhere.filter(({ time }) => time.from >= minuteOf(visit.starts_at)),
          visit,
        ),
        next: first(later, visit),
      },
    ]),
  )
}

const ofTheirKind = (found: Offers, visits: AffectedVisit[]): Offers => ({
  ...found,
  offers: found.offers.filter((offer) => visits.some((visit) => isSameVisit(offer, visit))),
})

const isSameVisit = (offer: Offer, visit: AffectedVisit): boolean =>
  offer.visitType === visit.visit_type_id && offer.department === visit.department_id && offer.location === visit.location_id

const suits = ({ offer }: Opening, visit: AffectedVisit): boolean =>
  isSameVisit(offer, visit) && (visit.sex === null || visit.sex === offer.doctorSex)

function overlap(one: Opening, other: Opening): boolean {
  if (one.offer.doctor !== other.offer.doctor) return false
  const span = ({ offer: { visit }, time }: Opening) => ({ from: time.from - visit.before, until: time.until + visit.after })
  return span(one).from < span(other).until && span(other).from < span(one).until
}

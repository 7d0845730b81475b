import type { Closed } from '../../appointments/free/calendar.ts'
import { closedFor, openTimesOf } from '../../appointments/free/free.ts'
import { type DayNumber, dateOf, type Interval, instantOf } from '../../appointments/free/minutes.ts'
import type { Offer } from '../../appointments/free/offers.ts'
import type { OpenTime } from '../../appointments/free/slots.ts'
import type { Id } from '../../database/ids.ts'
import { type Candidate, wishedOn } from './candidates.ts'
import { chance, demoId } from './chance.ts'
import type { Visit } from './clinic.ts'

/** Where and by whom visits are given: what a first visit and the others take of each doctor's role. */
export interface World {
  offers: (Offer & { visits: Partial<Record<Visit, Offered>>; woman: boolean })[]
  closed: Closed[]
  /** What visits take already. */
  taken: Map<Id<'staff'>, Interval[]>
  candidates: Candidate[]
  locations: { id: Id<'location'>; perDay: number }[]
}

export interface Offered {
  type: Id<'visit-type'>
  mode: Offer['mode']
  minutes: number
  after: number
  priceMinor: number
}

/** A visit that the demo clinic wants on a day; the same one whenever it is asked again. */
export interface Plan {
  id: Id<'appointment'>
  offer: World['offers'][number]
  visit: Offered
  patient: Candidate
  day: Temporal.PlainDate
  starts: Temporal.Instant
  ends: Temporal.Instant
  blockedUntil: Temporal.Instant
  /** Of an ordinary day: 0 is there in any case, 1 on a full day only. */
  share: number
}

interface Opening {
  offer: World['offers'][number]
  time: OpenTime
  followed: boolean
  order: number
}

/**
 * The visits of one clinic day, as full as `most`, each with the share that it belongs to: openings are filled in an order that they have
 * by themselves, so the fuller day holds the emptier one. A patient comes once a day, so no two of a patient's visits overlap.
 */
export function planDay(world: World, day: DayNumber, most = 1): Plan[] {
  const openings = world.offers.flatMap((offer) => openingsOf(world, offer, day)).sort((a, b) => a.order - b.order)
  const busy = new Set<string>()
  const taken = new Set<string>()
  const plans: Plan[] = []
  const put = (opening: Opening, patient: Candidate, share: number) => {
    const plan = { ...planOf(opening, patient, taken), share }
    plans.push(plan)
    busy.add(patient.key)
    taken.add(spot(opening.offer, opening.time.from))
    if (plan.blockedUntil.epochMilliseconds > instantOf(opening.time.until).epochMilliseconds)
      taken.add(spot(opening.offer, opening.time.until))
  }
  for (const patient of wishedOn(world.candidates, day)) {
    const opening = openings.find(({ offer, time }) => !taken.has(spot(offer, time.from)) && patient.mayCome(offer))
    if (opening) put(opening, patient, 0)
  }
  for (const location of world.locations) {
    const here = openings.filter(({ offer }) => offer.location === location.id)
    for (const opening of here) {
      const share = (opening.order * here.length) / location.perDay
      if (share >= most || opening.order >= fullest) break
      if (taken.has(spot(opening.offer, opening.time.from))) continue
      const patient = patientFor(world, opening, busy)
      if (patient) put(opening, patient, share)
    }
  }
  return plans
}

/** Of a day's openings: some are left on the fullest day. */
const fullest = 0.75

const spot = (offer: Offer, minute: number): string => `${offer.doctor}/${minute}`

function openingsOf(world: World, offer: World['offers'][number], day: DayNumber): Opening[] {
  const way = { now: Number.NEGATIVE_INFINITY, blocked: [closedFor(offer, world.closed)], visits: [] }
  const times = openTimesOf(offer, { first: day, last: day }, way)
  return times.map((time, place) => ({
    offer,
    time,
    followed: times[place + 1]?.from === time.until,
    order: chance('order', offer.role, time.from) / popularity(offer),
  }))
}

/** Some doctors are asked for more than others. */
const popularity = (offer: Offer): number => 0.6 + chance('popular', offer.doctor)

/** Someone who may come to this doctor and is not here already, beginning anywhere. */
function patientFor(world: World, { offer, time }: Opening, busy: Set<string>): Candidate | undefined {
  const start = Math.floor(chance('patient', offer.role, time.from) * world.candidates.length)
  return [...world.candidates.slice(start), ...world.candidates.slice(0, start)].find((one) => !busy.has(one.key) && one.mayCome(offer))
}

function planOf({ offer, time, followed }: Opening, patient: Candidate, taken: Set<string>): Omit<Plan, 'share'> {
  const visit = visitOf(offer, time, followed && !taken.has(spot(offer, time.until)))
  const starts = instantOf(time.from)
  return {
    id: demoId('appointment', offer.role, time.from),
    offer,
    visit,
    patient,
    day: dateOf(time.day),
    starts,
    ends: instantOf(time.from + visit.minutes),
    blockedUntil: instantOf(time.from + visit.minutes + visit.after),
  }
}

function visitOf(offer: World['offers'][number], time: OpenTime, room: boolean): Offered {
  const kind = chance('visit', offer.role, time.from)
  const wanted: Visit = kind < 0.06 && room ? 'procedure' : kind < 0.12 ? 'video' : kind < 0.55 ? 'follow-up' : 'new'
  return (
    offer.visits[wanted] ??
    offer.visits.new ?? {
      type: offer.visitType,
      mode: offer.mode,
      minutes: offer.visit.duration,
      after: offer.visit.after,
      priceMinor: offer.priceMinor,
    }
  )
}

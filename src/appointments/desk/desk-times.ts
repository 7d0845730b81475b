import { type Id, idOf } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { openingsOf, type Slot, slotOf } from '../free/free.ts'
import { dateOf } from '../free/minutes.ts'
import type { Offer } from '../free/offers.ts'
import { dayIn } from '../free/wall-clock.ts'
import { timeText, type WantedTime, wantedIn } from '../online/wanted.ts'
import type { DeskOffers } from './desk-offers.ts'

/** What the desk looks for. Without a doctor: whoever is free first. */
export interface TimesAsked {
  visit: Id<'visit-type'> | undefined
  department: Id<'department'> | undefined
  doctor: Id<'staff'> | undefined
  branch: Id<'location'> | undefined
  /** The first clinic day to look at. */
  from: Temporal.PlainDate | undefined
}

/** Reads an address; `unset` says which names are not in it at all, so that a default may take their place. */
export function timesAskedIn(query: Record<string, string>): TimesAsked & { has: (name: string) => boolean } {
  return {
    visit: idOf<'visit-type'>(query.visit) ?? undefined,
    department: idOf<'department'>(query.department) ?? undefined,
    doctor: idOf<'staff'>(query.doctor) ?? undefined,
    branch: idOf<'location'>(query.branch) ?? undefined,
    from: wantedIn({ from: query.from }).wanted.from,
    has: (name) => query[name] !== undefined,
  }
}

/** A time with its place and doctor, as a radio carries it. */
export const deskTimeText = (slot: Pick<Slot, 'starts' | 'location' | 'doctor'>): string => `${timeText(slot)}@${slot.doctor}`

/** Null for what no page of ours has offered. */
export function deskTimeIn(text: string): (WantedTime & { doctor: Id<'staff'> }) | null {
  const cut = text.lastIndexOf('@')
  const { time } = wantedIn({ time: text.slice(0, Math.max(cut, 0)) }).wanted
  const doctor = idOf<'staff'>(text.slice(cut + 1))
  return time && doctor ? { ...time, doctor } : null
}

export interface DeskTimes {
  slots: Slot[]
  /** The day from which there may be more; null when the clinic plans no further. */
  more: Temporal.PlainDate | null
}

/** Whole days are shown until there are so many times. */
const enough = 12
/** Days that one question looks at. */
const daysAtOnce = 28

/** The next free times of what was asked for, in whole days. Where any doctor will do, each time stands once. Two statements. */
export async function nextTimes(
  db: Database,
  found: DeskOffers,
  asked: TimesAsked,
  given: { patient: Id<'patient'>; except?: Id<'appointment'> | undefined },
): Promise<DeskTimes> {
  const offers = found.offers.filter((offer) => fits(offer, asked))
  const [first] = offers
  if (!first) return { slots: [], more: null }
  const today = dateOf(dayIn(first.zone, found.now))
  const from = asked.from && Temporal.PlainDate.compare(asked.from, today) > 0 ? asked.from : undefined
  const until = (from ?? today).add({ days: daysAtOnce })
  const openings = await openingsOf(db, { ...found, offers }, { from, until, ...given })
  const seen = new Set<string>()
  const slots: Slot[] = []
  for (const opening of openings) {
    const slot = slotOf(opening)
    const last = slots.at(-1)
    if (last && slots.length >= enough && !last.clinicDay.equals(slot.clinicDay)) return { slots, more: slot.clinicDay }
    const key = timeText(slot)
    if (!seen.has(key)) slots.push(slot)
    seen.add(key)
  }
  return { slots, more: Temporal.PlainDate.compare(until, today.add({ days: found.daysAhead })) < 0 ? until.add({ days: 1 }) : null }
}

const fits = (offer: Offer, { visit, department, doctor, branch }: TimesAsked): boolean =>
  (visit === undefined || offer.visitType === visit) &&
  (department === undefined || offer.department === department) &&
  (doctor === undefined || offer.doctor === doctor) &&
  (branch === undefined || offer.location === branch)

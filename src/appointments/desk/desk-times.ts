import { type Id, idOf } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Slot } from '../free/free.ts'
import type { Offer } from '../free/offers.ts'
import { timesInWholeDays, type WholeDays } from '../free/whole-days.ts'
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

/** Days that one question looks at. */
const daysAtOnce = 28

/** The next free times of what was asked for, in whole days. Where any doctor will do, each time stands once. Two statements. */
export const nextTimes = (
  db: Database,
  found: DeskOffers,
  asked: TimesAsked,
  given: { patient: Id<'patient'>; except?: Id<'appointment'> | undefined },
): Promise<WholeDays> => {
  const offers = found.offers.filter((offer) => fits(offer, asked))
  return timesInWholeDays(db, { ...found, offers }, { from: asked.from, days: daysAtOnce, ...given })
}

const fits = (offer: Offer, { visit, department, doctor, branch }: TimesAsked): boolean =>
  (visit === undefined || offer.visitType === visit) &&
  (department === undefined || offer.department === department) &&
  (doctor === undefined || offer.doctor === doctor) &&
  (branch === undefined || offer.location === branch)

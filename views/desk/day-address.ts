import type { Shift } from '../../src/appointments/day-book/day-shifts.ts'

export type ShiftTab = Shift | 'all'

/** What the visits of a day are counted and filtered by. */
export type CountKey = 'booked' | 'waiting' | 'withDoctor' | 'completed' | 'noShow' | 'cancelled'

export type DayView = 'list' | 'grid'

/** All that the reader of a day book has chosen. */
export interface DayChosen {
  day: Temporal.PlainDate
  /** Of the branch; the day that an address without one means. */
  today: Temporal.PlainDate
  /** A branch, or `all`. */
  location: string
  /** The branch that the day book opens on, or `all` where there is only one. */
  ownBranch: string
  department: string
  doctor: string
  shift: ShiftTab
  status: CountKey | null
  /** Those of today that are dealt with stand in the list as well. */
  earlier: boolean
  view: DayView
  /** Of the grid's columns, from 1. */
  page: number
}

export type DayChange = Partial<Pick<DayChosen, 'day' | 'shift' | 'status' | 'earlier' | 'view' | 'page' | 'doctor' | 'department'>>

/** The same day book with something changed. Another day opens on its own shift, unless the whole day is shown; a status stays. */
export function dayAddress(chosen: DayChosen, change: DayChange): string {
  const { day, today, location, ownBranch, department, doctor, shift, status, earlier, view, page } = { ...chosen, page: 1, ...change }
  const query = new URLSearchParams()
  if (!day.equals(today)) query.set('day', day.toString())
  if (location !== ownBranch) query.set('location', location)
  if (department !== '') query.set('department', department)
  if (doctor !== '') query.set('doctor', doctor)
  if (change.shift !== undefined || (change.day === undefined && change.view !== 'grid') || shift === 'all') query.set('shift', shift)
  if (status !== null && view === 'list') query.set('status', status)
  if (earlier && change.day === undefined && change.shift === undefined && view === 'list') query.set('earlier', 'shown')
  if (view === 'grid') query.set('view', 'grid')
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `/day-book?${query}` : '/day-book'
}

/** The seven days from `first` on. */
export function weekAddress({ today, location, ownBranch, department }: DayChosen, first: Temporal.PlainDate): string {
  const query = new URLSearchParams()
  if (!first.equals(today)) query.set('day', first.toString())
  if (location !== ownBranch) query.set('location', location)
  if (department !== '') query.set('department', department)
  return query.size > 0 ? `/day-book/week?${query}` : '/day-book/week'
}

/** The next free times from that day on. */
export const freeTimesAddress = (chosen: DayChosen): string =>
  weekAddress(chosen, chosen.day).replace('/day-book/week', '/day-book/free-times')

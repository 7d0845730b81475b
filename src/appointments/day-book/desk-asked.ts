import type { CountKey, ShiftTab } from '../../../views/desk/day-address.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { WebContext } from '../../web/context.ts'
import { dateOf } from '../../web/date-field.ts'
import type { DayItem } from './day-items.ts'
import { shiftAt } from './day-shifts.ts'

interface Opening {
  today: Temporal.PlainDate
  /** The branch that a list opens on; `location=all` shows all of them. */
  branch: Id<'location'> | undefined
}

/** What the address asks for. What cannot be read is left out, and said so. */
export function askedFor(c: WebContext, { today, branch }: Opening) {
  const { day = '', location = '', department = '', doctor = '' } = c.req.query()
  const asked = {
    day: dateOf(day),
    location: branchOf(location, branch),
    department: idOf<'department'>(department),
    doctor: idOf<'staff'>(doctor),
  }
  const typed = { day, location, department, doctor }
  return {
    day: asked.day ?? today,
    location: asked.location === 'all' ? undefined : (asked.location ?? branch),
    department: asked.department ?? undefined,
    doctor: asked.doctor ?? undefined,
    problem: (['day', 'location', 'department', 'doctor'] as const).some((name) => typed[name] !== '' && asked[name] === null),
  }
}

/** How a day book is to be shown; whatever is no choice of ours is the first one. */
export function shownAs(c: WebContext) {
  const { status, earlier, view, page = '' } = c.req.query()
  return {
    status: countKeys.find((key) => key === status) ?? null,
    earlier: earlier === 'shown',
    view: view === 'grid' ? ('grid' as const) : ('list' as const),
    page: /^[1-9]\d?$/.test(page) ? Number(page) : 1,
  }
}

/** In the order of a visit. */
export const countKeys: readonly CountKey[] = ['booked', 'waiting', 'withDoctor', 'completed', 'noShow', 'cancelled']

const branchOf = (typed: string, branch: Id<'location'> | undefined): Id<'location'> | 'all' | null =>
  typed === 'all' || branch === undefined ? 'all' : idOf<'location'>(typed)

interface ShiftQuestion {
  wanted: string | undefined
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  now: Temporal.Instant
}

/** The shifts that have visits. Today opens on the current one, another day on its first. */
export function shiftsOf(lines: DayItem[], { wanted, day, today, now }: ShiftQuestion): { shifts: ShiftTab[]; shift: ShiftTab } {
  const present = (['morning', 'evening', 'after-midnight'] as const).filter((shift) => lines.some((line) => line.shift === shift))
  const shifts: ShiftTab[] = [...present, 'all']
  const asked = shifts.find((shift) => shift === wanted)
  const zone = lines[0]?.zone ?? 'UTC'
  const current = day.equals(today) ? shiftAt(now.toZonedDateTimeISO(zone), day) : undefined
  const opening = present.find((shift) => shift === current) ?? present[0] ?? 'all'
  return { shifts: present.length > 1 ? shifts : ['all'], shift: asked ?? (present.length > 1 ? opening : 'all') }
}

import { type Id, idOf } from '../../database/ids.ts'

/** What somebody has chosen on the way to an appointment; it stands in the address, so it never says who they are. */
export interface Wanted {
  /** The code of a visit type. */
  visit: string | undefined
  department: Id<'department'> | undefined
  doctor: Id<'staff'> | 'any' | 'woman' | undefined
  /** Only times at this branch. */
  branch: Id<'location'> | undefined
  /** A clinic day. */
  day: Temporal.PlainDate | undefined
  time: WantedTime | undefined
  /** The first of the days to choose from. */
  from: Temporal.PlainDate | undefined
  /** They came from a doctor's page, with the doctor or even the time chosen: those steps they do not see. */
  via: 'doctor' | 'time' | undefined
  /** They were asked for whom; who starts with a patient's own appointments is not. */
  whom: 'asked' | undefined
  /** A step that they went back to. */
  at: 'visit' | 'doctor' | 'day' | 'time' | undefined
}

export interface WantedTime {
  starts: Temporal.Instant
  location: Id<'location'>
}

type Given = { [name in keyof Wanted]?: string | undefined }

/** Reads a form or an address; what cannot be read counts as not chosen, and `unreadable` says that there was something. */
export function wantedIn(given: Given): { wanted: Wanted; unreadable: boolean } {
  const wanted: Wanted = {
    visit: read(given.visit, (text) => (/^[\w-]{1,20}$/u.test(text) ? text : null)),
    department: read(given.department, (text) => idOf<'department'>(text)),
    doctor: read(given.doctor, (text) => (text === 'any' || text === 'woman' ? text : idOf<'staff'>(text))),
    branch: read(given.branch, (text) => idOf<'location'>(text)),
    day: read(given.day, dateIn),
    time: read(given.time, timeIn),
    from: read(given.from, dateIn),
    via: read(given.via, (text) => oneOf(['doctor', 'time'], text)),
    whom: read(given.whom, (text) => oneOf(['asked'], text)),
    at: read(given.at, (text) => oneOf(['visit', 'doctor', 'day', 'time'], text)),
  }
  const names: (keyof Wanted)[] = ['visit', 'department', 'doctor', 'branch', 'day', 'time', 'from', 'via', 'whom', 'at']
  return { wanted, unreadable: names.some((name) => given[name] && wanted[name] === undefined) }
}

/** The address of a step, or of the check page, with these choices. */
export function bookingAddress(path: string, wanted: Partial<Wanted>): string {
  const query = new URLSearchParams(Object.entries(fieldsOf(wanted)))
  return query.size > 0 ? `${path}?${query}` : path
}

/** The choices as hidden fields of a form. */
export function fieldsOf({ visit, department, doctor, branch, day, time, from, via, whom, at }: Partial<Wanted>): Record<string, string> {
  const fields = {
    visit,
    department,
    doctor,
    branch,
    day: day?.toString(),
    time: time && timeText(time),
    from: from?.toString(),
    via,
    whom,
    at,
  }
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** Where as well as when: two branches may be free at the same time. */
export const timeText = ({ starts, location }: WantedTime): string => `${starts.toString({ smallestUnit: 'minute' })}@${location}`

const oneOf = <Text extends string>(texts: Text[], given: string): Text | null => texts.find((text) => text === given) ?? null

/** Only as `timeText` writes it: Temporal knows years of six digits, at whose end no day can be added. */
function timeIn(text: string): WantedTime | null {
  const [start = '', place = ''] = text.split('@')
  const location = idOf<'location'>(place)
  const starts = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/u.test(start) ? read(start, (instant) => Temporal.Instant.from(instant)) : undefined
  return starts && location ? { starts, location } : null
}

/** Only as we write it: dates in other notations come from nobody who uses our pages. */
const dateIn = (text: string): Temporal.PlainDate | null => (/^\d{4}-\d\d-\d\d$/u.test(text) ? Temporal.PlainDate.from(text) : null)

function read<Value>(text: string | undefined, reader: (text: string) => Value | null): Value | undefined {
  if (!text || text.length > 100) return undefined
  try {
    return reader(text) ?? undefined
  } catch {
    return undefined
  }
}

import { sql } from 'kysely'
import { newClinic } from '../../clinic/queries.ts'
import { type AsJson, jsonOf } from '../../database/as-json.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Sex, VisitMode } from '../../database/tables.ts'
import { type DayNumber, dayNumberOf } from './minutes.ts'
import type { Hours } from './shifts.ts'
import type { Visit } from './slots.ts'

/** Which visits are asked for. */
export interface Wish {
  /** `first` is the type whose times are shown in public: the first of a role's online types that is marked as a first visit. `every`: all that a role offers. */
  visitType: Id<'visit-type'> | 'first' | 'every'
  doctor?: Id<'staff'> | undefined
  /** Any doctor of these. */
  doctors?: { department?: Id<'department'> | undefined; sex?: Sex | undefined; location?: Id<'location'> | undefined } | undefined
  /** Patients (the default) see types that are bookable online, no further ahead than the clinic's limit. */
  through?: 'patient' | 'staff' | undefined
  /** For tests; otherwise the database's clock. */
  now?: Temporal.Instant | undefined
}

/** A visit type as one role of a doctor offers it: a doctor in two departments has two offers and one calendar. */
export interface Offer {
  role: Id<'practitioner-role'>
  doctor: Id<'staff'>
  doctorSex: Sex
  department: Id<'department'>
  location: Id<'location'>
  room: Id<'room'> | null
  visitType: Id<'visit-type'>
  mode: VisitMode
  zone: string
  priceMinor: number
  currency: string
  visit: Visit
  hours: Hours[]
  validFrom: DayNumber
  validUntil: DayNumber | null
}

export interface Offers {
  offers: Offer[]
  now: Temporal.Instant
  /** How many days after today may be booked. */
  daysAhead: number
}

/** Staff plan no further: a bound for what one question may cost. */
const staffDaysAhead = 400

/** One statement; doctors in the clinic's order. */
export async function offersFor(db: Database, wish: Wish): Promise<Offers> {
  const rows = await offerRows(db, wish).execute()
  return offersIn(rows, wish)
}

/** One offer a role, unless every type is asked for. */
export function offersIn(rows: OfferRow[], wish: Wish): Offers {
  const [first] = rows
  const offered = wish.visitType === 'every' ? rows : rows.filter((row, place) => rows[place - 1]?.id !== row.id)
  return {
    offers: offered.map(offerOf),
    now: wish.now ?? first?.now ?? Temporal.Now.instant(),
    daysAhead: wish.through === 'staff' ? staffDaysAhead : (first?.booking_days_ahead ?? newClinic.booking_days_ahead),
  }
}

/** The statement, to which a page may add the names that it shows. */
export function offerRows(db: Database, wish: Wish) {
  const online = wish.through !== 'staff'
  const { visitType, doctor, doctors: { department, location, sex } = {} } = wish
  return db
    .selectFrom('practitioner_roles as r')
    .innerJoin('staff as s', 's.id', 'r.staff_id')
    .innerJoin('locations as l', 'l.id', 'r.location_id')
    .innerJoin('departments as d', 'd.id', 'r.department_id')
    .innerJoin('practitioner_role_visit_types as o', 'o.practitioner_role_id', 'r.id')
    .innerJoin('visit_types as v', 'v.id', 'o.visit_type_id')
    .leftJoin('settings as t', (join) => join.on('t.singleton', '=', 1))
    .select(['r.id', 'r.staff_id', 's.sex', 'l.id as location_id', 'd.id as department_id', 'r.room_id', 'v.id as visit_type_id', 'v.mode'])
    .select(['l.zone', 'l.currency', 'o.price_minor', 'o.duration_minutes', 'o.buffer_before_minutes', 'o.buffer_after_minutes'])
    .select(['r.valid_from', 'r.valid_until', 't.booking_days_ahead', sqlNow.as('now'), hoursOfRole.as('hours')])
    .where('r.role', '=', 'doctor')
    .where((where) =>
      where.and([
        ...(['s.archived_at', 'l.archived_at', 'd.archived_at', 'v.archived_at'] as const).map((column) => where(column, 'is', null)),
        ...(visitType === 'first' ? [where('v.first_visit', '=', true)] : []),
        ...(visitType === 'first' || visitType === 'every' ? [] : [where('v.id', '=', visitType)]),
        ...(online ? [where('v.online', '=', true)] : []),
        ...(doctor ? [where('s.id', '=', doctor)] : []),
        ...(department ? [where('d.id', '=', department)] : []),
        ...(location ? [where('l.id', '=', location)] : []),
        ...(sex ? [where('s.sex', '=', sex)] : []),
      ]),
    )
    .orderBy('s.position')
    .orderBy('r.id')
    .orderBy('v.position')
    .orderBy('v.id')
}

/** With the role's row, because one statement more is one too many on a page; numbers, because they are hundreds. */
const hoursOfRole = sql<HoursJson>`(
  SELECT JSON_ARRAYAGG(JSON_ARRAY(h.weekday, TIME_TO_SEC(h.starts) DIV 60, TIME_TO_SEC(h.ends) DIV 60, h.precedence,
    DATEDIFF(h.valid_from, '1970-01-01'), DATEDIFF(h.valid_until, '1970-01-01')))
  FROM working_hours h WHERE h.practitioner_role_id = r.id)`

type HoursNumbers = [weekday: number, starts: number, ends: number, precedence: number, from: DayNumber | null, until: DayNumber | null]

type HoursJson = AsJson<HoursNumbers[]> | null

const hoursIn = (json: HoursJson): Hours[] =>
  (jsonOf(json) ?? []).map(([weekday, starts, ends, precedence, validFrom, validUntil]) => ({
    weekday,
    starts,
    ends,
    precedence,
    validFrom,
    validUntil,
  }))

interface OfferRow {
  id: Id<'practitioner-role'>
  staff_id: Id<'staff'>
  sex: Sex
  department_id: Id<'department'>
  location_id: Id<'location'>
  room_id: Id<'room'> | null
  visit_type_id: Id<'visit-type'>
  mode: VisitMode
  zone: string
  currency: string
  price_minor: number
  duration_minutes: number
  buffer_before_minutes: number
  buffer_after_minutes: number
  valid_from: Temporal.PlainDate
  valid_until: Temporal.PlainDate | null
  hours: HoursJson
  now: Temporal.Instant
  booking_days_ahead: number | null
}

const offerOf = (row: OfferRow): Offer => ({
  role: row.id,
  doctor: row.staff_id,
  doctorSex: row.sex,
  department: row.department_id,
  location: row.location_id,
  room: row.room_id,
  visitType: row.visit_type_id,
  mode: row.mode,
  zone: row.zone,
  priceMinor: row.price_minor,
  currency: row.currency,
  visit: { duration: row.duration_minutes, before: row.buffer_before_minutes, after: row.buffer_after_minutes },
  hours: hoursIn(row.hours),
  validFrom: dayNumberOf(row.valid_from),
  validUntil: row.valid_until && dayNumberOf(row.valid_until),
})

import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { clinicDayAt, contains, type Interval, intervalsOn, joined, without } from './hours.ts'

export type Settings = Row<'settings'>
export type Location = Row<'locations'>
export type Department = Row<'departments'>
export type VisitType = Row<'visit_types'>
type LocationHours = Row<'location_hours'>
type Closure = Row<'closures'>

/** The hours of one location on a clinic day, less what closes the whole location. */
export interface LocationDay {
  location: Location
  day: Temporal.PlainDate
  intervals: Interval[]
  /** The closure that leaves no hours that day, to say why. */
  closure: Closure | null
}

/** What nearly every page needs about the clinic; see `remembered.ts`. */
export interface Clinic {
  settings: Settings
  locations: Location[]
  hours: LocationHours[]
  /** Closures of whole locations that are not over. */
  closures: Closure[]
}

/** What a migrated but still empty clinic goes by until its settings are saved. */
export const newClinic: Settings = {
  singleton: 1,
  version: 0,
  clinic_name: { en: 'Raseel', ar: 'رسيل' },
  country: 'SA',
  default_language: 'ar',
  cancel_limit_minutes: 120,
  booking_days_ahead: 60,
  hijri_dates: false,
  code_prefixes: '+966 +20',
  code_texts_a_day: 1000,
}

export async function settingsOf(db: Database): Promise<Settings> {
  return (await db.selectFrom('settings').selectAll().executeTakeFirst()) ?? newClinic
}

export async function locationsOf(db: Database): Promise<Location[]> {
  return db.selectFrom('locations').selectAll().where('archived_at', 'is', null).orderBy('position').orderBy('id').execute()
}

export async function departmentsOf(db: Database): Promise<Department[]> {
  return db.selectFrom('departments').selectAll().where('archived_at', 'is', null).orderBy('position').orderBy('id').execute()
}

export async function visitTypesOf(db: Database): Promise<VisitType[]> {
  return db.selectFrom('visit_types').selectAll().where('archived_at', 'is', null).orderBy('position').orderBy('id').execute()
}

/** Settings, locations with their hours, and the closures ahead: four statements, so pages take it from `remembered.ts`. */
export async function clinicOf(db: Database): Promise<Clinic> {
  const [settings, locations, hours, closures] = await Promise.all([
    settingsOf(db),
    locationsOf(db),
    db.selectFrom('location_hours').selectAll().orderBy('id').execute(),
    closuresAhead(db),
  ])
  return { settings, locations, hours, closures }
}

/** Every location's hours on this clinic day. */
export async function hoursOn(db: Database, day: Temporal.PlainDate): Promise<LocationDay[]> {
  const clinic = await clinicOf(db)
  return clinic.locations.map((location) => locationDay(clinic, location, day))
}

/** A location's hours on a clinic day, in its own zone. */
export function locationDay(clinic: Clinic, location: Location, day: Temporal.PlainDate): LocationDay {
  const hours = joined(intervalsOn(rowsOf(clinic, location), day, location.zone))
  const closures = clinic.closures.filter((closure) => closure.location_id === null || closure.location_id === location.id)
  const intervals = without(hours, closures)
  const closure = hours.length > 0 && intervals.length === 0 ? closures.find((one) => without(hours, [one]).length < hours.length) : null
  return { location, day, intervals, closure: closure ?? null }
}

type LocationToday = LocationDay & { open: boolean }

const todays = new WeakMap<Clinic, Map<Location, { minute: number; today: LocationToday }>>()

/**
 * The clinic day that it is at a location now: the day before while an evening past midnight still runs. Hours and closures begin and
 * end with a minute, so it is worked out once in each.
 */
export function locationToday(clinic: Clinic, location: Location, now: Temporal.Instant): LocationToday {
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  const known = todays.get(clinic) ?? new Map<Location, { minute: number; today: LocationToday }>()
  const before = known.get(location)
  if (before?.minute === minute) return before.today
  const day = locationDay(clinic, location, clinicDayAt(rowsOf(clinic, location), now, location.zone))
  const today = { ...day, open: day.intervals.some((interval) => contains(interval, now)) }
  todays.set(clinic, known.set(location, { minute, today }))
  return today
}

const rowsOf = (clinic: Clinic, location: Location): LocationHours[] => clinic.hours.filter((row) => row.location_id === location.id)

/** A day back as well: hours of yesterday may still run, and another zone may still have yesterday. */
async function closuresAhead(db: Database): Promise<Closure[]> {
  return db
    .selectFrom('closures')
    .selectAll()
    .where('staff_id', 'is', null)
    .where('department_id', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', Temporal.Now.instant().subtract({ hours: 48 }))
    .orderBy('starts_at')
    .execute()
}

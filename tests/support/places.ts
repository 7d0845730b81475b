import type { Kysely } from 'kysely'
import { newId } from '../../src/database/ids.ts'
import type { Row, Tables } from '../../src/database/tables.ts'
import { type Hours, hoursRows } from './hours.ts'

type Database = Kysely<Tables>

/** The clinic's one row of settings; most pages need it. */
export async function theSettings(db: Database, given: Partial<Row<'settings'>> = {}): Promise<Row<'settings'>> {
  const row: Row<'settings'> = {
    singleton: 1,
    version: 1,
    clinic_name: { en: 'Raseel Clinic', ar: 'مركز رسيل' },
    country: 'SA',
    default_language: 'ar',
    cancel_limit_minutes: 120,
    booking_days_ahead: 60,
    hijri_dates: false,
    code_prefixes: '+966 +20',
    code_texts_a_day: 1000,
    ...given,
  }
  await db.insertInto('settings').values(row).execute()
  return row
}

export async function aLocation(db: Database, given: Partial<Row<'locations'>> = {}): Promise<Row<'locations'>> {
  const row: Row<'locations'> = {
    id: newId<'location'>(),
    version: 1,
    name: { en: 'Al-Yasmin branch', ar: 'فرع الياسمين' },
    address: {
      en: 'Anas Ibn Malik Road, Al-Yasmin, Riyadh',
      ar: 'طريق أنس بن مالك، الياسمين، الرياض',
    },
    directions: null,
    country: 'SA',
    zone: 'Asia/Riyadh',
    currency: 'SAR',
    phone: '+966112345678',
    emergency_phone: '997',
    licence: null,
    latitude: null,
    longitude: null,
    position: 0,
    archived_at: null,
    ...given,
  }
  await db.insertInto('locations').values(row).execute()
  return row
}

export const aCairoLocation = (db: Database, given: Partial<Row<'locations'>> = {}) =>
  aLocation(db, {
    name: { en: 'Dokki branch', ar: 'فرع الدقي' },
    address: {
      en: 'Mosaddak Street, Dokki, Giza',
      ar: 'شارع مصدق، الدقي، الجيزة',
    },
    country: 'EG',
    zone: 'Africa/Cairo',
    currency: 'EGP',
    phone: '+20233345678',
    emergency_phone: '123',
    position: 1,
    ...given,
  })

export async function aDepartment(db: Database, given: Partial<Row<'departments'>> = {}): Promise<Row<'departments'>> {
  const row: Row<'departments'> = {
    id: newId<'department'>(),
    version: 1,
    name: { en: 'Dermatology', ar: 'الجلدية' },
    about: null,
    position: 0,
    archived_at: null,
    ...given,
  }
  await db.insertInto('departments').values(row).execute()
  return row
}

export async function aVisitType(db: Database, given: Partial<Row<'visit_types'>> = {}): Promise<Row<'visit_types'>> {
  const id = given.id ?? newId<'visit-type'>()
  const row: Row<'visit_types'> = {
    id,
    version: 1,
    code: id.slice(-12),
    name: { en: 'First visit', ar: 'زيارة جديدة' },
    mode: 'in-person',
    first_visit: true,
    online: true,
    position: 0,
    archived_at: null,
    ...given,
  }
  await db.insertInto('visit_types').values(row).execute()
  return row
}

export const aFollowUp = (db: Database, given: Partial<Row<'visit_types'>> = {}) =>
  aVisitType(db, {
    name: { en: 'Follow-up', ar: 'مراجعة' },
    first_visit: false,
    position: 1,
    ...given,
  })

export async function aRoom(db: Database, given: Partial<Row<'rooms'>> & Pick<Row<'rooms'>, 'location_id'>): Promise<Row<'rooms'>> {
  const row: Row<'rooms'> = {
    id: newId<'room'>(),
    version: 1,
    department_id: null,
    name: { en: 'Room 1', ar: 'عيادة 1' },
    position: 0,
    archived_at: null,
    ...given,
  }
  await db.insertInto('rooms').values(row).execute()
  return row
}

/** A closure row only; who closes through the clinic's own verb also holds the doctors' cells. */
export async function aClosure(
  db: Database,
  given: Partial<Row<'closures'>> & Pick<Row<'closures'>, 'starts_at' | 'ends_at'>,
): Promise<Row<'closures'>> {
  const row: Row<'closures'> = {
    id: newId<'closure'>(),
    version: 1,
    staff_id: null,
    location_id: null,
    department_id: null,
    kind: 'holiday',
    name: { en: 'Holiday', ar: 'إجازة رسمية' },
    withdrawn_at: null,
    ...given,
  }
  await db.insertInto('closures').values(row).execute()
  return row
}

/** Opening hours of a location. */
export async function openingHours(db: Database, location: Row<'locations'>, hours: Hours[]): Promise<void> {
  const rows = hoursRows(hours).map((row) => ({
    ...row,
    id: newId<'location-hours'>(),
    location_id: location.id,
  }))
  await db.insertInto('location_hours').values(rows).execute()
}

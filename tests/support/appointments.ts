import { newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Row } from '../../src/database/tables.ts'
import type { aDoctor } from './people.ts'

let numbers = 0

/** A row only, holding no cells: today at nine, twenty minutes, unless said otherwise. Who books through `book` holds cells too. */
export async function anAppointment(
  db: Database,
  doctor: Awaited<ReturnType<typeof aDoctor>>,
  patient: Pick<Row<'patients'>, 'id'>,
  given: Partial<Row<'appointments'>> = {},
): Promise<Row<'appointments'>> {
  const { location, department, practitionerRole, staff } = doctor
  const clinic_day = given.clinic_day ?? Temporal.Now.plainDateISO(location.zone)
  const starts_at = given.starts_at ?? clinic_day.toZonedDateTime({ timeZone: location.zone, plainTime: '09:00' }).toInstant()
  const ends_at = given.ends_at ?? starts_at.add({ minutes: 20 })
  const offered = await db
    .selectFrom('practitioner_role_visit_types')
    .select('visit_type_id')
    .where('practitioner_role_id', '=', practitionerRole.id)
    .executeTakeFirstOrThrow()
  numbers += 1
  const row: Row<'appointments'> = {
    id: newId<'appointment'>(),
    version: 1,
    number: `T-${numbers}`,
    patient_id: patient.id,
    doctor_id: staff.id,
    practitioner_role_id: practitionerRole.id,
    department_id: department.id,
    location_id: location.id,
    room_id: null,
    visit_type_id: offered.visit_type_id,
    kind: 'booked',
    mode: 'in-person',
    asked_for: 'this-doctor',
    status: 'booked',
    lane: 0,
    clinic_day,
    starts_at,
    ends_at,
    blocked_from: starts_at,
    blocked_until: ends_at,
    reason: null,
    price_minor: 20_000,
    currency: location.currency,
    payment_state: 'unpaid',
    payment_method: null,
    paid_at: null,
    confirmed_at: null,
    offer_expires_at: null,
    arrived_at: null,
    called_at: null,
    finished_at: null,
    cancelled_at: null,
    cancel_reason: null,
    cancel_note: null,
    booked_by_user_id: null,
    booked_through: 'staff',
    created_at: starts_at.subtract({ hours: 48 }),
    ...given,
  }
  await db.insertInto('appointments').values(row).execute()
  return row
}

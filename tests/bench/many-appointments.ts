import { type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { NewRow } from '../../src/database/tables.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aDepartment, aLocation, aVisitType, theSettings } from '../support/places.ts'

export interface Busy {
  visitType: Id<'visit-type'>
  department: Id<'department'>
  doctors: Id<'staff'>[]
  /** An admin who can sign in. */
  admin: Id<'user'>
}

interface Amount {
  doctors: number
  /** Visits of each doctor on each day. */
  perDay: number
  daysBack: number
  daysAhead: number
  patients: number
}

const hours = ['08:00-12:00', '16:00-22:00']
const minutesADay = 600

/** One department's doctors with so many visits a day, evenly spread over their hours. */
export async function manyAppointments(db: Database, amount: Amount): Promise<Busy> {
  await theSettings(db)
  const [location, department, type] = [await aLocation(db), await aDepartment(db), await aVisitType(db)]
  const doctors = []
  for (let n = 0; n < amount.doctors; n++) doctors.push(await aDoctor(db, { location, department, hours, visits: [{ type, minutes: 10 }] }))
  const patients = []
  for (let n = 0; n < amount.patients; n++) patients.push(await aPatient(db))
  const admin = await aStaffMember(db, 'admin')
  const today = Temporal.Now.plainDateISO(location.zone)
  const rows: NewRow<'appointments'>[] = []
  for (let day = -amount.daysBack; day < amount.daysAhead; day++) {
    const clinicDay = today.add({ days: day })
    const morning = clinicDay.toZonedDateTime({ timeZone: location.zone, plainTime: '08:00' }).toInstant()
    for (const doctor of doctors) {
      for (let n = 0; n < amount.perDay; n++) {
        const worked = Math.floor((n * minutesADay) / amount.perDay / 5) * 5
        const starts = morning.add({ minutes: worked < 240 ? worked : worked + 240 })
        const ends = starts.add({ minutes: 10 })
        rows.push({
          id: newId<'appointment'>(),
          number: `B-${rows.length}`,
          patient_id: (patients[rows.length % patients.length] ?? patient()).id,
          doctor_id: doctor.staff.id,
          practitioner_role_id: doctor.practitionerRole.id,
          department_id: department.id,
          location_id: location.id,
          visit_type_id: type.id,
          kind: 'booked',
          mode: 'in-person',
          asked_for: 'this-doctor',
          status: day < 0 ? 'fulfilled' : 'booked',
          clinic_day: clinicDay,
          starts_at: starts,
          ends_at: ends,
          blocked_from: starts,
          blocked_until: ends,
          price_minor: 20_000,
          currency: 'SAR',
          booked_through: 'import',
          created_at: starts,
        })
      }
    }
  }
  for (let at = 0; at < rows.length; at += 1000)
    await db
      .insertInto('appointments')
      .values(rows.slice(at, at + 1000))
      .execute()
  return { department: department.id, visitType: type.id, doctors: doctors.map(({ staff }) => staff.id), admin: admin.user.id }
}

const patient = (): never => {
  throw new Error('at least one patient is needed')
}

import { freeTimes, type Question, type Slot } from '../../src/appointments/free/free.ts'
import { type Booking, book } from '../../src/appointments/visit/book.ts'
import { newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { aDoctor, aSignedInPatient, aStaffMember } from '../support/people.ts'
import { aDepartment, aLocation, aVisitType, theSettings } from '../support/places.ts'

export type Given = Parameters<typeof aDoctor>[1]

/** One department with one doctor who works at any hour but the last of the day, so that there is always a time soon. */
export async function aClinic(db: Database, given: Given = {}) {
  await theSettings(db)
  const location = await aLocation(db)
  const department = await aDepartment(db)
  const type = await aVisitType(db)
  const place = { location, department, visits: [{ type }], hours: ['00:00-23:00'] }
  const doctor = await aDoctor(db, { ...place, ...given })
  const patient = await aSignedInPatient(db)
  const desk = await aStaffMember(db, 'receptionist')
  return { location, department, type, place, doctor, ...patient, desk: desk.actor }
}

export const newReceipt = () => newId<'receipt'>()

export const inDays = (days: number): Temporal.PlainDate => Temporal.Now.plainDateISO('Asia/Riyadh').add({ days })

/** A wall time in Riyadh so many days from now. */
export const at = (days: number, time: string): Temporal.Instant =>
  inDays(days)
    .toZonedDateTime({ timeZone: 'Asia/Riyadh', plainTime: Temporal.PlainTime.from(time) })
    .toInstant()

type Clinic = Awaited<ReturnType<typeof aClinic>>

/** Books for the clinic's patient with its doctor unless said otherwise. */
export const bookAt = (db: Database, clinic: Clinic, start: Temporal.Instant, given: Partial<Booking> = {}) =>
  book(db, clinic.actor, {
    receipt: newReceipt(),
    patient: clinic.patient.id,
    visitType: clinic.type.id,
    doctor: clinic.doctor.staff.id,
    through: 'patient',
    start,
    ...given,
  })

/** The free times of a day as the clocks on the clinic's walls show them. */
export const timesOn = async (db: Database, clinic: Clinic, day: Temporal.PlainDate, given: Partial<Question> = {}): Promise<string[]> =>
  (await freeTimes(db, { visitType: clinic.type.id, from: day, until: day, ...given })).map(shown)

export const shown = (slot: Slot): string => slot.starts.toZonedDateTimeISO(slot.zone).toPlainTime().toString({ smallestUnit: 'minute' })

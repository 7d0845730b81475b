import type { Database } from '../../database/pool.ts'
import { doctorsOf } from '../../staff/queries.ts'
import { choiceOf, doctorsFor } from './booking-choice.ts'
import type { PatientAppointment } from './patient-appointments.ts'
import { bookingAddress, wantedIn } from './wanted.ts'

/**
 * Where a cancelled visit is booked anew, as far as the clinic still offers it online: with the same doctor, else in the same
 * department. Null for one that is not cancelled.
 */
export async function bookAgainAddress(db: Database, appointment: PatientAppointment): Promise<string | null> {
  const { patient, status, visitType, department, doctor } = appointment
  if (status !== 'cancelled') return null
  const path = `/patients/${patient}/book`
  const { wanted } = wantedIn({ visit: visitType.code, department: department.id, doctor: doctor.id })
  const choice = choiceOf(wanted, await doctorsOf(db, { withHours: true }))
  const offering = doctorsFor(choice)
  if (offering.length === 0) return path
  const same = offering.some(({ id }) => id === doctor.id) ? choice.wanted.doctor : undefined
  return bookingAddress(path, { ...choice.wanted, doctor: same })
}

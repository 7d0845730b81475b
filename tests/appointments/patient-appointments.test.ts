import { expect, test } from 'vitest'
import { appointmentOf, appointmentsOfPatient, type PatientAppointment } from '../../src/appointments/online/patient-appointments.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aSignedInPatient } from '../support/people.ts'
import { aClinic, at, bookAt, newReceipt } from './clinic.ts'

const { db } = testDatabase()

async function aPatientWithVisits() {
  const clinic = await aClinic(db)
  const visits = await Promise.all(
    [5, 2, 3, 4].map(async (day) => {
      const answer = await bookAt(db, clinic, at(day, '10:00'))
      if (!answer.ok) throw new Error(answer.reason)
      return answer.appointment
    }),
  )
  const [later, sooner, cancelled, past] = visits
  if (!later || !sooner || !cancelled || !past) throw new Error('four visits')
  await cancel(db, clinic.actor, { receipt: newReceipt(), appointment: cancelled, reason: 'patient' })
  const yesterday = { starts_at: at(-1, '10:00'), ends_at: at(-1, '10:20'), blocked_from: at(-1, '10:00'), blocked_until: at(-1, '10:20') }
  await db.updateTable('appointments').set(yesterday).where('id', '=', past).execute()
  return { ...clinic, later, sooner, cancelled, past }
}

const ids = (visits: PatientAppointment[]) => visits.map(({ id }) => id)

test('visits are upcoming, past or cancelled, the nearest first', async () => {
  const { patient, later, sooner, cancelled, past } = await aPatientWithVisits()
  const visits = await appointmentsOfPatient(db, patient.id)
  expect([ids(visits.upcoming), ids(visits.past), ids(visits.cancelled)]).toEqual([[sooner, later], [past], [cancelled]])
  expect(visits.upcoming[0]?.starts.toPlainTime().toString()).toBe('10:00:00')
  expect(visits.upcoming[0]?.mayCancel).toBe(true)
  expect([...visits.past, ...visits.cancelled].map(({ mayCancel }) => mayCancel)).toEqual([false, false])
})

test("may be cancelled until the clinic's limit", async () => {
  const { patient, sooner } = await aPatientWithVisits()
  const mayCancel = async (minutes: number) => {
    const starts = Temporal.Now.instant().add({ minutes })
    const times = {
      starts_at: starts,
      blocked_from: starts,
      ends_at: starts.add({ minutes: 20 }),
      blocked_until: starts.add({ minutes: 20 }),
    }
    await db.updateTable('appointments').set(times).where('id', '=', sooner).execute()
    return (await appointmentOf(db, patient.id, sooner))?.mayCancel
  }
  expect([await mayCancel(115), await mayCancel(125)]).toEqual([false, true])
})

test('of somebody else are not found, as one that never was', async () => {
  const { sooner } = await aPatientWithVisits()
  const other = await aSignedInPatient(db)
  expect(await appointmentOf(db, other.patient.id, sooner)).toBeNull()
  expect(await appointmentOf(db, other.patient.id, newId<'appointment'>())).toBeNull()
  expect(await appointmentsOfPatient(db, other.patient.id)).toEqual({ upcoming: [], past: [], cancelled: [] })
})

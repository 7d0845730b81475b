import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { timeText } from '../../src/appointments/online/wanted.ts'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import type { Id } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { hiddenFields } from '../support/forms.ts'
import type { aClinic } from './clinic.ts'

type Clinic = Awaited<ReturnType<typeof aClinic>>

/** Somebody who has just signed in on the patients' site. */
export async function signedInBrowser(db: Database, user: { id: Id<'user'> }, cookies: Record<string, string> = {}): Promise<TestBrowser> {
  forgetClinic(db)
  const token = newToken()
  await startSession(db, { site: 'patient', user: user.id, device: null, token, strength: 'full' })
  return aBrowser(db, 'patient', { ...cookies, '__Host-session': token })
}

/** Somebody who only looks. */
export function visitor(db: Database): TestBrowser {
  forgetClinic(db)
  return aBrowser(db)
}

/** The answers of a booking at this time with the clinic's doctor, as they stand in an address or a form. */
export const answersFor = ({ type, department, doctor, location }: Clinic, starts: Temporal.Instant): Record<string, string> => ({
  visit: type.code,
  department: department.id,
  doctor: doctor.staff.id,
  time: timeText({ starts, location: location.id }),
})

export const query = (answers: Record<string, string>): string => new URLSearchParams(answers).toString()

/** The form of the check page as it stands there, receipt included. */
export async function checkForm(browser: TestBrowser, clinic: Clinic, starts: Temporal.Instant): Promise<Record<string, string>> {
  const page = await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, starts))}`)
  return hiddenFields(await page.text())
}

export const post = (browser: TestBrowser, clinic: Clinic, fields: Record<string, string>): Promise<Response> =>
  browser.post(`/patients/${clinic.patient.id}/appointments`, fields)

export const allAppointments = (db: Database) => db.selectFrom('appointments').selectAll().orderBy('starts_at').execute()

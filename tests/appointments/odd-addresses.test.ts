import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { anAccess, aPatient } from '../support/people.ts'
import { aClinic, at, bookAt, newReceipt } from './clinic.ts'

const { db } = testDatabase()

async function theirBrowser(clinic: Awaited<ReturnType<typeof aClinic>>) {
  const token = newToken()
  await startSession(db, { site: 'patient', user: clinic.user.id, device: null, token, strength: 'full' })
  return aBrowser(db, 'patient', { '__Host-session': token })
}

test.each(['+275760-09-13T00:00Z', '-271821-04-20T00:00Z', '9999-12-31T23:59Z', '2026-13-01T00:00Z', '2026-02-30T10:00Z', 'now'])(
  'a booking at %s is no fault of ours, and books nothing',
  async (time) => {
    const clinic = await aClinic(db)
    const browser = await theirBrowser(clinic)
    const answers = { visit: clinic.type.id, department: clinic.department.id, doctor: 'any', time: `${time}@${clinic.location.id}` }
    const query = new URLSearchParams(answers)
    for (const path of ['/book', `/patients/${clinic.patient.id}/book`]) {
      expect((await browser.get(`${path}?${query}`)).status).toBeLessThan(500)
      expect((await browser.get(`${path}?${new URLSearchParams({ ...answers, day: time, time: '' })}`)).status).toBeLessThan(500)
    }
    const posted = await browser.post(`/patients/${clinic.patient.id}/appointments`, { ...answers, receipt: newReceipt() })
    expect(posted.status).toBeGreaterThanOrEqual(300)
    expect(posted.status).toBeLessThan(500)
    expect(await db.selectFrom('appointments').selectAll().execute()).toEqual([])
  },
)

test('whose names a parent was shown stands in the audit', async () => {
  const clinic = await aClinic(db)
  const child = await aPatient(db)
  await anAccess(db, clinic.user, child, { relation: 'parent' })
  await bookAt(db, clinic, at(2, '10:00'))
  const browser = await theirBrowser(clinic)
  expect((await browser.get('/patients')).status).toBe(200)
  expect((await browser.get(`/patients/${child.id}/appointments`)).status).toBe(200)
  const rows = await db
    .selectFrom('audit')
    .select(['action', 'patient_ids'])
    .where('action', 'in', ['patients.see', 'appointments.see'])
    .execute()
  expect(rows.map((row) => row.patient_ids?.toSorted())).toEqual([1, 2].map(() => [clinic.patient.id, child.id].toSorted()))
})

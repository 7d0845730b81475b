import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { wordsOf } from '../support/forms.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aClinic, newReceipt } from './clinic.ts'

const { db } = testDatabase()

async function atTheDesk() {
  const { user } = await aStaffMember(db, 'receptionist')
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

test('the walk-in form says of a doctor whose hours are over that they are', async () => {
  const clinic = await aClinic(db)
  // From noon to the next noon somebody works whatever the time is; the first minute of a day is always over.
  await aDoctor(db, { ...clinic.place, name: { en: 'Huda Bakr', ar: 'هدى بكر' }, hours: ['12:00-11:59'] })
  await aDoctor(db, { ...clinic.place, name: { en: 'Omar Eltayeb', ar: 'عمر الطيب' }, hours: ['00:00-00:01'] })
  const browser = await atTheDesk()
  const words = wordsOf(await (await browser.get(`/patients/${clinic.patient.id}/walk-in`)).text())
  expect(words).toContain('Dr. Omar Eltayeb, no hours left today')
  expect(words).toContain('Dr. Huda Bakr')
  expect(words).not.toContain('Dr. Huda Bakr, no hours left today')
})

test('who waits already is not given a second number unawares', async () => {
  const clinic = await aClinic(db)
  const browser = await atTheDesk()
  const address = `/patients/${clinic.patient.id}/walk-in`
  expect(await (await browser.get(address)).text()).not.toContain('is waiting already')
  const joined = await browser.post(address, { receipt: newReceipt(), whom: clinic.department.id, visit: clinic.type.id })
  const words = wordsOf(await (await browser.get(address)).text())
  expect(words).toContain('This patient is waiting already: Dermatology, number 1. A number for another department is a second one.')
  expect(joined.headers.get('Location')).toMatch(/^\/queue\/[\da-f-]{36}\/ticket$/)
  expect(wordsOf(await (await browser.get(`/patients/${(await aPatient(db)).id}/walk-in`)).text())).not.toContain('waiting already')
})

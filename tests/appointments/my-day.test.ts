import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { joinQueue } from '../../src/appointments/queue/join-queue.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import type { Row } from '../../src/database/tables.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { aClinic, at, bookAt, newReceipt } from './clinic.ts'
import { aVisitIn, take, theVisit, undoLast } from './desk.ts'

const { db } = testDatabase()

async function asDoctor(user: Row<'users'>): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

/** The one form that moves on, as the page holds it. */
function moveOnForm(html: string): Record<string, string> {
  const form = /<form id="move-on".*?<\/form>/s.exec(html)?.[0] ?? ''
  return Object.fromEntries([...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

async function aDay() {
  const clinic = await aClinic(db)
  const second = await aPatient(db, { name: 'Huda Bakr' })
  const first = await aVisitIn(db, 0, { doctor: clinic.doctor, patient: clinic.patient })
  const next = await aVisitIn(db, 20, { doctor: clinic.doctor, patient: second })
  for (const visit of [first, next]) await take(db, clinic.desk, visit.id, 'arrival')
  return { ...clinic, first, next, second, browser: await asDoctor(clinic.doctor.user) }
}

test('a doctor finishes a visit and calls in the next patient in one step, once however often it is sent', async () => {
  const { first, next, second, browser } = await aDay()
  const before = await (await browser.get('/my-day')).text()
  const called = await browser.post('/my-day/next', moveOnForm(before))
  expect(called.status).toBe(303)
  const inside = await (await browser.get('/my-day')).text()
  const fields = moveOnForm(inside)
  expect(inside).toContain('Finish and call in the next')
  expect(inside).toContain(second.record_number)
  const answers = await Promise.all([browser.post('/my-day/next', fields), browser.post('/my-day/next', fields)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await theVisit(db, first.id)).status).toBe('fulfilled')
  expect((await theVisit(db, next.id)).status).toBe('in-consultation')
  expect(await verifyCalendar(db)).toEqual([])
})

test('when the next one cannot be called, nothing is finished either, and the page says so', async () => {
  const { first, next, browser, desk } = await aDay()
  await browser.post('/my-day/next', moveOnForm(await (await browser.get('/my-day')).text()))
  const fields = moveOnForm(await (await browser.get('/my-day')).text())
  await take(db, desk, next.id, 'departure')
  const answer = await browser.post('/my-day/next', fields)
  expect(answer.status).toBe(409)
  expect((await theVisit(db, first.id)).status).toBe('in-consultation')
  await undoLast(db, desk, next.id)
})

test('somebody without an appointment is called in the same way', async () => {
  const clinic = await aClinic(db)
  const visit = await aVisitIn(db, 0, { doctor: clinic.doctor, patient: clinic.patient })
  await take(db, clinic.desk, visit.id, 'arrival')
  const walkIn = await aPatient(db)
  const place = {
    location: clinic.location.id,
    department: clinic.department.id,
    doctor: clinic.doctor.staff.id,
    visitType: clinic.type.id,
  }
  await joinQueue(db, clinic.desk, { receipt: newReceipt(), patient: walkIn.id, ...place, day: visit.clinic_day })
  const browser = await asDoctor(clinic.doctor.user)
  for (let turn = 0; turn < 3; turn += 1) await browser.post('/my-day/next', moveOnForm(await (await browser.get('/my-day')).text()))
  const statuses = await db.selectFrom('appointments').select(['patient_id', 'status']).execute()
  expect(statuses.every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(statuses.map(({ patient_id }) => patient_id).toSorted()).toEqual([clinic.patient.id, walkIn.id].toSorted())
})

test('nobody moves on in another doctor’s day', async () => {
  const { first, browser: _, place } = await aDay()
  const colleague = await asDoctor((await aDoctor(db, place)).user)
  const answer = await colleague.post('/my-day/next', { call: first.id, 'call-version': '2' })
  expect([403, 409]).toContain(answer.status)
  expect((await theVisit(db, first.id)).status).toBe('arrived')
})

test('the days ahead are listed with their visits, and what is sent without sense changes nothing', async () => {
  const clinic = await aClinic(db)
  await bookAt(db, clinic, at(2, '10:00'))
  const browser = await asDoctor(clinic.doctor.user)
  expect(await (await browser.get('/my-day')).text()).toContain('1 visit')
  expect((await browser.get('/my-day/next')).headers.get('Location')).toBe('/my-day')
  const nonsense: Record<string, string>[] = [{}, { call: 'x' }, { finish: 'x', 'finish-version': '-1' }]
  for (const fields of nonsense) expect((await browser.post('/my-day/next', fields)).status).toBe(404)
})

import { expect, test } from 'vitest'
import { clinicNow, forgetClinic } from '../../src/clinic/remembered.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, anAccess, aPatient } from '../support/people.ts'
import { aClinic, at, bookAt, inDays } from './clinic.ts'
import { answersFor, query, signedInBrowser } from './patient-site.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

/** What every page may ask of the database, so that it opens quickly on a busy day; the clinic itself is remembered for some seconds. */
const budget = 8

test('no page of the patients’ site needs more than eight statements, session and audit included', async () => {
  const clinic = await aClinic(db)
  await aDoctor(db, { ...clinic.place, hours: [] })
  await anAccess(db, clinic.user, await aPatient(db), { relation: 'parent' })
  const booked = await bookAt(db, clinic, at(3, '09:00'))
  await bookAt(db, clinic, at(2, '11:00'))
  const answers = answersFor(clinic, at(2, '09:00'))
  const { time: _, ...untilTime } = answers
  const { doctor: __, ...untilDoctor } = untilTime
  const mine = `/patients/${clinic.patient.id}`
  const visit = `${mine}/appointments/${booked.ok && booked.appointment}`
  const pages = [
    '/',
    '/departments',
    `/departments/${clinic.department.id}`,
    '/doctors',
    `/doctors/${clinic.doctor.staff.id}`,
    '/hours',
    '/book',
    `/book?${query(untilDoctor)}`,
    `/book?${query({ ...untilTime, doctor: 'any' })}`,
    `/book?${query({ ...untilTime, day: String(inDays(2)) })}`,
    `/patients?${query(answers)}`,
    `${mine}/book?${query(untilTime)}`,
    `${mine}/book?${query({ ...untilTime, day: String(inDays(2)) })}`,
    `${mine}/book?${query(answers)}`,
    `${mine}/book?${query({ ...answers, doctor: 'any' })}`,
    `${mine}/appointments`,
    visit,
    `${visit}/booked`,
    `${visit}/cancellation`,
    `${visit}/time`,
  ]
  const browser = await signedInBrowser(db, clinic.user)
  // The first request of a minute marks the session as used.
  await browser.get('/sign-out')
  const counts: [string, number][] = []
  for (const address of pages) {
    forgetClinic(db)
    await clinicNow(db)
    statements.length = 0
    const answer = await browser.get(address)
    expect(answer.status, address).toBe(200)
    counts.push([address, statements.length])
  }
  expect(counts.filter(([, n]) => n > budget)).toEqual([])
  expect(counts.filter(([, n]) => n === 0)).toEqual([])
})

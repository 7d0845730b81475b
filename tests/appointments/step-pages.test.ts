import { describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { deskTimeText } from '../../src/appointments/desk/desk-times.ts'
import { freeTimes } from '../../src/appointments/free/free.ts'
import { clinicNow, forgetClinic } from '../../src/clinic/remembered.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields } from '../support/forms.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aLocation } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { aVisitIn, stepsOf, take, theVisit } from './desk.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

async function atTheDesk(user: { id: Id<'user'> }): Promise<TestBrowser> {
  forgetClinic(db)
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

const asReceptionist = async () => atTheDesk((await aStaffMember(db, 'receptionist')).user)
const htmx = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

async function aDesk(minutes = 20) {
  const clinic = await aClinic(db)
  const visit = (await aVisitIn(db, minutes, { doctor: clinic.doctor, patient: clinic.patient })).id
  const browser = await asReceptionist()
  const version = async () => String((await theVisit(db, visit)).version)
  const post = async (step: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    browser.post(`/appointments/${visit}/${step}`, { version: await version(), ...fields }, headers)
  return { ...clinic, visit, browser, version, post }
}

describe('a step', () => {
  test('by htmx answers with what was done, the way back, and the boards’ signal', async () => {
    const { visit, post } = await aDesk()
    const answer = await post('arrival', {}, htmx)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.headers.get('HX-Trigger') ?? '{}')).toEqual({ 'day-book-changed': { target: 'body' } })
    const text = await answer.text()
    expect(text).toContain('<bdi>Noura Saad Alqahtani</bdi> is checked in.')
    expect(text).toContain(`/appointments/${visit}/undo`)
    expect(text).not.toContain('<html')
    const undone = await post('undo', { step: (await stepsOf(db, visit))[0]?.id ?? '' }, htmx)
    expect(await undone.text()).toContain('as it was before')
    expect((await theVisit(db, visit)).status).toBe('booked')
  })

  test('without scripts leads back to the page that it came from, which says what was done and names nobody in its address', async () => {
    const { visit, browser, post } = await aDesk()
    const answer = await post('arrival', {}, { Referer: 'http://staff.localhost:3000/day-book?shift=all' })
    expect(answer.status).toBe(303)
    const to = new URL(answer.headers.get('Location') ?? '', 'http://staff.localhost:3000')
    expect(to.pathname).toBe('/day-book')
    expect(Object.fromEntries(to.searchParams)).toMatchObject({ shift: 'all', done: 'arrival', visit })
    expect(await (await browser.get(to.pathname + to.search)).text()).toContain('is checked in.')
  })

  test('never leads to another host, whoever asks', async () => {
    const { visit, post } = await aDesk()
    const answer = await post('arrival', { back: 'https://elsewhere.example/' }, { Referer: 'https://elsewhere.example/' })
    expect(answer.headers.get('Location')).toMatch(new RegExp(`^/appointments/${visit}\\?`))
  })

  test('that somebody else has taken says who and when, by htmx and without scripts', async () => {
    const { visit, post } = await aDesk()
    const huda = (await aStaffMember(db, 'receptionist', { name: { en: 'Huda Alharbi', ar: 'هدى الحربي' } })).actor
    await take(db, huda, visit, 'arrival')
    for (const headers of [htmx, {}]) {
      const answer = await post('arrival', { version: '1' }, headers)
      expect(answer.status).toBe(409)
      const text = await answer.text()
      expect(text).toMatch(/<bdi>Huda Alharbi<\/bdi> checked this patient in at \d+:\d\d/)
      expect(text).toContain('The patient is checked in and waits.')
    }
    expect(await stepsOf(db, visit)).toHaveLength(1)
  })

  test('pressed twice is taken once', async () => {
    const { visit, post } = await aDesk()
    const answers = await Promise.all([post('arrival', { version: '1' }, htmx), post('arrival', { version: '1' }, htmx)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await stepsOf(db, visit)).toHaveLength(1)
  })

  test('has a page for each address that is posted to, and says there why it cannot be', async () => {
    const { visit, browser, post } = await aDesk()
    const page = async (step: string) => (await browser.get(`/appointments/${visit}/${step}`)).text()
    expect(await page('arrival')).toContain('Check in this patient?')
    expect(await page('completion')).toContain('Nothing was changed. The visit is booked')
    expect(await page('payment')).toMatch(/Paid in cash[\s\S]*Paid by card[\s\S]*Paid by insurance/)
    expect(await page('undo')).toContain('There is nothing to undo')
    await post('arrival')
    expect(await page('undo')).toContain('Undo: Check in')
  })

  test('of nonsense is no step', async () => {
    const { visit, post } = await aDesk()
    for (const version of ['', 'x', '1.5', '-1', '9'.repeat(40), "1' OR 1=1"])
      expect([409, 422]).toContain((await post('arrival', { version })).status)
    for (const method of ['', 'gold', 'cash%00']) expect([400, 422]).toContain((await post(`payment?method=${method}`)).status)
    for (const step of ['', 'x', newId()]) expect([409, 422]).toContain((await post('undo', { step })).status)
    expect((await theVisit(db, visit)).version).toBe(1)
  })

  test('of payment offers the way that this desk used last first', async () => {
    const { visit, browser, post } = await aDesk()
    await post('payment?method=insurance')
    await post('payment-withdrawal')
    const text = await (await browser.get(`/appointments/${visit}/payment`)).text()
    expect(text.indexOf('Paid by insurance')).toBeLessThan(text.indexOf('Paid in cash'))
  })
})

describe('the page of an appointment', () => {
  test('tells what was done, by whom, and what it was before', async () => {
    const { visit, browser, desk, patient } = await aDesk()
    await take(db, desk, visit, 'arrival')
    await take(db, desk, visit, 'payment', { method: 'card' })
    const text = await (await browser.get(`/appointments/${visit}`)).text()
    expect(text).toContain('Checked in')
    expect(text).toContain('Paid by card')
    expect(text).toContain(`href="/patients/${patient.id}"`)
    expect(text).not.toContain(`${visit}/arrival`)
  })

  test('lets the reason be changed, and shows both versions after a lost race', async () => {
    const { visit, browser, version } = await aDesk()
    const address = `/appointments/${visit}/reason`
    const first = { receipt: newReceipt(), version: await version(), reason: 'Rash on both arms' }
    expect((await browser.post(address, first)).status).toBe(303)
    const late = await browser.post(address, { ...first, receipt: newReceipt(), reason: 'Rash on the left arm' })
    expect(late.status).toBe(409)
    const text = await late.text()
    expect(text).toContain('Rash on both arms')
    expect(text).toContain('Rash on the left arm')
    expect((await browser.post(address, { ...first, receipt: newReceipt(), reason: 'x'.repeat(501) })).status).toBe(422)
    expect((await theVisit(db, visit)).reason).toBe('Rash on both arms')
  })

  test('leads from a cancellation that came too late to how the visit stands', async () => {
    const { visit, browser, desk } = await aDesk()
    const form = { receipt: newReceipt(), version: '1', reason: 'clinic' }
    await take(db, desk, visit, 'arrival')
    await take(db, desk, visit, 'call')
    const late = await browser.post(`/appointments/${visit}/cancellation`, form)
    expect(late.status).toBe(409)
    const text = await late.text()
    expect(text).toContain('The patient is with the doctor.')
    expect(text).not.toContain('class="button danger"')
    const asked = await browser.get(`/appointments/${visit}/cancellation`)
    expect([asked.status, asked.headers.get('Location')]).toEqual([303, `/appointments/${visit}`])
  })
})

describe('moving at the desk', () => {
  test('shows the next free times of the same doctor, and of any with `doctor=`; one is chosen and it is done', async () => {
    const clinic = await aDesk()
    const colleague = await aDoctor(db, { ...clinic.place, name: { en: 'Lina Alotaibi', ar: 'لينا العتيبي' } })
    const address = `/appointments/${clinic.visit}/time`
    const page = await (await clinic.browser.get(address)).text()
    expect(page).not.toContain(`@${colleague.staff.id}`)
    expect(page).toContain('Lina Alotaibi')
    expect(await (await clinic.browser.get(`${address}?doctor=`)).text()).toContain('Dr. ')
    const [slot] = await freeTimes(db, { visitType: clinic.type.id, doctor: colleague.staff.id, from: inDays(3), limit: 1 })
    if (!slot) throw new Error('nothing free')
    const fields = { version: await clinic.version(), time: deskTimeText(slot) }
    expect((await clinic.browser.post(address, { ...fields, time: '' })).status).toBe(422)
    expect((await clinic.browser.post(address, { ...fields, time: `${fields.time}x` })).status).toBe(422)
    const done = await clinic.browser.post(address, fields)
    expect(done.status).toBe(303)
    expect(await theVisit(db, clinic.visit)).toMatchObject({ doctor_id: colleague.staff.id, starts_at: slot.starts })
    expect((await clinic.browser.post(address, fields)).status).toBe(303)
    expect((await clinic.browser.post(address, { ...fields, time: deskTimeText({ ...slot, starts: at(4, '10:00') }) })).status).toBe(409)
  })

  test('a time that is gone is answered with those that are left', async () => {
    const clinic = await aDesk()
    const [slot] = await freeTimes(db, { visitType: clinic.type.id, from: inDays(3), limit: 1 })
    if (!slot) throw new Error('nothing free')
    await bookAt(db, clinic, slot.starts, { patient: (await aPatient(db)).id })
    const answer = await clinic.browser.post(`/appointments/${clinic.visit}/time`, { version: '1', time: deskTimeText(slot) })
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(text).toContain('Somebody has this time by now')
    expect(text).toContain('type="radio"')
  })

  test('a doctor moves only within their own calendar', async () => {
    const clinic = await aDesk()
    const colleague = await aDoctor(db, clinic.place)
    const browser = await atTheDesk(clinic.doctor.user)
    const post = (doctor: Id<'staff'>) =>
      browser.post(`/appointments/${clinic.visit}/time`, {
        version: '1',
        time: deskTimeText({ starts: at(3, '10:00'), location: clinic.location.id, doctor }),
      })
    expect((await post(colleague.staff.id)).status).toBe(403)
    expect((await post(clinic.doctor.staff.id)).status).toBe(303)
  })
})

describe('booking at the desk', () => {
  test('proposes a follow-up with the doctor of the last visit, and books the time that is chosen', async () => {
    const clinic = await aDesk()
    const patient = await aPatient(db)
    const address = `/patients/${patient.id}/book`
    const text = await (await clinic.browser.get(address)).text()
    expect(text).toContain('type="radio"')
    const [slot] = await freeTimes(db, { visitType: clinic.type.id, from: inDays(2), limit: 1 })
    if (!slot) throw new Error('nothing free')
    const fields = { receipt: newReceipt(), visit: clinic.type.id, time: deskTimeText(slot), reason: 'Rash' }
    expect((await clinic.browser.post(address, { ...fields, time: '' })).status).toBe(422)
    const done = await clinic.browser.post(address, fields)
    expect(done.headers.get('Location')).toMatch(/^\/appointments\/[0-9a-f-]{36}\?done=booked/)
    expect((await clinic.browser.post(address, fields)).headers.get('Location')).toBe(done.headers.get('Location'))
    const taken = await clinic.browser.post(`/patients/${(await aPatient(db)).id}/book`, { ...fields, receipt: newReceipt() })
    expect(taken.status).toBe(409)
    expect(await taken.text()).toContain('Somebody has this time by now')
  })

  test('looks for whoever is free where the desk is, and at other branches when these are asked for', async () => {
    const clinic = await aDesk()
    const { place } = clinic
    const elsewhere = await aDoctor(db, { ...place, location: await aLocation(db, { position: 9 }) })
    const address = `/patients/${(await aPatient(db)).id}/book`
    const timesAt = async (query: string) => {
      const text = await (await clinic.browser.get(`${address}${query}`)).text()
      const at = [clinic.location.id, elsewhere.location.id]
      return at.map((location) => new RegExp(`name="time"[^>]*value="[^"]*@${location}@`).test(text))
    }
    expect(await timesAt('')).toEqual([true, false])
    expect(await timesAt('?branch=')).toEqual([true, true])
    expect(await timesAt(`?doctor=${elsewhere.staff.id}`)).toEqual([false, true])
  })

  test('records whether this doctor was asked for or whoever is free', async () => {
    const clinic = await aDesk()
    const slots = await freeTimes(db, { visitType: clinic.type.id, from: inDays(2), limit: 2 })
    for (const [place, asked] of ['', clinic.doctor.staff.id].entries()) {
      const address = `/patients/${(await aPatient(db)).id}/book`
      const fields = hiddenFields(await (await clinic.browser.get(`${address}?visit=${clinic.type.id}&doctor=${asked}`)).text())
      expect(fields.doctor).toBe(asked)
      const slot = slots[place]
      if (!slot) throw new Error('nothing free')
      expect((await clinic.browser.post(address, { ...fields, time: deskTimeText(slot) })).status).toBe(303)
    }
    const booked = await db.selectFrom('appointments').select('asked_for').orderBy('id').execute()
    expect(booked.slice(-2).map((row) => row.asked_for)).toEqual(['any', 'this-doctor'])
  })

  test('books nothing for somebody who has died', async () => {
    const clinic = await aDesk()
    const patient = await aPatient(db, { deceased_at: Temporal.Now.instant() })
    const text = await (await clinic.browser.get(`/patients/${patient.id}/book`)).text()
    expect(text).toContain('This patient has died')
    expect(text).not.toContain('type="radio"')
  })

  test('squeezes in with a reason and not without; a nurse may not', async () => {
    const clinic = await aDesk()
    const patient = await aPatient(db)
    const address = `/patients/${patient.id}/squeeze-in`
    const fields = {
      ...hiddenFields(await (await clinic.browser.get(address)).text()),
      doctor: clinic.doctor.staff.id,
      visit: clinic.type.id,
      day: inDays(2).toString(),
      time: '10:10',
      why: 'In pain',
    }
    for (const wrong of [{ why: '' }, { time: '25:00' }, { time: '' }, { day: '2026-02-30' }, { doctor: 'x' }, { visit: '' }])
      expect((await clinic.browser.post(address, { ...fields, ...wrong })).status, JSON.stringify(wrong)).toBe(422)
    expect((await clinic.browser.post(address, fields)).status).toBe(303)
    const nurse = await atTheDesk((await aStaffMember(db, 'nurse')).user)
    expect((await nurse.get(address)).status).toBe(403)
    expect(await (await nurse.get(`/patients/${patient.id}/book`)).text()).not.toContain('/squeeze-in')
  })

  test('writes down a visit of the past', async () => {
    const clinic = await aDesk()
    const address = `/patients/${clinic.patient.id}/past-visit`
    const fields = { doctor: clinic.doctor.staff.id, visit: clinic.type.id, day: inDays(-4).toString(), time: '9:30', why: 'Paper day' }
    const done = await clinic.browser.post(address, { ...hiddenFields(await (await clinic.browser.get(address)).text()), ...fields })
    expect(done.status).toBe(303)
    expect(await (await clinic.browser.get(done.headers.get('Location') ?? '')).text()).toContain('Paper day')
  })
})

describe('a walk-in at the desk', () => {
  test('is offered the doctors of this branch, and of a colleague at another one it says where', async () => {
    const clinic = await aDesk()
    const place = { ...clinic.place, location: await aLocation(db, { position: 9, name: { en: 'Dokki branch', ar: 'فرع الدقي' } }) }
    await aDoctor(db, { ...place, name: { en: 'Mona Fathy', ar: 'منى فتحي' } })
    const text = await (await clinic.browser.get(`/patients/${(await aPatient(db)).id}/walk-in`)).text()
    expect(text).toMatch(/Dr\. Mona Fathy, Dokki branch</)
    expect(text.match(/, Dokki branch</g)).toHaveLength(1)
  })

  test('gets a ticket with a number and nothing about them, and is called in from the day book', async () => {
    const clinic = await aDesk()
    const patient = await aPatient(db)
    const address = `/patients/${patient.id}/walk-in`
    const form = { ...hiddenFields(await (await clinic.browser.get(address)).text()), whom: clinic.department.id, visit: clinic.type.id }
    expect((await clinic.browser.post(address, { ...form, whom: newId() })).status).toBe(422)
    const done = await clinic.browser.post(address, form)
    const ticket = await (await clinic.browser.get(done.headers.get('Location') ?? '')).text()
    expect(ticket).toContain('Your number')
    for (const secret of ['Noura', patient.record_number, clinic.type.name.en]) expect(ticket).not.toContain(secret)
    const again = await clinic.browser.post(address, { ...form, receipt: newReceipt() })
    expect(again.headers.get('Location')).toContain('already=yes')

    const { id } = await db.selectFrom('queue_entries').selectAll().executeTakeFirstOrThrow()
    const called = await clinic.browser.post(`/queue/${id}/call`, { version: '1', doctor: clinic.doctor.staff.id }, htmx)
    expect(called.status).toBe(200)
    expect(await called.text()).toContain('is called in.')
    const late = await clinic.browser.post(`/queue/${id}/departure`, { version: '1' }, htmx)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('The patient has been called in.')
  })

  test('of somebody with an appointment today is told to check in there', async () => {
    const { patient, browser } = await aDesk(60)
    expect(await (await browser.get(`/patients/${patient.id}/walk-in`)).text()).toMatch(/has an appointment today|Give a number/)
  })

  test('of several doctors asks which one calls', async () => {
    const clinic = await aDesk()
    await aDoctor(db, clinic.place)
    const address = `/patients/${(await aPatient(db)).id}/walk-in`
    await clinic.browser.post(address, {
      ...hiddenFields(await (await clinic.browser.get(address)).text()),
      whom: clinic.department.id,
      visit: clinic.type.id,
    })
    const { id } = await db.selectFrom('queue_entries').selectAll().executeTakeFirstOrThrow()
    expect((await clinic.browser.post(`/queue/${id}/call`, { version: '1' })).status).toBe(422)
    expect(await (await clinic.browser.get(`/queue/${id}/call`)).text()).toContain('Which doctor calls?')
    const own = await atTheDesk(clinic.doctor.user)
    expect((await own.post(`/queue/${id}/call`, { version: '1' }, htmx)).status).toBe(200)
  })
})

test('no page of these needs more than eight statements, for reception and for a doctor', async () => {
  const clinic = await aDesk()
  const mine = `/patients/${clinic.patient.id}`
  const visit = `/appointments/${clinic.visit}`
  const pages = [visit, `${visit}/arrival`, `${visit}/payment`, `${visit}/time`, `${visit}/reason`, `${visit}/cancellation`, `${mine}/book`]
  const desk = [...pages, `${mine}/walk-in`, `${mine}/squeeze-in`, `${mine}/past-visit`]
  const doctor = [visit, `${visit}/time`, `${visit}/reason`, `${visit}/cancellation`, `${visit}/call`, `${mine}/book`, `${mine}/past-visit`]
  const counts: [string, number][] = []
  for (const [browser, addresses] of [[clinic.browser, desk] as const, [await atTheDesk(clinic.doctor.user), doctor] as const]) {
    // The first request of a minute marks the session as used.
    await browser.get('/sign-out')
    for (const address of addresses) {
      forgetClinic(db)
      await clinicNow(db)
      statements.length = 0
      expect((await browser.get(address)).status, address).toBe(200)
      counts.push([address, statements.length])
    }
  }
  expect(counts.filter(([, n]) => n > 8)).toEqual([])
})

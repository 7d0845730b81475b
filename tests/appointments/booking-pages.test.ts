import { describe, expect, test } from 'vitest'
import { timeText } from '../../src/appointments/online/wanted.ts'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import { testDatabase } from '../support/database.ts'
import { choicesOf, hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor, aSignedInPatient } from '../support/people.ts'
import { aClosure } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { allAppointments, answersFor, checkForm, post, query, signedInBrowser } from './patient-site.ts'

const { db } = testDatabase()

async function atTheCheckPage(given: Parameters<typeof aClinic>[1] = {}, time = '09:00') {
  const clinic = await aClinic(db, given)
  const browser = await signedInBrowser(db, clinic.user)
  return { clinic, browser, form: await checkForm(browser, clinic, at(2, time)) }
}

const audits = async (action: string) => (await db.selectFrom('audit').selectAll().where('action', '=', action).execute()).length

describe('the check page', () => {
  test('shows for whom, what, with whom, when, where and the price, each with a way to change it', async () => {
    const { clinic, browser } = await atTheCheckPage()
    const html = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text()
    const words = wordsOf(html)
    expect(words).toContain('For Noura Saad Alqahtani')
    expect(words).toContain('First visit, Dermatology')
    expect(words).toContain('Dr. Sara Alqahtani')
    expect(words).toMatch(/When \w+ \d+ \w+ \d{4}, 9:00 am/)
    expect(words).toContain('Anas Ibn Malik Road')
    expect(words).toContain('Price SAR 200')
    expect(linksIn(html).filter((href) => href.includes('at='))).toHaveLength(4)
    expect(html).toContain('name="receipt"')
    expect(html).not.toContain('name="time" value="" ')
  })

  test('says at once when the time of a link is gone, and offers others', async () => {
    const { clinic, browser } = await atTheCheckPage()
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '09:00'), { patient: other.patient.id })
    const html = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text()
    expect(wordsOf(html)).toContain('That time is no longer free. Choose another.')
    expect(choicesOf(html, 'time').length).toBeGreaterThan(5)
  })

  test('of a time that the patient has booked says so, leads to the visit and offers no other times', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const { headers } = await post(browser, clinic, form)
    const visit = String(headers.get('Location')).replace(/\/booked$/, '')
    const [made] = await allAppointments(db)
    for (const doctor of [clinic.doctor.staff.id, 'any']) {
      const answers = { ...answersFor(clinic, at(2, '09:00')), doctor }
      const html = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answers)}`)).text()
      expect(wordsOf(html)).toContain(`You have already booked this: ${made?.number}`)
      expect(wordsOf(html)).not.toContain('no longer free')
      expect(linksIn(html)).toContain(visit)
      expect(choicesOf(html, 'time')).toEqual([])
    }
    const again = await post(browser, clinic, { ...form, receipt: newReceipt() })
    expect(again.status).toBe(409)
    expect(wordsOf(await again.text())).toContain(`You have already booked this: ${made?.number}`)
    expect(await allAppointments(db)).toHaveLength(1)
    expect(await audits('appointment.see')).toBe(3)
  })

  test('of the time of a visit with another doctor still says that the time cannot be had', async () => {
    const { clinic, browser } = await atTheCheckPage()
    const other = await aDoctor(db, clinic.place)
    await bookAt(db, clinic, at(2, '09:00'), { doctor: other.staff.id })
    const html = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text()
    expect(wordsOf(html)).not.toContain('already booked')
    expect(choicesOf(html, 'time')).not.toEqual([])
  })

  test('says when the patient has another visit with the doctor that day, and books all the same', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const same = await bookAt(db, clinic, at(2, '11:00'))
    const html = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text()
    expect(wordsOf(html)).toMatch(/There is another appointment with this doctor that day: .+, 11:00 am/)
    expect(linksIn(html)).toContain(`/patients/${clinic.patient.id}/appointments/${same.ok && same.appointment}`)
    const nextDay = await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(3, '09:00')))}`)).text()
    expect(wordsOf(nextDay)).not.toContain('another appointment')
    expect((await post(browser, clinic, form)).status).toBe(303)
  })

  test('shows a range where the price depends on who is free first', async () => {
    const { clinic, browser } = await atTheCheckPage()
    await aDoctor(db, { ...clinic.place, visits: [{ type: clinic.type, priceMinor: 30_000 }] })
    const answers = { ...answersFor(clinic, at(2, '09:00')), doctor: 'any' }
    const words = wordsOf(await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answers)}`)).text())
    expect(words).toContain('First available doctor')
    expect(words).toContain('SAR 200 to SAR 300, depending on the doctor')
  })

  test('says before booking until when it can be changed, and when only a call will do', async () => {
    const { clinic, browser } = await atTheCheckPage()
    const shown = async () =>
      wordsOf(await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text())
    expect(await shown()).toContain('It can be moved or cancelled here until')
    expect(await shown()).not.toContain('only by calling the clinic')
    await db
      .updateTable('settings')
      .set({ cancel_limit_minutes: 7 * 24 * 60 })
      .execute()
    forgetClinic(db)
    expect(await shown()).toContain('This is so soon that, once booked, it can be changed or cancelled only by calling the clinic.')
    expect(await shown()).not.toContain('It can be moved or cancelled here until')
  })

  test('writes an audit row for the name that it shows', async () => {
    await atTheCheckPage()
    expect(await audits('patient.see')).toBe(1)
  })
})

describe('booking', () => {
  test('books the time, leads to the page with the booking number, and tells what to bring', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const answer = await post(browser, clinic, { ...form, reason: '  Itching <b>since</b> last week  ' })
    expect(answer.status).toBe(303)
    const [appointment, ...more] = await allAppointments(db)
    expect(more).toEqual([])
    expect(appointment).toMatchObject({ reason: 'Itching <b>since</b> last week', asked_for: 'this-doctor', booked_through: 'patient' })
    expect(answer.headers.get('Location')).toBe(`/patients/${clinic.patient.id}/appointments/${appointment?.id}/booked`)
    const html = await (await browser.get(String(answer.headers.get('Location')))).text()
    expect(wordsOf(html)).toContain(`Your appointment is booked Booking number ${appointment?.number}`)
    expect(wordsOf(html)).toContain('ID, and an insurance card if there is one Please come 10 minutes early.')
    expect(wordsOf(html)).toContain('It can be moved or cancelled here until')
    expect(html).not.toContain('<b>since')
  })

  test('is one booking when the form is sent twice, at the same moment or again later', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const both = await Promise.all([post(browser, clinic, form), post(browser, clinic, form)])
    const later = await post(browser, clinic, form)
    const addresses = [...both, later].map((answer) => answer.headers.get('Location'))
    expect([...both, later].map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(addresses).size).toBe(1)
    expect(await allAppointments(db)).toHaveLength(1)
  })

  test('answers who comes second with 409, other times in its place, and what was typed', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '09:00'), { patient: other.patient.id })
    const answer = await post(browser, clinic, { ...form, reason: 'Itching' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(wordsOf(html)).toContain('There is a problem That time has just been taken. Choose another.')
    expect(html).toContain('>Itching</textarea>')
    const [next = ''] = choicesOf(html, 'time').filter((time) => time !== form.time)
    const again = await post(browser, clinic, { ...hiddenFields(html), time: next, reason: 'Itching' })
    expect(again.status).toBe(303)
    expect((await allAppointments(db)).map(({ patient_id }) => patient_id)).toContain(clinic.patient.id)
  })

  test('asks again, with the same other times, when none of them was chosen', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '09:00'), { patient: other.patient.id })
    const refused = await (await post(browser, clinic, { ...form, reason: 'Itching' })).text()
    const answer = await post(browser, clinic, { ...hiddenFields(refused), reason: 'Itching' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(wordsOf(html)).toContain('There is a problem Choose a time')
    expect(choicesOf(html, 'time')).toEqual(choicesOf(refused, 'time'))
    expect(html).toContain('>Itching</textarea>')
  })

  test('leads back to the form, filled, when the session has ended meanwhile, with the time that was chosen last', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '09:00'), { patient: other.patient.id })
    const refused = await (await post(browser, clinic, form)).text()
    const [next = ''] = choicesOf(refused, 'time')
    await db
      .updateTable('sessions')
      .set({ last_used_at: Temporal.Now.instant().subtract({ hours: 2 }) })
      .execute()
    const here = `/patients/${clinic.patient.id}/appointments`
    const fields = { ...hiddenFields(refused), time: next, reason: 'Itching' }
    const answer = await browser.post(here, fields, { Referer: `http://localhost:3000${here}` })
    expect(answer.status).toBe(401)
    const to = /action="\/sign-in\?to=([^"]+)"/.exec(await answer.text())?.[1] ?? ''
    const again = await signedInBrowser(db, clinic.user, { '__Host-kept': browser.cookie('__Host-kept') ?? '' })
    const html = await (await again.get(decodeURIComponent(to))).text()
    expect(html).toContain('>Itching</textarea>')
    expect(hiddenFields(html)).toMatchObject({ time: next })
    expect(await allAppointments(db)).toHaveLength(1)
  })

  test('answers a fragment with the content alone, so that the page around it stays', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '09:00'), { patient: other.patient.id })
    const answer = await browser.post(`/patients/${clinic.patient.id}/appointments`, form, {
      'HX-Request': 'true',
      'HX-Request-Type': 'partial',
    })
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(text).not.toContain('<html')
    expect(text).toContain('Check and book')
  })

  test('says that the patient has another visit then, and not that the time is taken', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const second = await aDoctor(db, clinic.place)
    await bookAt(db, clinic, at(2, '09:00'), { doctor: second.staff.id })
    const answer = await post(browser, clinic, form)
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('There is already an appointment for this person at that time.')
    expect(await allAppointments(db)).toHaveLength(1)
  })

  test.each([
    ['a time that has passed', () => at(-2, '09:00'), 'That time has passed'],
    ['a time too far ahead', () => at(300, '09:00'), 'That day cannot be booked yet'],
    ['a time outside the doctor’s hours', () => at(2, '03:00'), 'not one of the doctor’s times'],
    ['a time between two slots', () => at(2, '09:07'), 'not one of the doctor’s times'],
  ])('refuses %s, and changes nothing', async (_, start, words) => {
    const { clinic, browser, form } = await atTheCheckPage({ hours: ['09:00-12:00'] })
    const answer = await post(browser, clinic, { ...form, time: timeText({ starts: start(), location: clinic.location.id }) })
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain(words)
    expect(await allAppointments(db)).toEqual([])
  })

  test('refuses a time at which the clinic is closed', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    await aClosure(db, { starts_at: at(2, '08:00'), ends_at: at(2, '12:00') })
    const answer = await post(browser, clinic, form)
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('The clinic or the doctor is away at that time.')
  })

  test('refuses another doctor’s time, and one at another branch', async () => {
    const { clinic, browser, form } = await atTheCheckPage({ hours: ['09:00-12:00'] })
    await aDoctor(db, { ...clinic.place, hours: ['16:00-20:00'] })
    const theirs = timeText({ starts: at(2, '16:00'), location: clinic.location.id })
    expect((await post(browser, clinic, { ...form, time: theirs })).status).toBe(409)
    const elsewhere = timeText({ starts: at(2, '09:00'), location: newReceipt() as never })
    expect((await post(browser, clinic, { ...form, time: elsewhere })).status).toBe(409)
    expect(await allAppointments(db)).toEqual([])
  })

  test.each([['visit'], ['department'], ['doctor'], ['time']])('says so when the form has no %s, and changes nothing', async (field) => {
    const { clinic, browser, form } = await atTheCheckPage()
    const { [field]: _, ...rest } = form
    const answer = await post(browser, clinic, rest)
    expect(answer.status).toBe(422)
    expect(wordsOf(await answer.text())).toContain('Part of the booking is missing')
    expect(await allAppointments(db)).toEqual([])
  })

  test('refuses a form without a receipt, which is none of ours', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const { receipt: _, ...rest } = form
    expect((await post(browser, clinic, rest)).status).toBe(400)
    expect((await post(browser, clinic, { ...rest, receipt: 'x' })).status).toBe(400)
    expect(await allAppointments(db)).toEqual([])
  })

  test('refuses a receipt of somebody else’s form', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db, { phone: '+966507777777' })
    await bookAt(db, { ...clinic, ...other }, at(3, '09:00'), { receipt: form.receipt as never, patient: other.patient.id })
    expect((await post(browser, clinic, form)).status).toBe(404)
    expect(await allAppointments(db)).toHaveLength(1)
  })

  test('takes a reason of 500 characters and asks to shorten a longer one, with all of it kept', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const answer = await post(browser, clinic, { ...form, reason: 'ح'.repeat(501) })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(wordsOf(html)).toContain('The reason may have at most 500 characters')
    expect(html).toContain(`>${'ح'.repeat(501)}</textarea>`)
    expect((await post(browser, clinic, { ...hiddenFields(html), reason: 'ح'.repeat(500) })).status).toBe(303)
  })

  test('books the first available doctor, and a woman when one was asked for', async () => {
    const { clinic, browser, form } = await atTheCheckPage({ sex: 'male' })
    const woman = await aDoctor(db, { ...clinic.place, sex: 'female' })
    expect((await post(browser, clinic, { ...form, doctor: 'woman' })).status).toBe(303)
    const [appointment] = await allAppointments(db)
    expect(appointment).toMatchObject({ doctor_id: woman.staff.id, asked_for: 'woman' })
    const next = await checkForm(browser, clinic, at(3, '10:00'))
    expect((await post(browser, clinic, { ...next, doctor: 'any' })).status).toBe(303)
    expect((await allAppointments(db)).at(-1)?.asked_for).toBe('any')
  })

  test('is not for other people’s patients, nor without a session; what was typed is kept for the same person', async () => {
    const { clinic, browser, form } = await atTheCheckPage()
    const other = await aSignedInPatient(db, { phone: '+966507777777' })
    expect((await browser.post(`/patients/${other.patient.id}/appointments`, form)).status).toBe(404)
    await db
      .updateTable('sessions')
      .set({ last_used_at: Temporal.Now.instant().subtract({ hours: 2 }) })
      .execute()
    const answer = await post(browser, clinic, { ...form, reason: 'Itching' })
    expect(answer.status).toBe(401)
    expect(await allAppointments(db)).toEqual([])
    const again = await signedInBrowser(db, clinic.user, { '__Host-kept': browser.cookie('__Host-kept') ?? '' })
    const html = await (await again.get(`/patients/${clinic.patient.id}/book?${query(answersFor(clinic, at(2, '09:00')))}`)).text()
    expect(html).toContain('>Itching</textarea>')
  })
})

test('a time past midnight is booked on its real date, in the night of the day before', async () => {
  const { clinic, browser, form } = await atTheCheckPage({ hours: ['22:00-02:00'] }, '00:20')
  const answer = await post(browser, clinic, form)
  expect(answer.status).toBe(303)
  const [appointment] = await allAppointments(db)
  expect(String(appointment?.clinic_day)).toBe(String(inDays(1)))
  const words = wordsOf(await (await browser.get(String(answer.headers.get('Location')))).text())
  expect(words).toMatch(/When \w+ \d+ \w+ \d{4}, 12:20 am \(night of \w+\)/)
})

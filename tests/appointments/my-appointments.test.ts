import { describe, expect, test } from 'vitest'
import { timeText } from '../../src/appointments/online/wanted.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { newId } from '../../src/database/ids.ts'
import { anAppointment } from '../support/appointments.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor, anAccess, aPatient, aSignedInPatient, aUser } from '../support/people.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { allAppointments, signedInBrowser, visitor } from './patient-site.ts'

const { db } = testDatabase()

/** A patient with a visit at this time, and her browser. */
async function withAVisit(start = at(2, '09:00')) {
  const clinic = await aClinic(db)
  const booked = await bookAt(db, clinic, start, { reason: 'Itching' })
  if (!booked.ok) throw new Error(booked.reason)
  const browser = await signedInBrowser(db, clinic.user)
  const address = `/patients/${clinic.patient.id}/appointments/${booked.appointment}`
  return { clinic, browser, address, id: booked.appointment }
}

const seen = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).execute()

describe('my appointments', () => {
  test('lists what is ahead, next first, with what is past and cancelled a link away', async () => {
    const { clinic, browser } = await withAVisit()
    await anAppointment(db, clinic.doctor, clinic.patient, { starts_at: at(5, '10:00'), clinic_day: inDays(5) })
    await anAppointment(db, clinic.doctor, clinic.patient, { starts_at: at(-5, '10:00'), clinic_day: inDays(-5), status: 'fulfilled' })
    await anAppointment(db, clinic.doctor, clinic.patient, { starts_at: at(-6, '11:00'), clinic_day: inDays(-6), status: 'noshow' })
    await anAppointment(db, clinic.doctor, clinic.patient, {
      starts_at: at(3, '12:00'),
      status: 'cancelled',
      cancelled_at: at(-1, '12:00'),
    })
    await anAppointment(db, clinic.doctor, clinic.patient, { starts_at: at(4, '12:00'), status: 'offered' })
    const list = `/patients/${clinic.patient.id}/appointments`
    const ahead = wordsOf(await (await browser.get(list)).text())
    expect(ahead).toMatch(/Upcoming \(2\) Past \(2\) Cancelled \(1\).+Next.+9:00 am.+Booked.+Later.+10:00 am/)
    const past = wordsOf(await (await browser.get(`${list}?show=past`)).text())
    expect(past).toMatch(/10:00 am.+Completed.+11:00 am.+Did not attend/)
    expect(wordsOf(await (await browser.get(`${list}?show=cancelled`)).text())).toMatch(/12:00 pm.+Cancelled/)
    expect(wordsOf(await (await browser.get(`${list}?show=everything`)).text())).toContain('Next')
  })

  test('leaves an audit row for each look at a list and at an appointment', async () => {
    const { clinic, browser, address, id } = await withAVisit()
    await browser.get(`/patients/${clinic.patient.id}/appointments`)
    await browser.get(address)
    expect(await seen('appointments.see')).toMatchObject([{ patient_id: clinic.patient.id, role: 'patient' }])
    expect(await seen('appointment.see')).toMatchObject([{ subject_id: id, patient_id: clinic.patient.id }])
  })

  test('says that there is nothing ahead, with the way to book', async () => {
    const clinic = await aClinic(db)
    const browser = await signedInBrowser(db, clinic.user)
    const html = await (await browser.get(`/patients/${clinic.patient.id}/appointments`)).text()
    expect(wordsOf(html)).toContain('No appointments ahead. Book an appointment')
    expect(linksIn(html)).toContain(`/patients/${clinic.patient.id}/book`)
  })

  test('switches between those for whom somebody acts, and starts with their own', async () => {
    const { clinic, browser } = await withAVisit()
    const child = await aPatient(db, { name: 'Omar', nameAr: 'عمر', birth_date: Temporal.PlainDate.from('1950-01-01') })
    await anAccess(db, clinic.user, child, { relation: 'parent' })
    expect((await browser.get('/appointments')).headers.get('Location')).toBe(`/patients/${clinic.patient.id}/appointments`)
    const html = await (await browser.get(`/patients/${child.id}/appointments`)).text()
    expect(wordsOf(html)).toContain('Appointments of Omar')
    expect(linksIn(html)).toContain(`/patients/${clinic.patient.id}/appointments`)
  })

  test('tells an account without a record whom to call', async () => {
    await aClinic(db)
    const browser = await signedInBrowser(db, await aUser(db))
    expect(wordsOf(await (await browser.get('/appointments')).text())).toContain('Call 011 234 5678')
  })

  test('are nobody else’s: another patient’s list, appointment, calendar and cancellation do not exist', async () => {
    const { address } = await withAVisit()
    const other = await aSignedInPatient(db, { phone: '+966507777777' })
    const browser = await signedInBrowser(db, other.user)
    const [id] = address.split('/').slice(-1)
    const mixed = `/patients/${other.patient.id}/appointments/${id}`
    for (const base of [address, mixed]) {
      for (const path of [base, `${base}/booked`, `${base}/calendar.ics`, `${base}/cancellation`]) {
        expect((await browser.get(path)).status, path).toBe(404)
      }
      expect((await browser.post(`${base}/cancellation`, { receipt: newId(), version: '1' })).status).toBe(404)
    }
    expect((await allAppointments(db)).map(({ status }) => status)).toEqual(['booked'])
  })

  test('ask for signing in first, and lead back', async () => {
    const { address } = await withAVisit()
    const answer = await visitor(db).get(address)
    expect(answer.headers.get('Location')).toBe(`/sign-in?to=${encodeURIComponent(address)}`)
  })
})

describe('an appointment', () => {
  test('shows all about it, and what was typed as it was typed', async () => {
    const { browser, address } = await withAVisit()
    const words = wordsOf(await (await browser.get(address)).text())
    expect(words).toMatch(/Status Booked When .+, 9:00 am For Noura Saad Alqahtani Doctor Dr. Sara Alqahtani, Dermatology/)
    expect(words).toContain('Reason for visit Itching')
    expect(words).toMatch(/Booking number A-/)
  })

  test('has a calendar file in the reader’s language', async () => {
    const { browser, address } = await withAVisit()
    const answer = await browser.get(`${address}/calendar.ics`)
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="A-\w+\.ics"$/)
    const text = await answer.text()
    expect(text).toContain(`DTSTART:${at(2, '09:00').toString().replaceAll(/[-:]/g, '')}`)
    expect(text).not.toContain('Itching')
    expect(await (await browser.get(`${address}/calendar.ics`, { 'Accept-Language': 'ar' })).text()).toContain('LANGUAGE=ar')
  })

  test('leads to a map only where the place is known', async () => {
    const { clinic, browser, address } = await withAVisit()
    expect(linksIn(await (await browser.get(address)).text()).filter((href) => href.includes('openstreetmap'))).toEqual([])
    await db.updateTable('locations').set({ latitude: '24.8123', longitude: '46.6123' }).where('id', '=', clinic.location.id).execute()
    expect(linksIn(await (await browser.get(address)).text())).toContain(
      'https://www.openstreetmap.org/?mlat=24.8123&mlon=46.6123#map=17/24.8123/46.6123',
    )
  })
})

describe('cancelling', () => {
  test('asks first, with the focus on keeping it, and then cancels once however often it is sent', async () => {
    const { browser, address } = await withAVisit()
    const html = await (await browser.get(`${address}/cancellation`)).text()
    expect(html).toMatch(/<a class="button plain" [^>]*autofocus[^>]*>Keep appointment/)
    const form = hiddenFields(html)
    const both = await Promise.all([browser.post(`${address}/cancellation`, form), browser.post(`${address}/cancellation`, form)])
    expect(both.map(({ status, headers }) => [status, headers.get('Location')])).toEqual([
      [303, `${address}?done=cancelled`],
      [303, `${address}?done=cancelled`],
    ])
    expect(wordsOf(await (await browser.get(`${address}?done=cancelled`)).text())).toContain('Your appointment is cancelled.')
    expect(wordsOf(await (await browser.get(address)).text())).toContain('This appointment was cancelled at your request.')
    expect(await seen('appointment.cancel')).toHaveLength(1)
    expect((await browser.get(`${address}/cancellation`)).status).toBe(303)
    expect((await browser.get(`${address}/booked`)).headers.get('Location')).toBe(address)
  })

  test('by the clinic is said to be the clinic’s, and one without such a reason is just cancelled', async () => {
    const { clinic, browser, address, id } = await withAVisit()
    const words = async () => wordsOf(await (await browser.get(address)).text())
    await cancel(db, clinic.desk, { receipt: newReceipt(), appointment: id, reason: 'doctor-absent' })
    expect(await words()).toContain('The clinic cancelled this appointment.')
    await db.updateTable('appointments').set({ cancel_reason: 'other' }).execute()
    expect(await words()).toContain('This appointment is cancelled.')
  })

  test('leads on to booking another one: of the same visit with the same doctor as far as they are still offered', async () => {
    const { clinic, browser, address, id } = await withAVisit()
    const booking = `/patients/${clinic.patient.id}/book`
    const ahead = linksIn(await (await browser.get(address)).text())
    expect(ahead.filter((href) => href.startsWith(booking))).toEqual([])
    const form = hiddenFields(await (await browser.get(`${address}/time`)).text())
    await cancel(db, clinic.actor, { receipt: newReceipt(), appointment: id, reason: 'patient' })
    const again = async () => linksIn(await (await browser.get(address)).text()).find((href) => href.startsWith(booking))
    const visit = `visit=${clinic.type.code}&department=${clinic.department.id}`
    expect(await again()).toBe(`${booking}?${visit}&doctor=${clinic.doctor.staff.id}`)
    expect(wordsOf(await (await browser.get(String(await again()))).text())).toContain('Choose a day')
    const late = await browser.post(`${address}/time`, {
      ...form,
      time: timeText({ starts: at(4, '09:00'), location: clinic.location.id }),
    })
    expect(late.status).toBe(409)
    expect(linksIn(await late.text())).toContain(await again())
    await aDoctor(db, clinic.place)
    await db
      .updateTable('staff')
      .set({ archived_at: at(-1, '09:00') })
      .where('id', '=', clinic.doctor.staff.id)
      .execute()
    expect(await again()).toBe(`${booking}?${visit}`)
    await db
      .updateTable('staff')
      .set({ archived_at: at(-1, '09:00') })
      .execute()
    expect(await again()).toBe(booking)
  })

  test('is over at the clinic’s limit: the page says whom to call, and a form that is sent anyway changes nothing', async () => {
    const clinic = await aClinic(db)
    const soon = Temporal.Now.instant().add({ minutes: 90 })
    const visit = await anAppointment(db, clinic.doctor, clinic.patient, { starts_at: soon, clinic_day: inDays(0) })
    const browser = await signedInBrowser(db, clinic.user)
    const address = `/patients/${clinic.patient.id}/appointments/${visit.id}`
    const page = await (await browser.get(address)).text()
    expect(wordsOf(page)).toContain('It is too late to move or cancel here. Please call 011 234 5678')
    expect(linksIn(page)).not.toContain(`${address}/cancellation`)
    const answer = await browser.post(`${address}/cancellation`, { receipt: newId(), version: '1' })
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('It is too late to move or cancel here. Please call 011 234 5678')
    expect((await allAppointments(db)).map(({ status }) => status)).toEqual(['booked'])
  })

  test('shows what changed when somebody else was quicker', async () => {
    const { browser, address, id } = await withAVisit()
    const form = hiddenFields(await (await browser.get(`${address}/cancellation`)).text())
    await db.updateTable('appointments').set({ version: 7 }).where('id', '=', id).execute()
    const answer = await browser.post(`${address}/cancellation`, form)
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(wordsOf(html)).toContain('This appointment was changed in the meantime.')
    expect((await browser.post(`${address}/cancellation`, hiddenFields(html))).status).toBe(303)
  })

  test.each(['arrived', 'in-consultation', 'fulfilled', 'noshow'] as const)('is not for a visit that is %s', async (status) => {
    const { browser, address, id } = await withAVisit()
    await db.updateTable('appointments').set({ status }).where('id', '=', id).execute()
    const answer = await browser.post(`${address}/cancellation`, { receipt: newId(), version: '1' })
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('This appointment can no longer be cancelled.')
  })

  test('with the form of another appointment does not exist', async () => {
    const { clinic, browser, address } = await withAVisit()
    const other = await bookAt(db, clinic, at(3, '09:00'))
    const form = hiddenFields(await (await browser.get(`${address}/cancellation`)).text())
    expect((await browser.post(`${address}/cancellation`, form)).status).toBe(303)
    const otherAddress = `/patients/${clinic.patient.id}/appointments/${other.ok && other.appointment}`
    expect((await browser.post(`${otherAddress}/cancellation`, form)).status).toBe(404)
    expect((await allAppointments(db)).map(({ status }) => status)).toEqual(['cancelled', 'booked'])
  })

  test('needs a form of ours: a receipt and the version that was seen', async () => {
    const { browser, address } = await withAVisit()
    expect((await browser.post(`${address}/cancellation`, {})).status).toBe(400)
    expect((await browser.post(`${address}/cancellation`, { receipt: newId(), version: 'x' })).status).toBe(400)
    expect((await browser.post(`${address}/cancellation`, { version: '1' })).status).toBe(400)
    expect((await allAppointments(db)).map(({ status }) => status)).toEqual(['booked'])
  })
})

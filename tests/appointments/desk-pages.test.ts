import { describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import type { Row } from '../../src/database/tables.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { linksIn } from '../support/forms.ts'
import { aDoctor, aPatient, aSignedInPatient, aStaffMember } from '../support/people.ts'
import { aDepartment, aLocation } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { aVisitIn } from './desk.ts'

const { db } = testDatabase()

async function atTheDesk(user: Row<'users'>) {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

const asReceptionist = async () => atTheDesk((await aStaffMember(db, 'receptionist')).user)
const theAppointment = () => db.selectFrom('appointments').selectAll().executeTakeFirstOrThrow()
const audits = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).execute()

/** How many visits a page leads to. */
const visitsIn = (html: string): number => new Set(html.match(/href="\/appointments\/[^/"]+"/g)).size

describe('the day book', () => {
  test('shows the visits of a day with patient, doctor, visit and status, and leaves one audit row with who was seen', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const browser = await asReceptionist()
    const text = await (await browser.get(`/day-book?day=${inDays(2)}`)).text()
    expect(text).toContain('10:00')
    expect(text).toContain(clinic.patient.record_number)
    expect(text).toContain('Dr. Sara Alqahtani')
    expect(text).toContain('Booked')
    const [seen] = await audits('day-book.see')
    expect(seen?.patient_ids).toEqual([clinic.patient.id])
    expect(seen?.role).toBe('receptionist')
  })

  test('says so when a day is empty, and leads back to today', async () => {
    await aClinic(db)
    const browser = await asReceptionist()
    const text = await (await browser.get(`/day-book?day=${inDays(9)}`)).text()
    expect(text).toContain('No appointments on this day.')
    expect(text).toContain('Go to today')
  })

  test('leaves out of today what is dealt with, says how much, and shows it when asked; a count shows all that it counts', async () => {
    const clinic = await aClinic(db)
    const dealt = []
    for (let n = 0; n < 6; n += 1) {
      const { patient } = await aSignedInPatient(db)
      dealt.push(await aVisitIn(db, -90 - 20 * n, { doctor: clinic.doctor, patient, status: 'noshow' }))
    }
    const { patient } = await aSignedInPatient(db)
    const next = await aVisitIn(db, 40, { doctor: clinic.doctor, patient, clinic_day: inDays(0) })
    await db
      .updateTable('appointments')
      .set({ clinic_day: inDays(0) })
      .execute()
    const browser = await asReceptionist()
    const text = await (await browser.get('/day-book?shift=all')).text()
    expect(visitsIn(text)).toBe(1)
    expect(text).toContain(`/appointments/${next.id}`)
    expect(text).toContain('6 earlier visits are over.')
    const [link] = linksIn(text).filter((href) => href.includes('earlier=shown'))
    const whole = await (await browser.get(link ?? '')).text()
    expect(visitsIn(whole)).toBe(7)
    expect(whole).not.toContain('earlier visits are over')
    expect(whole).toMatch(/hx-get="[^"]*earlier=shown/)
    expect(visitsIn(await (await browser.get('/day-book?shift=all&status=noShow')).text())).toBe(dealt.length)
  })

  test('opens on today, and shows today for a day that is none', async () => {
    await aClinic(db)
    const browser = await asReceptionist()
    for (const day of ['2026-02-30', 'tomorrow', '2026-13-01', "' OR 1=1 --", '-271821-04-19', '0000-00-00']) {
      const answer = await browser.get(`/day-book?day=${encodeURIComponent(day)}`)
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(text).toContain(`value="${inDays(0)}"`)
      expect(text).toContain('could not be read')
    }
  })

  test('opens on the first branch, and can be set to all of them, a department and a doctor', async () => {
    const clinic = await aClinic(db)
    const other = await aDoctor(db, {
      ...clinic.place,
      department: await aDepartment(db),
      location: await aLocation(db),
      name: { en: 'Noura Alrashid', ar: 'نورة الراشد' },
    })
    await bookAt(db, clinic, at(2, '10:00'))
    await bookAt(db, clinic, at(2, '12:00'), { doctor: other.staff.id })
    const browser = await asReceptionist()
    const rows = async (query: string) => visitsIn(await (await browser.get(`/day-book?day=${inDays(2)}&${query}`)).text())
    expect(await rows('')).toBe(1)
    expect(await rows('location=all')).toBe(2)
    expect(await rows(`location=all&department=${other.department.id}`)).toBe(1)
    expect(await rows(`doctor=${clinic.doctor.staff.id}`)).toBe(1)
    expect(await rows(`location=${other.location.id}&doctor=${clinic.doctor.staff.id}`)).toBe(0)
    expect(await rows(`doctor=${newId()}`)).toBe(0)
  })

  test('is split by shift, and keeps what comes after midnight with the evening before, with its real date', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-12:00', '20:00-02:00'] })
    await bookAt(db, clinic, at(2, '08:00'))
    await bookAt(db, clinic, at(2, '21:00'), { patient: (await aPatient(db)).id })
    await bookAt(db, clinic, at(3, '00:20'), { patient: (await aPatient(db)).id })
    const browser = await asReceptionist()
    const page = async (shift: string) => (await browser.get(`/day-book?day=${inDays(2)}&shift=${shift}`)).text()
    expect(await page('')).toContain('8:00')
    expect(await page('')).not.toContain('9:00<')
    expect(await page('evening')).toContain('9:00')
    const night = await page('after-midnight')
    expect(night).toContain('12:20')
    expect(night).toContain(`${inDays(3).day} `)
    expect(visitsIn(await page('all'))).toBe(3)
    expect(await (await browser.get(`/day-book?day=${inDays(3)}`)).text()).not.toContain('12:20')
  })

  test('shows a doctor their own and their departments’ visits, and nobody else’s', async () => {
    const clinic = await aClinic(db)
    const colleague = await aDoctor(db, clinic.place)
    const stranger = await aDoctor(db, { ...clinic.place, department: await aDepartment(db) })
    await bookAt(db, clinic, at(2, '10:00'))
    const browser = await atTheDesk(colleague.user)
    expect(await (await browser.get(`/day-book?day=${inDays(2)}`)).text()).toContain(clinic.patient.record_number)
    const elsewhere = await atTheDesk(stranger.user)
    expect(await (await elsewhere.get(`/day-book?day=${inDays(2)}`)).text()).not.toContain(clinic.patient.record_number)
  })

  test('escapes what people are called', async () => {
    const clinic = await aClinic(db)
    const patient = await aPatient(db, { name: '<script>alert(1)</script>' })
    await bookAt(db, clinic, at(2, '10:00'), { patient: patient.id, reason: '"><img src=x onerror=alert(1)>' })
    const browser = await asReceptionist()
    const { id } = await theAppointment()
    for (const path of [`/day-book?day=${inDays(2)}`, `/appointments/${id}`]) {
      const text = await (await browser.get(path)).text()
      expect(text).not.toContain('<script>alert')
      expect(text).not.toContain('<img src=x')
    }
  })
})

describe("a doctor's own day", () => {
  test('holds their visits of every department and no colleague’s', async () => {
    const clinic = await aClinic(db)
    const colleague = await aDoctor(db, clinic.place)
    const other = await aPatient(db)
    await bookAt(db, clinic, at(2, '10:00'))
    await bookAt(db, clinic, at(2, '11:00'), { doctor: colleague.staff.id, patient: other.id })
    const browser = await atTheDesk(clinic.doctor.user)
    const text = await (await browser.get(`/my-day?day=${inDays(2)}`)).text()
    expect(text).toContain(clinic.patient.record_number)
    expect(text).not.toContain(other.record_number)
    expect((await audits('my-day.see'))[0]?.patient_ids).toEqual([clinic.patient.id])
  })
})

describe('an appointment at the desk', () => {
  test('shows the patient’s header with phone, the visit, and leaves an audit row', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'), { reason: 'Rash on both arms' })
    const { id, number } = await theAppointment()
    const browser = await asReceptionist()
    const text = await (await browser.get(`/appointments/${id}`)).text()
    for (const shown of [number, clinic.patient.record_number, '050 123 4567', 'Rash on both arms', 'SAR 200'])
      expect(text).toContain(shown)
    expect(await audits('appointment.see')).toMatchObject([{ patient_id: clinic.patient.id, subject_id: id }])
  })

  test('is not found for an id that nobody has, that is none, or outside a doctor’s departments', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const receptionist = await asReceptionist()
    const stranger = await atTheDesk((await aDoctor(db, { ...clinic.place, department: await aDepartment(db) })).user)
    for (const path of [`/appointments/${newId()}`, '/appointments/7', '/appointments/%27%20OR%201=1']) {
      expect((await receptionist.get(path)).status).toBe(404)
    }
    for (const path of [`/appointments/${id}`, `/appointments/${id}/cancellation`]) expect((await stranger.get(path)).status).toBe(404)
  })
})

describe('cancelling at the desk', () => {
  const fields = async (more: Record<string, string> = {}) => {
    const { version } = await theAppointment()
    return { receipt: newReceipt(), version: String(version), reason: 'doctor-absent', note: 'Called in sick', ...more }
  }

  test('asks why, frees the time, tells the patient, and shows what was done', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const browser = await asReceptionist()
    const asked = await (await browser.get(`/appointments/${id}/cancellation`)).text()
    expect(asked).toContain('Keep appointment')
    const answer = await browser.post(`/appointments/${id}/cancellation`, await fields())
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/appointments/${id}?done=cancellation&visit=${id}`])
    expect(await theAppointment()).toMatchObject({ status: 'cancelled', cancel_reason: 'doctor-absent', cancel_note: 'Called in sick' })
    expect(await db.selectFrom('reservations').selectAll().execute()).toEqual([])
    expect(await (await browser.get(`/appointments/${id}?done=cancellation&visit=${id}`)).text()).toContain('The time is free again.')
    await bookAt(db, clinic, at(2, '10:00'))
  })

  test('without a reason changes nothing and keeps the note', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const browser = await asReceptionist()
    for (const reason of ['', 'left', 'nonsense']) {
      const answer = await browser.post(`/appointments/${id}/cancellation`, await fields({ reason }))
      expect(answer.status).toBe(422)
      const text = await answer.text()
      expect(text).toContain('Choose why it is cancelled')
      expect(text).toContain('Called in sick')
    }
    expect((await theAppointment()).status).toBe('booked')
  })

  test('twice by the same form is once; by another form it says that it is done', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const browser = await asReceptionist()
    const form = await fields()
    expect((await browser.post(`/appointments/${id}/cancellation`, form)).status).toBe(303)
    expect((await browser.post(`/appointments/${id}/cancellation`, form)).status).toBe(303)
    const again = await browser.post(`/appointments/${id}/cancellation`, { ...form, receipt: newReceipt() })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('The appointment is cancelled.')
    expect(await audits('appointment.cancel')).toHaveLength(1)
  })

  test('refuses when somebody changed the appointment meanwhile', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id, version } = await theAppointment()
    const form = await fields()
    await db
      .updateTable('appointments')
      .set({ version: version + 1 })
      .where('id', '=', id)
      .execute()
    const answer = await (await asReceptionist()).post(`/appointments/${id}/cancellation`, form)
    expect(answer.status).toBe(409)
    expect((await theAppointment()).status).toBe('booked')
  })

  test('is not for a doctor’s colleagues, who may see the visit', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const colleague = await atTheDesk((await aDoctor(db, clinic.place)).user)
    expect((await colleague.get(`/appointments/${id}`)).status).toBe(200)
    expect((await colleague.get(`/appointments/${id}/cancellation`)).status).toBe(403)
    expect((await colleague.post(`/appointments/${id}/cancellation`, await fields())).status).toBe(403)
    const own = await atTheDesk(clinic.doctor.user)
    expect((await own.post(`/appointments/${id}/cancellation`, await fields())).status).toBe(303)
  })

  test('does not exist on the patients’ site', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const { id } = await theAppointment()
    const { user } = await aSignedInPatient(db)
    const token = newToken()
    await startSession(db, { site: 'patient', user: user.id, device: null, token, strength: 'full' })
    const browser = aBrowser(db, 'patient', { '__Host-session': token })
    expect((await browser.get('/day-book')).status).toBe(404)
    expect((await browser.post(`/appointments/${id}/cancellation`, await fields())).status).toBe(404)
  })
})

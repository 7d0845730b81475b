import { describe, expect, test } from 'vitest'
import { aClinic, at, bookAt, inDays } from '../appointments/clinic.ts'
import { signedInBrowser, visitor } from '../appointments/patient-site.ts'
import { anAppointment } from '../support/appointments.ts'
import { testDatabase } from '../support/database.ts'
import { linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor, anAccess, aPatient } from '../support/people.ts'
import { aCairoLocation, aClosure, aDepartment, openingHours } from '../support/places.ts'

const { db } = testDatabase()

describe('the home page', () => {
  test('says what the clinic is, who is free today, and each department with its doctors and next free time', async () => {
    const clinic = await aClinic(db)
    const html = await (await visitor(db).get('/')).text()
    const words = wordsOf(html)
    expect(words).toContain('See the right doctor, at a time that suits you')
    expect(words).toMatch(/Doctors with (a free time today|the next free times) .*Dr. Sara Alqahtani Consultant, dermatology/)
    expect(words).toMatch(/Dermatology 1 doctor, a woman Next free time: (Today|Tomorrow) \d+:\d\d [ap]m/)
    expect(words).toContain('Call 011 234 5678')
    expect(linksIn(html)).toContain(`/departments/${clinic.department.id}`)
    expect(linksIn(html)).toContain('/book')
  })

  test('has no promise that it cannot keep: a department without a free time says so', async () => {
    await aClinic(db, { hours: [{ time: '09:00-13:00', from: inDays(300) }] })
    const words = wordsOf(await (await visitor(db).get('/')).text())
    expect(words).toContain('No free time in the next two weeks')
    expect(words).not.toContain('Doctors with')
  })

  test('leaves out a doctor who has been invited and has no hours yet, here and everywhere in public', async () => {
    const clinic = await aClinic(db)
    const invited = await aDoctor(db, { ...clinic.place, name: { en: 'Rakan Aldosari', ar: 'راكان الدوسري' }, sex: 'male', hours: [] })
    const booking = `/book?visit=${clinic.type.code}&department=${clinic.department.id}`
    for (const path of ['/', '/departments', `/departments/${clinic.department.id}`, '/doctors', '/book', booking]) {
      const words = wordsOf(await (await visitor(db).get(path)).text())
      expect(words, path).not.toMatch(/Rakan|2 doctors/)
    }
    expect((await visitor(db).get(`/doctors/${invited.staff.id}`)).status).toBe(404)
  })

  test('counts doctors in the same words wherever they are counted', async () => {
    const clinic = await aClinic(db)
    for (const path of ['/', '/departments', `/departments/${clinic.department.id}`, '/doctors', '/book']) {
      expect(wordsOf(await (await visitor(db).get(path, { 'Accept-Language': 'ar' })).text()), path).toContain('طبيبة واحدة')
    }
  })

  test('is a page on an empty clinic too', async () => {
    const answer = await visitor(db).get('/')
    expect(answer.status).toBe(200)
  })

  test('shows a signed-in person the next appointment first, and writes down that it was seen', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(3, '09:00'))
    const booked = await bookAt(db, clinic, at(2, '10:00'))
    const browser = await signedInBrowser(db, clinic.user)
    const html = await (await browser.get('/')).text()
    expect(wordsOf(html)).toMatch(/Your next appointment \w+ \d+ \w+, 10:00 am Dr. Sara Alqahtani, Dermatology My appointments/)
    expect(linksIn(html)).toContain(`/patients/${clinic.patient.id}/appointments/${booked.ok && booked.appointment}`)
    const rows = await db.selectFrom('audit').select('patient_id').where('action', '=', 'appointment.see').execute()
    expect(rows).toEqual([{ patient_id: clinic.patient.id }])
  })

  test('says whose appointment it is where somebody acts for several, and leaves out what is past or cancelled', async () => {
    const clinic = await aClinic(db)
    const child = await aPatient(db, { name: 'Omar', nameAr: 'عمر' })
    await anAccess(db, clinic.user, child, { relation: 'parent' })
    await anAppointment(db, clinic.doctor, child, { starts_at: at(-1, '09:00'), clinic_day: inDays(-1) })
    await anAppointment(db, clinic.doctor, child, { starts_at: at(1, '09:00'), status: 'cancelled' })
    await anAppointment(db, clinic.doctor, child, { starts_at: at(2, '09:00'), clinic_day: inDays(2) })
    const browser = await signedInBrowser(db, clinic.user)
    expect(wordsOf(await (await browser.get('/')).text())).toMatch(/Your next appointment .+, 9:00 am For Omar/)
  })

  test('says that nothing is booked, and shows nobody else’s appointment', async () => {
    const clinic = await aClinic(db)
    await anAppointment(db, clinic.doctor, await aPatient(db), { starts_at: at(2, '09:00'), clinic_day: inDays(2) })
    const browser = await signedInBrowser(db, clinic.user)
    expect(wordsOf(await (await browser.get('/')).text())).toContain('No appointments ahead My appointments')
  })
})

describe('departments', () => {
  test('are listed in the clinic’s order, those without doctors too, and lead to their doctors', async () => {
    const clinic = await aClinic(db)
    const empty = await aDepartment(db, {
      name: { en: 'Eyes', ar: 'العيون' },
      about: { en: 'Children and adults', ar: 'للصغار والكبار' },
      position: 2,
    })
    const words = wordsOf(await (await visitor(db).get('/departments')).text())
    expect(words).toMatch(/Dermatology 1 doctor.+Eyes Children and adults 0 doctors/)
    const one = await (await visitor(db).get(`/departments/${clinic.department.id}`)).text()
    expect(linksIn(one)).toContain(`/doctors/${clinic.doctor.staff.id}`)
    expect(linksIn(one)).toContain(`/book?department=${clinic.department.id}`)
    expect(wordsOf(await (await visitor(db).get(`/departments/${empty.id}`)).text())).toContain(
      'No doctor works in this department at the moment.',
    )
  })

  test.each(['x', '00000000-0000-7000-8000-000000000000', '%00', "'"])('%s is none', async (id) => {
    await aClinic(db)
    expect([400, 404]).toContain((await visitor(db).get(`/departments/${id}`)).status)
  })
})

describe('opening hours', () => {
  test('are those of each branch for the week ahead, with holidays named and shifts that touch as one', async () => {
    const clinic = await aClinic(db)
    await openingHours(db, clinic.location, ['08:00-16:00', '16:00-02:00'])
    const cairo = await aCairoLocation(db, { latitude: '30.038', longitude: '31.211' })
    await openingHours(db, cairo, ['10:00-14:00', '17:00-22:00'])
    await aClosure(db, {
      location_id: cairo.id,
      starts_at: at(3, '00:00'),
      ends_at: at(4, '06:00'),
      name: { en: 'Spring day', ar: 'شم النسيم' },
    })
    const html = await (await visitor(db).get('/hours')).text()
    const words = wordsOf(html)
    expect(words).toContain('8:00 am to 2:00 am')
    expect(words).toContain('10:00 am to 2:00 pm and 5:00 pm to 10:00 pm')
    expect(words).toContain('Closed Spring day')
    expect(words).toContain('02 3334 5678')
    expect(linksIn(html).filter((href) => href.includes('openstreetmap'))).toHaveLength(1)
  })
})

test('all of it is in Arabic for who reads Arabic', async () => {
  const clinic = await aClinic(db)
  await aDoctor(db, { ...clinic.place, name: { en: 'Khalid Alzahrani', ar: 'خالد الزهراني' }, sex: 'male', grade: 'specialist' })
  const arabic = { 'Accept-Language': 'ar' }
  const home = wordsOf(await (await visitor(db).get('/', arabic)).text())
  expect(home).toContain('الطبيب المناسب في الوقت الذي يناسبك')
  expect(home).toContain('د. خالد الزهراني أخصائي الجلدية')
  expect(home).toContain('د. سارة القحطاني استشارية الجلدية')
  expect(home).toContain('طبيبان')
  expect(home.replace('English', '')).not.toMatch(/[a-z]{4,}/i)
})

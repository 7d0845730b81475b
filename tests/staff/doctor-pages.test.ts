import { describe, expect, test } from 'vitest'
import { aClinic, at, bookAt, inDays } from '../appointments/clinic.ts'
import { signedInBrowser, visitor } from '../appointments/patient-site.ts'
import { testDatabase } from '../support/database.ts'
import { linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor } from '../support/people.ts'
import { aCairoLocation, aDepartment } from '../support/places.ts'

const { db, owner } = testDatabase()

describe('the doctors', () => {
  test('can be narrowed down by department and by the doctor’s sex, in the address', async () => {
    const clinic = await aClinic(db)
    const eyes = await aDepartment(db, { name: { en: 'Eyes', ar: 'العيون' } })
    await aDoctor(db, { ...clinic.place, department: eyes, name: { en: 'Khalid Alzahrani', ar: 'خالد الزهراني' }, sex: 'male' })
    const browser = visitor(db)
    const words = async (query: string) => wordsOf(await (await browser.get(`/doctors${query}`)).text())
    expect(await words('')).toMatch(/2 doctors.+Sara Alqahtani.+Khalid Alzahrani/)
    expect(await words(`?department=${eyes.id}&sex=`)).toMatch(/1 doctor .*Khalid Alzahrani/)
    expect(await words('?department=&sex=female')).toMatch(/1 doctor, a woman .*Sara Alqahtani/)
    expect(await words(`?department=${eyes.id}&sex=female`)).toContain('No doctor matches this choice. Show all doctors')
  })

  test.each(['department=x', 'sex=other', 'department=00000000-0000-7000-8000-000000000000'])(
    'shows everybody, and says why, for %s',
    async (query) => {
      await aClinic(db)
      const words = wordsOf(await (await visitor(db).get(`/doctors?${query}`)).text())
      expect(words).toContain('Part of that address could not be read.')
      expect(words).toContain('Dr. Sara Alqahtani')
    },
  )
})

describe('a doctor', () => {
  test('has a page with languages, licence, branch, price of a first visit, hours and the next free times', async () => {
    const clinic = await aClinic(db, { languages: ['ar', 'fr'], hours: ['09:00-10:00', '16:00-17:00'] })
    await owner.updateTable('staff').set({ licence: '18RM0041200' }).where('id', '=', clinic.doctor.staff.id).execute()
    await aCairoLocation(db)
    const html = await (await visitor(db).get(`/doctors/${clinic.doctor.staff.id}`)).text()
    const words = wordsOf(html)
    expect(words).toContain(
      'Dr. Sara Alqahtani Consultant, dermatology Woman doctor Speaks Arabic, French Al-Yasmin branch First visit SAR 200',
    )
    expect(words).toContain('Licence 18RM0041200')
    expect(words).toMatch(/Next free times for a first visit (Today|Tomorrow) \d+:\d\d [ap]m/)
    expect(words).toMatch(/Working hours this week.+9:00 am to 10:00 am and 4:00 pm to 5:00 pm/)
    expect(linksIn(html)).toContain(`/book?doctor=${clinic.doctor.staff.id}&via=doctor`)
  })

  test('leads from a free time straight to the check page, where the step is the only one', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(1, '00:00'))
    const html = await (await visitor(db).get(`/doctors/${clinic.doctor.staff.id}`)).text()
    const [time = ''] = linksIn(html).filter((href) => href.includes('via=time'))
    const browser = await signedInBrowser(db, clinic.user)
    const check = await browser.get(String((await browser.get(time)).headers.get('Location')))
    const words = wordsOf(await check.text())
    expect(words).toContain('Check and book')
    expect(words).not.toContain('Step ')
  })

  test('without a free time says whom to call', async () => {
    const clinic = await aClinic(db, { hours: [{ time: '09:00-10:00', until: inDays(-1) }] })
    const words = wordsOf(await (await visitor(db).get(`/doctors/${clinic.doctor.staff.id}`)).text())
    expect(words).toContain('There is no free time to book online. Call 011 234 5678')
  })

  test.each(['x', '00000000-0000-7000-8000-000000000000', '%F0%9F%98%80'])('%s is nobody', async (id) => {
    await aClinic(db)
    expect([400, 404]).toContain((await visitor(db).get(`/doctors/${id}`)).status)
  })
})

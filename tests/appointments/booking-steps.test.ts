import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { choicesOf, hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor, anAccess, aPatient, aUser } from '../support/people.ts'
import { aCairoLocation, aFollowUp } from '../support/places.ts'
import { aClinic, at, bookAt, inDays } from './clinic.ts'
import { answersFor, query, signedInBrowser, visitor } from './patient-site.ts'

const { db } = testDatabase()

describe('the way to an appointment', () => {
  test('begins with the kind of visit and the department, with nothing chosen beforehand', async () => {
    const clinic = await aClinic(db)
    const html = await (await visitor(db).get('/book')).text()
    expect(choicesOf(html, 'visit')).toEqual([clinic.type.code])
    expect(choicesOf(html, 'department')).toEqual([clinic.department.id])
    expect(html).not.toContain(' checked')
    expect(wordsOf(html)).toContain('Step 1 of 5')
  })

  test('says what is missing when somebody goes on without an answer, with 422 and the answers that were given', async () => {
    const clinic = await aClinic(db)
    const answer = await visitor(db).get(`/book?step=visit&visit=${clinic.type.code}`)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(wordsOf(html)).toContain('There is a problem Choose a department')
    expect(html).toMatch(/value="[^"]+" checked/)
  })

  test('then asks which doctor: first available, a woman where there are men too, or by name with the next free time', async () => {
    const clinic = await aClinic(db)
    const man = await aDoctor(db, { ...clinic.place, name: { en: 'Khalid Alzahrani', ar: 'خالد الزهراني' }, sex: 'male' })
    const html = await (await visitor(db).get(`/book?visit=${clinic.type.code}&department=${clinic.department.id}`)).text()
    expect(choicesOf(html, 'doctor')).toEqual(['any', 'woman', clinic.doctor.staff.id, man.staff.id])
    expect(wordsOf(html)).toMatch(/First available doctor Next: Today|First available doctor Next: Tomorrow/)
  })

  test('does not ask for a woman where all doctors are women', async () => {
    const clinic = await aClinic(db)
    const html = await (await visitor(db).get(`/book?visit=${clinic.type.code}&department=${clinic.department.id}`)).text()
    expect(choicesOf(html, 'doctor')).toEqual(['any', clinic.doctor.staff.id])
  })

  test('then which day: the next seven with free times, and more on demand, in place where scripts run', async () => {
    const clinic = await aClinic(db)
    const address = `/book?${query({ visit: clinic.type.code, department: clinic.department.id, doctor: 'any' })}`
    const browser = visitor(db)
    const html = await (await browser.get(address)).text()
    const days = choicesOf(html, 'day')
    expect(days).toHaveLength(7)
    const more = linksIn(html).find((href) => href.includes('from='))
    const next = await (await browser.get(String(more))).text()
    expect(choicesOf(next, 'day')[0]).toBe(
      Temporal.PlainDate.from(String(days.at(-1)))
        .add({ days: 1 })
        .toString(),
    )
    const part = await browser.get(String(more), { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
    const text = await part.text()
    expect(text).not.toContain('<html')
    expect(text).toContain('<hx-partial hx-target="#status"')
    expect(choicesOf(text, 'day')).toEqual(choicesOf(next, 'day'))
  })

  test('then which time, by parts of the day; a taken time is not among them', async () => {
    const clinic = await aClinic(db, { hours: ['09:00-10:00', '16:00-17:00'] })
    await bookAt(db, clinic, at(1, '09:20'))
    const html = await (
      await visitor(db).get(`/book?${query({ ...answersFor(clinic, at(1, '09:00')), time: '', day: String(inDays(1)) })}`)
    ).text()
    const words = wordsOf(html)
    expect(words).toMatch(/Morning 9:00 am 9:40 am Evening 4:00 pm 4:20 pm 4:40 pm/)
    expect(words).toContain('Step 4 of 5')
  })

  test('shows times after midnight with their real date under the day that their shift began on', async () => {
    const clinic = await aClinic(db, { hours: ['22:00-01:00'] })
    const html = await (
      await visitor(db).get(`/book?${query({ ...answersFor(clinic, at(1, '22:00')), time: '', day: String(inDays(1)) })}`)
    ).text()
    const night = inDays(1).toLocaleString('en-GB', { weekday: 'long' })
    expect(wordsOf(html)).toMatch(new RegExp(`After midnight: \\w+ \\d+ \\w+ \\(night of ${night}\\) 12:00 am 12:20 am 12:40 am`))
  })

  test('goes to the day before and after in place, without counting a step', async () => {
    const clinic = await aClinic(db)
    const browser = visitor(db)
    const html = await (
      await browser.get(`/book?${query({ ...answersFor(clinic, at(2, '09:00')), time: '', day: String(inDays(2)) })}`)
    ).text()
    expect(html).toMatch(/id="day-before"[^>]* hx-get="[^"]+" hx-target="#content" hx-push-url="true"/)
    const after = linksIn(html).find((href) => href.includes(`day=${inDays(3)}`))
    const part = await (await browser.get(String(after), { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })).text()
    expect(part).not.toContain('<html')
    expect(part).toMatch(/<span class="ear">\d+ free times on /)
  })

  test('says which day is the next when nothing is free, and whom to call when there is none at all', async () => {
    const clinic = await aClinic(db, { hours: [{ time: '09:00-10:00', from: inDays(5) }] })
    const browser = visitor(db)
    const empty = wordsOf(
      await (await browser.get(`/book?${query({ ...answersFor(clinic, at(2, '09:00')), time: '', day: String(inDays(2)) })}`)).text(),
    )
    expect(empty).toMatch(/Nothing is free on .+ The next day with a free time is /)
    const other = await aDoctor(db, { ...clinic.place, hours: [{ time: '09:00-13:00', from: inDays(700) }] })
    const answers = { visit: clinic.type.code, department: clinic.department.id, doctor: other.staff.id }
    const none = await (await browser.get(`/book?${query(answers)}`)).text()
    expect(wordsOf(none)).toContain('There is no free time to book online. Call 011 234 5678')
    expect(linksIn(none).some((href) => href.includes('doctor=any'))).toBe(true)
  })

  test('numbers only the steps that somebody sees: a doctor who was chosen first is not asked for', async () => {
    const clinic = await aClinic(db)
    const html = await (await visitor(db).get(`/book?doctor=${clinic.doctor.staff.id}&via=doctor`)).text()
    expect(wordsOf(html)).toContain('Step 1 of 4')
    expect(choicesOf(html, 'department')).toEqual([])
    const next = await (await visitor(db).get(`/book?${query({ ...hiddenFields(html), visit: clinic.type.code })}`)).text()
    expect(wordsOf(next)).toContain('Step 2 of 4')
    expect(choicesOf(next, 'day').length).toBeGreaterThan(0)
  })

  test('shows the branch and lets it be chosen where there are several', async () => {
    const clinic = await aClinic(db)
    const cairo = await aCairoLocation(db)
    await aDoctor(db, { ...clinic.place, location: cairo })
    const answers = { visit: clinic.type.code, department: clinic.department.id, doctor: 'any', day: String(inDays(2)) }
    const browser = visitor(db)
    const html = await (await browser.get(`/book?${query(answers)}`)).text()
    expect(wordsOf(html)).toMatch(/Al-Yasmin branch · Morning.+Dokki branch · Morning/)
    const only = await (await browser.get(`/book?${query({ ...answers, branch: cairo.id })}`)).text()
    expect(wordsOf(only)).not.toContain('Al-Yasmin branch · Morning')
    const times = choicesOf(only, 'time')
    expect(times.length).toBeGreaterThan(0)
    expect(times.filter((time) => !time.endsWith(cairo.id))).toEqual([])
  })

  test('shows what was chosen when somebody goes back to a step', async () => {
    const clinic = await aClinic(db)
    const html = await (await visitor(db).get(`/book?${query({ ...answersFor(clinic, at(2, '09:00')), at: 'visit' })}`)).text()
    expect(html).toMatch(new RegExp(`name="visit" value="${clinic.type.code}" checked`))
    expect(hiddenFields(html)).toEqual({ step: 'visit' })
  })

  test('goes back to the day that was chosen, however far ahead it is', async () => {
    const clinic = await aClinic(db)
    const answers = { ...answersFor(clinic, at(20, '09:00')), day: String(inDays(20)), at: 'day' }
    const html = await (await visitor(db).get(`/book?${query(answers)}`)).text()
    expect(html).toContain(`value="${inDays(20)}" checked`)
  })

  test('offers only visits that patients may book themselves, and come to the clinic for', async () => {
    const clinic = await aClinic(db)
    await aFollowUp(db, { code: 'unused' })
    const html = await (await visitor(db).get('/book')).text()
    expect(choicesOf(html, 'visit')).toEqual([clinic.type.code])
  })
})

describe('signing in on the way', () => {
  test('is asked for once the time is chosen, and what was chosen is kept', async () => {
    const clinic = await aClinic(db)
    const address = `/book?${query(answersFor(clinic, at(2, '09:00')))}`
    const answer = await visitor(db).get(address)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(`/sign-in?to=${encodeURIComponent(address)}`)
    const page = await (await visitor(db).get(String(answer.headers.get('Location')))).text()
    expect(linksIn(page)).toContain(`/register?to=${encodeURIComponent(address)}`)
    const back = await (await signedInBrowser(db, clinic.user)).get(address)
    expect(back.headers.get('Location')).toContain(`/patients/${clinic.patient.id}/book?visit=${clinic.type.code}`)
  })

  test('asks for whom where there are several, only of those they may book for, and counts that step', async () => {
    const clinic = await aClinic(db)
    const child = await aPatient(db, { name: 'Omar', nameAr: 'عمر' })
    const other = await aPatient(db, { name: 'Only to see', nameAr: '' })
    await anAccess(db, clinic.user, child, { relation: 'parent' })
    await anAccess(db, clinic.user, other, { relation: 'carer', may_book: false })
    const browser = await signedInBrowser(db, clinic.user)
    const answers = query(answersFor(clinic, at(2, '09:00')))
    const first = await browser.get(`/book?${answers}`)
    expect(first.headers.get('Location')).toMatch(/^\/patients\?/)
    const html = await (await browser.get(String(first.headers.get('Location')))).text()
    expect(choicesOf(html, 'for').toSorted()).toEqual([clinic.patient.id, child.id].toSorted())
    expect(html).not.toContain(' checked')
    expect(wordsOf(html)).toContain('Step 5 of 6')
    const empty = await browser.get(`/patients?${query({ ...hiddenFields(html) })}`)
    expect(empty.status).toBe(422)
    const chosen = await browser.get(`/patients?${query({ ...hiddenFields(html), for: child.id })}`)
    const address = String(chosen.headers.get('Location'))
    expect(address).toContain(`/patients/${child.id}/book?`)
    expect(wordsOf(await (await browser.get(address)).text())).toContain('Step 6 of 6')
    const direct = wordsOf(await (await browser.get(`/patients/${child.id}/book?${answers}`)).text())
    expect(direct).toContain('Step 5 of 5')
  })

  test('tells who has no record linked to whom to turn, and refuses to book for somebody they may only see', async () => {
    const clinic = await aClinic(db)
    const stranger = await signedInBrowser(db, await aUser(db))
    const nobody = await stranger.get('/book')
    expect(nobody.status).toBe(403)
    expect(wordsOf(await nobody.text())).toContain('Call the clinic')
    const other = await aPatient(db)
    await anAccess(db, clinic.user, other, { relation: 'carer', may_book: false })
    const browser = await signedInBrowser(db, clinic.user)
    expect((await browser.get(`/patients/${other.id}/book`)).status).toBe(403)
  })

  test('leaves out the times at which the patient has another visit', async () => {
    const clinic = await aClinic(db)
    const second = await aDoctor(db, { ...clinic.place })
    await bookAt(db, clinic, at(2, '09:00'))
    const browser = await signedInBrowser(db, clinic.user)
    const answers = { ...answersFor(clinic, at(2, '09:00')), doctor: second.staff.id, time: '', day: String(inDays(2)) }
    const words = wordsOf(await (await browser.get(`/patients/${clinic.patient.id}/book?${query(answers)}`)).text())
    expect(words).not.toContain(' 9:00 am')
    expect(words).toContain(' 9:20 am')
  })
})

describe('addresses that nobody of us wrote', () => {
  test.each([
    ['visit', "' OR 1=1 --"],
    ['visit', 'x'.repeat(3000)],
    ['department', 'not-an-id'],
    ['department', '00000000-0000-7000-8000-000000000000'],
    ['doctor', 'somebody'],
    ['doctor', '00000000-0000-7000-8000-000000000000'],
    ['day', '2026-02-30'],
    ['day', 'tomorrow'],
    ['day', '+275760-09-14'],
    ['time', '25:00@x'],
    ['time', '2026-11-24T09:00Z'],
    ['branch', '<script>'],
    ['from', '1'],
    ['at', 'nowhere'],
    ['via', 'magic'],
  ])('%s=%s is said to be unreadable and asked anew', async (name, value) => {
    const clinic = await aClinic(db)
    const answers = { ...answersFor(clinic, at(2, '09:00')), time: '', [name]: value }
    const answer = await visitor(db).get(`/book?${query(answers)}`)
    expect(answer.status).toBe(200)
    const words = wordsOf(await answer.text())
    expect(words).toContain('Part of that address could not be read')
    expect(words).not.toContain('<script>')
  })

  test.each(['2020-01-01', '9999-12-31', '0000-01-01'])('a day like %s has no free times, and says so', async (day) => {
    const clinic = await aClinic(db)
    const answers = { ...answersFor(clinic, at(2, '09:00')), time: '', day }
    const answer = await visitor(db).get(`/book?${query(answers)}`)
    expect(answer.status).toBe(200)
    expect(wordsOf(await answer.text())).toMatch(/Nothing is free on/)
  })
})

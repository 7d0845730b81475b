import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { firstVisits } from '../../src/appointments/free/remembered-offers.ts'
import { joinQueue } from '../../src/appointments/queue/join-queue.ts'
import { clinicNow, forgetClinic } from '../../src/clinic/remembered.ts'
import type { Row } from '../../src/database/tables.ts'
import { deskNames } from '../../src/staff/remembered.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aPatient, aStaffMember } from '../support/people.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { aVisitIn, take } from './desk.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })

async function atTheDesk(user: Row<'users'>) {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

const asReceptionist = async () => atTheDesk((await aStaffMember(db, 'receptionist')).user)

/** The address at which the page's board asks again. */
const pollOf = (html: string): string =>
  (/hx-get="([^"]+)"/.exec(html.slice(html.indexOf('id="board"')))?.[1] ?? '').replaceAll('&amp;', '&')
const asking = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', Poll: 'board' }
const poll = (browser: TestBrowser, address: string) => browser.get(address, asking)
const audits = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute()
const aSecondLater = () => new Promise((resolve) => setTimeout(resolve, 1100))

test('a board that asks is answered with nothing until something of its day happens, then with itself', async () => {
  const clinic = await aClinic(db)
  await bookAt(db, clinic, at(2, '10:00'))
  const browser = await asReceptionist()
  const address = pollOf(await (await browser.get(`/day-book?day=${inDays(2)}`)).text())
  expect(address).toContain('seen=')
  expect((await poll(browser, address)).status).toBe(204)
  await bookAt(db, clinic, at(3, '10:00'))
  await aSecondLater()
  expect((await poll(browser, address)).status).toBe(204)
  const other = await aPatient(db)
  await bookAt(db, clinic, at(2, '11:00'), { patient: other.id })
  await aSecondLater()
  const news = await poll(browser, address)
  const text = await news.text()
  expect(news.status).toBe(200)
  expect(text).toMatch(/^<div id="board"/)
  expect(text).toContain(other.record_number)
  expect((await poll(browser, pollOf(text))).status).toBe(204)
})

test('whoever has just done something reads the board at once, without waiting for the next second', async () => {
  const clinic = await aClinic(db)
  const visit = await aVisitIn(db, 0, { doctor: clinic.doctor, patient: clinic.patient })
  const browser = await asReceptionist()
  const address = pollOf(await (await browser.get('/day-book?shift=all&location=all')).text())
  expect(await take(db, clinic.desk, visit.id, 'arrival')).toEqual({ ok: true })
  const fresh = await poll(browser, address.replace(/[?&]seen=[^&]*/, ''))
  expect(await fresh.text()).toContain(`step-${visit.id}-call`)
})

test('the audit names once who was shown, however often the board asks', async () => {
  const clinic = await aClinic(db)
  await bookAt(db, clinic, at(2, '10:00'))
  const browser = await asReceptionist()
  const address = pollOf(await (await browser.get(`/day-book?day=${inDays(2)}`)).text())
  const again = address.replace(/[?&]seen=[^&]*/, '')
  await poll(browser, again)
  await poll(browser, again)
  expect((await audits('day-book.see')).map((row) => row.patient_ids)).toEqual([[clinic.patient.id]])
  const other = await aPatient(db)
  await bookAt(db, clinic, at(2, '11:00'), { patient: other.id })
  await poll(browser, again)
  expect((await audits('day-book.see')).map((row) => row.patient_ids)).toEqual([[clinic.patient.id], [other.id]])
  await browser.get(`/day-book?day=${inDays(2)}`)
  expect((await audits('day-book.see')).at(-1)?.patient_ids?.toSorted()).toEqual([clinic.patient.id, other.id].toSorted())
})

test('a board that asks keeps no session alive, and one whose session has ended leads to the sign-in page', async () => {
  const clinic = await aClinic(db)
  await bookAt(db, clinic, at(2, '10:00'))
  const browser = await asReceptionist()
  const path = `/day-book?day=${inDays(2)}`
  const address = pollOf(await (await browser.get(path)).text())
  const before = Temporal.Now.instant().subtract({ minutes: 5 })
  await db.updateTable('sessions').set({ last_used_at: before }).execute()
  const used = async () => (await db.selectFrom('sessions').select('last_used_at').executeTakeFirstOrThrow()).last_used_at.epochMilliseconds
  await poll(browser, address)
  expect(await used()).toBe(before.epochMilliseconds)
  await browser.get(path)
  expect(await used()).toBeGreaterThan(before.epochMilliseconds)
  await db
    .updateTable('sessions')
    .set({ last_used_at: before.subtract({ hours: 2 }) })
    .execute()
  const ended = await browser.get(address, { ...asking, 'HX-Current-URL': `http://staff.localhost:3000${path}` })
  expect(ended.status).toBe(401)
  expect(ended.headers.get('HX-Redirect')).toBe(`/sign-in?to=${encodeURIComponent(path)}`)
})

test('the figures filter the list, and count the same whichever is chosen', async () => {
  const clinic = await aClinic(db)
  const here = await aVisitIn(db, 0, { doctor: clinic.doctor, patient: clinic.patient })
  const expected = await aVisitIn(db, 30, { doctor: clinic.doctor, patient: await aPatient(db) })
  await take(db, clinic.desk, here.id, 'arrival')
  const browser = await asReceptionist()
  const text = async (query: string) => (await browser.get(`/day-book?location=all&shift=all&day=${here.clinic_day}${query}`)).text()
  expect((await text('&status=waiting')).includes(`/appointments/${here.id}"`)).toBe(true)
  expect((await text('&status=waiting')).includes(`/appointments/${expected.id}"`)).toBe(false)
  expect((await text('&status=booked')).includes(`/appointments/${here.id}"`)).toBe(false)
  for (const query of ['', '&status=waiting', '&status=completed']) expect(await text(query)).toMatch(/<b>1<\/b> waiting/)
  expect(await text('&status=completed')).toContain('No appointments with this status')
  expect((await browser.get('/day-book?status=nonsense&view=nonsense&page=-1')).status).toBe(200)
})

test('who waits without an appointment stands in the list, with a number and what can be done', async () => {
  const clinic = await aClinic(db)
  const walkIn = await aPatient(db)
  const place = { location: clinic.location.id, department: clinic.department.id, doctor: null, visitType: clinic.type.id, day: inDays(0) }
  const joined = await joinQueue(db, clinic.desk, { receipt: newReceipt(), patient: walkIn.id, ...place })
  const text = await (await (await asReceptionist()).get('/day-book?shift=all')).text()
  expect(text).toContain(walkIn.record_number)
  // The number by which somebody is called stands first: in a narrow window the rest is cut.
  expect(text).toMatch(/<td[^>]*><b class="walk-in">walk-in 1<\/b>/)
  expect(text).toContain(joined.ok ? `queue-${joined.entry}` : 'nothing')
  expect(text).toMatch(/<b>1<\/b> waiting/)
})

test('two patients of a day with nearly the same name bear a mark, whichever script they are written in', async () => {
  const clinic = await aClinic(db)
  const names = ['Mohamed Saad Alghamdi', 'Muhammad Nasser Al-Ghamdi', 'Huda Bakr']
  for (const [n, name] of names.entries()) await bookAt(db, clinic, at(2, `1${n}:00`), { patient: (await aPatient(db, { name })).id })
  await owner.deleteFrom('patient_names').where('script', '=', 'ar').execute()
  const text = await (await (await asReceptionist()).get(`/day-book?day=${inDays(2)}&shift=all`)).text()
  expect(text.match(/title="Similar name today"/g)).toHaveLength(2)
  const row = text.split('<tr').find((one) => one.includes('Huda Bakr'))
  expect(row).not.toContain('Similar name')
})

test('by doctors: a visit in its row, a link in every free cell, closed time without one', async () => {
  const clinic = await aClinic(db, { hours: ['08:00-10:00'] })
  await bookAt(db, clinic, at(2, '08:20'))
  const text = await (await (await asReceptionist()).get(`/day-book?day=${inDays(2)}&view=grid`)).text()
  expect(text.match(/class="visit info"/g)).toHaveLength(1)
  expect(text.match(/class="free"/g)).toHaveLength(5)
  expect(text).toContain('Book 8:00 am, Dr. Sara Alqahtani')
  expect(text).not.toContain('Book 8:20 am')
  expect(text).toContain(`/search?doctor=${clinic.doctor.staff.id}&amp;branch=${clinic.location.id}&amp;from=${inDays(2)}`)
})

test('a week: how many visits a doctor has on each day and how many times are left, each leading to that day', async () => {
  const clinic = await aClinic(db, { hours: ['08:00-10:00'] })
  await bookAt(db, clinic, at(2, '08:20'))
  const browser = await asReceptionist()
  const text = await (await browser.get('/day-book/week')).text()
  expect(text).toContain('1 visit')
  expect(text).toContain('5 free')
  expect(text).toContain(`/day-book?day=${inDays(2)}&amp;doctor=${clinic.doctor.staff.id}&amp;shift=all`)
  expect((await browser.get('/day-book/week?day=nonsense&department=nonsense')).status).toBe(200)
})

test('each doctor’s next free times lead to the search for whom it is, and from there to the booking', async () => {
  const clinic = await aClinic(db)
  const browser = await asReceptionist()
  const page = await (await browser.get('/day-book/free-times')).text()
  const wanted = new RegExp(
    `/search\\?doctor=${clinic.doctor.staff.id}&amp;branch=${clinic.location.id}&amp;from=[-0-9]+&amp;time=[^"]+`,
  ).exec(page)?.[0]
  const search = await (await browser.get((wanted ?? '').replaceAll('&amp;', '&'))).text()
  expect(search).toContain('name="wanted"')
  const query = (wanted ?? '').replace('/search?', '').replaceAll('&amp;', '&')
  const found = await browser.post('/search', { words: clinic.patient.record_number, wanted: query })
  expect(found.headers.get('Location')).toContain(query)
  const booking = await (await browser.get(`/patients/${clinic.patient.id}/book?${query}`)).text()
  const proposed = /<input [^>]*name="time"[^>]* checked[^>]*>/.exec(booking)?.[0]
  expect(proposed).toContain(`value="${new URLSearchParams(query).get('time')}"`)
  const forged = await browser.post('/search', { words: 'x', wanted: 'from=2026-01-01&doctor=../../evil&to=//evil.example' })
  expect(forged.headers.get('Location')).toMatch(/^\/search\/[0-9a-f-]{36}\?from=2026-01-01$/)
})

test('no page of the day book needs more than eight statements, with people waiting and a table of changes to read', async () => {
  const clinic = await aClinic(db)
  const visit = await aVisitIn(db, 0, { doctor: clinic.doctor, patient: clinic.patient })
  await take(db, clinic.desk, visit.id, 'arrival')
  const place = {
    location: clinic.location.id,
    department: clinic.department.id,
    doctor: null,
    visitType: clinic.type.id,
    day: visit.clinic_day,
  }
  await joinQueue(db, clinic.desk, { receipt: newReceipt(), patient: (await aPatient(db)).id, ...place })
  const receptionist = await asReceptionist()
  const doctor = await atTheDesk(clinic.doctor.user)
  const pages: [TestBrowser, string][] = [
    ...['/day-book', '/day-book?shift=all', '/day-book?view=grid', '/day-book/week', '/day-book/free-times', '/directory'].map(
      (path): [TestBrowser, string] => [receptionist, path],
    ),
    ...['/my-day', '/day-book', '/day-book?view=grid', `/appointments/${visit.id}`, `/appointments/${visit.id}/cancellation`].map(
      (path): [TestBrowser, string] => [doctor, path],
    ),
  ]
  const counts: [string, number][] = []
  for (const [browser, path] of pages) {
    await browser.get('/keys')
    forgetClinic(db)
    await clinicNow(db)
    await Promise.all([deskNames(db), firstVisits(db, Temporal.Now.instant())])
    statements.length = 0
    expect((await browser.get(path)).status, path).toBe(200)
    counts.push([path, statements.length])
  }
  expect(counts.filter(([, n]) => n > 8)).toEqual([])
})

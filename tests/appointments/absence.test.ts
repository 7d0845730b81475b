import { describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { hoursLeft } from '../../src/appointments/absence/hours-left.ts'
import { joinQueue } from '../../src/appointments/queue/join-queue.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import type { Config } from '../../src/config.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { textsFor } from '../../src/web/texts.ts'
import { aGateway } from '../notices/text-gateway.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aDoctor, aName, aPatient, aStaffMember } from '../support/people.ts'
import { aClosure, aLocation } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, timesOn } from './clinic.ts'

const { db, owner } = testDatabase()

const day = inDays(2)

/** Mail leaves the clinic, and texts where a test says so. */
async function atTheDesk(given: Partial<Config> = {}): Promise<TestBrowser> {
  const token = newToken()
  const { user } = await aStaffMember(db, 'receptionist')
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token }, { smtpUrl: 'smtp://127.0.0.1:25', ...given })
}

/** Three visits with the doctor who will be absent, and a colleague of the same department. */
async function aFullDay(sexOfColleague: 'female' | 'male' = 'female', given: Parameters<typeof aClinic>[1] = {}) {
  const clinic = await aClinic(db, given)
  const colleague = await aDoctor(db, { ...clinic.place, name: { en: 'Noura Alrashid', ar: 'نورة الراشد' }, sex: sexOfColleague })
  const patients = [await aPatient(db), await aPatient(db), await aPatient(db)] as const
  const names = ['Amal Saleh', 'Badr Nasser', 'Chadi Karam']
  for (const [place, patient] of patients.entries()) {
    await aName(db, patient, { text: names[place] ?? '' })
    await bookAt(db, clinic, at(2, `1${place}:00`), { patient: patient.id })
  }
  const [first] = patients
  await aContactPoint(db, first, { contact_system: 'email', value: 'amal@patients.example', reminders: true })
  return { clinic, colleague, patients, path: `/doctors/${clinic.doctor.staff.id}/absence` }
}

const visits = () => db.selectFrom('appointments').selectAll().orderBy('created_at').orderBy('id').execute()
const outcomes = () => db.selectFrom('absence_visits').select(['outcome', 'refusal', 'told']).orderBy('was_starts_at').execute()

/** The fields of the form as a browser would send them. */
function fieldsIn(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('method="post"', html.indexOf('<main')))
  const fields: Record<string, string> = { close: 'yes' }
  for (const [, name = '', value = ''] of main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) fields[name] = value
  for (const [, name = '', options = ''] of main.matchAll(/<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''
  return fields
}

async function carriedOut(desk: TestBrowser, path: string, plan: string, changes: Record<string, string> = {}) {
  const fields = { ...fieldsIn(await (await desk.get(`${path}?day=${day}&plan=${plan}`)).text()), ...changes }
  const answer = await desk.post(path, fields)
  const done = answer.headers.get('location') ?? ''
  return { fields, done, text: await (await desk.get(done)).text() }
}

describe('an absent doctor', () => {
  test('has all visits moved to a colleague, not before their time and never two at once', async () => {
    const { clinic, colleague, path } = await aFullDay()
    const before = await visits()
    await carriedOut(await atTheDesk(), path, 'other')
    const after = await visits()
    expect(after.map((visit) => visit.doctor_id)).toEqual(Array(3).fill(colleague.staff.id))
    for (const [place, visit] of after.entries()) {
      expect(visit.clinic_day).toEqual(day)
      expect(visit.starts_at.epochMilliseconds).toBeGreaterThanOrEqual(before[place]?.starts_at.epochMilliseconds ?? Number.NaN)
    }
    expect(await outcomes()).toEqual([
      { outcome: 'moved', refusal: null, told: true },
      { outcome: 'moved', refusal: null, told: false },
      { outcome: 'moved', refusal: null, told: false },
    ])
    expect(await verifyCalendar(db)).toEqual([])
    const closures = await db.selectFrom('closures').select('staff_id').execute()
    expect(closures).toEqual([{ staff_id: clinic.doctor.staff.id }])
  })

  test('has all visits moved to the next free times on other days', async () => {
    const { clinic, path } = await aFullDay()
    await carriedOut(await atTheDesk(), path, 'next')
    const after = await visits()
    expect(
      after.every((visit) => visit.doctor_id === clinic.doctor.staff.id && Temporal.PlainDate.compare(visit.clinic_day, day) > 0),
    ).toBe(true)
    expect(new Set(after.map((visit) => visit.starts_at.toString())).size).toBe(3)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('has visits cancelled and others kept, as each is set', async () => {
    const { path } = await aFullDay()
    const [first] = await visits()
    await carriedOut(await atTheDesk(), path, 'cancel', { [`visit-${first?.id}`]: 'keep' })
    expect((await visits()).map(({ status, cancel_reason }) => [status, cancel_reason])).toEqual([
      ['booked', null],
      ['cancelled', 'doctor-absent'],
      ['cancelled', 'doctor-absent'],
    ])
  })

  test('has those with e-mail told, and the others on a list with their phones until somebody has called', async () => {
    const { path, patients } = await aFullDay()
    await aContactPoint(db, patients[1], { value: '+966501112222', reminders: true })
    const desk = await atTheDesk()
    const { done, text } = await carriedOut(desk, path, 'other')
    expect(text).toContain('2 people to call')
    expect(text).toContain('050 111 2222')
    expect(text).toContain('1 person knows')
    const mails = await db.selectFrom('outbox').select('cause').where('topic', '=', 'mail').execute()
    expect(mails.filter(({ cause }) => cause.includes('appointment-moved'))).toHaveLength(1)
    const [letter] = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').orderBy('id', 'desc').execute()
    expect(letter?.payload).toMatchObject({
      values: { doctor: { en: 'Noura Alrashid' }, movedFromDoctor: { en: 'Sara Alqahtani' }, doctorAway: true },
    })
    expect(letter?.payload).not.toHaveProperty('values.newPrice')

    const [, action = '', receipt = ''] =
      /<form action="([^"]+calls[^"]+)" method="post"><input type="hidden" name="receipt" value="([^"]+)"/.exec(text) ?? []
    for (const _ of [1, 2]) await desk.post(action, { receipt })
    const after = await (await desk.get(done)).text()
    expect(after).toContain('1 person to call')
    expect(after).toContain('Called at')
    expect(await db.selectFrom('audit').select('id').where('action', '=', 'absence.call').execute()).toHaveLength(1)
    expect(await (await desk.get('/absences')).text()).toContain('1 person to call')

    const [, undo = '', another = ''] =
      /<form action="([^"]+withdrawal)" method="post"><input type="hidden" name="receipt" value="([^"]+)"/.exec(after) ?? []
    expect((await desk.get(undo)).headers.get('location')).toBe(done)
    for (const _ of [1, 2]) await desk.post(undo, { receipt: another })
    expect(await (await desk.get(done)).text()).toContain('2 people to call')
    await desk.post(action, { receipt: newId() })
    expect(await (await desk.get(done)).text()).toContain('1 person to call')
    expect(await db.selectFrom('audit').select('id').where('action', '=', 'absence.call-withdrawal').execute()).toHaveLength(1)
  })

  test('has the e-mail of who has no phone shown, and what is noted of them is no call', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk({ smtpUrl: null })
    const { done, text } = await carriedOut(desk, path, 'cancel')
    expect(text).toMatch(/href="mailto:amal@patients\.example".*Only an e-mail address is known/)
    const [first] = await visits()
    await desk.post(`${done}/calls/${first?.id}`, { receipt: newId() })
    expect(await (await desk.get(done)).text()).toContain('Told at')
  })

  test('has patients told the new price where the colleague takes another', async () => {
    const { path, colleague } = await aFullDay()
    const role = colleague.practitionerRole.id
    await db.updateTable('practitioner_role_visit_types').set({ price_minor: 34_500 }).where('practitioner_role_id', '=', role).execute()
    await carriedOut(await atTheDesk(), path, 'other')
    const [letter] = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').orderBy('id', 'desc').execute()
    expect(letter?.payload).toMatchObject({ values: { newPrice: { minor: 34_500, currency: 'SAR' } } })
  })

  test('has a patient with two visits on the list as one person to call', async () => {
    const { clinic, path, patients } = await aFullDay()
    await bookAt(db, clinic, at(2, '14:00'), { patient: patients[2].id })
    const desk = await atTheDesk()
    expect((await carriedOut(desk, path, 'cancel')).text).toContain('2 people to call')
    expect(await (await desk.get('/absences')).text()).toContain('2 people to call')
  })

  test('has the date beside a time after midnight on the list too', async () => {
    const { clinic, path } = await aFullDay()
    const patient = await aPatient(db)
    await bookAt(db, clinic, at(3, '00:20'), { patient: patient.id })
    await db.updateTable('appointments').set({ clinic_day: day }).where('patient_id', '=', patient.id).execute()
    const { text } = await carriedOut(await atTheDesk(), path, 'cancel')
    expect(text).toContain(`<small class="hint">${textsFor('en', 'SA').dayMonth(inDays(3))}</small>`)
  })

  test.each(['cancel', 'next', 'other'])('has who sits in the waiting room told there (%s)', async (plan) => {
    const { path, patients } = await aFullDay()
    await db.deleteFrom('reservations').execute()
    await db
      .updateTable('appointments')
      .set({ clinic_day: inDays(0) })
      .execute()
    await db.updateTable('appointments').set({ status: 'arrived' }).where('patient_id', '=', patients[1].id).execute()
    const desk = await atTheDesk()
    const fields = fieldsIn(await (await desk.get(`${path}?plan=${plan}`)).text())
    const text = await (await desk.get((await desk.post(path, fields)).headers.get('location') ?? '')).text()
    expect(text.split('Is here and waits')).toHaveLength(2)
  })

  test.each([
    ['has those with a phone told as well where a gateway is set up', { textGateway: aGateway('http://127.0.0.1:9/') }, '1 person to call'],
    ['has everybody called where no message leaves the clinic', { smtpUrl: null }, '3 people to call'],
  ])('%s', async (_what, given, toCall) => {
    const { path, patients } = await aFullDay()
    await aContactPoint(db, patients[1], { value: '+966501112222', reminders: true })
    const { text } = await carriedOut(await atTheDesk(given), path, 'cancel')
    expect(text).toContain(toCall)
  })

  test('has those called again whose message did not arrive', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    const { done, text } = await carriedOut(desk, path, 'cancel')
    expect(text).toContain('2 people to call')
    await db.updateTable('outbox').set({ last_error: 'mail ESOCKET CONN ECONNREFUSED' }).where('topic', '=', 'mail').execute()
    expect(await (await desk.get(done)).text()).toContain('3 people to call')
    expect(await (await desk.get('/absences')).text()).toContain('3 people to call')
    await db.deleteFrom('outbox').where('topic', '=', 'mail').execute()
    expect(await (await desk.get(done)).text()).toContain('2 people to call')
  })

  test('finds no man for who sees women only, and says so by leaving the visit where it is', async () => {
    const { path, patients } = await aFullDay('male')
    await db.updateTable('patients').set({ doctor_sex_preference: 'female' }).where('id', '=', patients[0].id).execute()
    const desk = await atTheDesk()
    const text = await (await desk.get(`${path}?day=${day}&plan=other`)).text()
    const [first] = await visits()
    const select = /<select id="visit-[^"]+" name="visit-[^"]+".*?<\/select>/s.exec(text)?.[0]
    expect(select).toContain(first?.id)
    expect(select).not.toContain('Noura Alrashid')
    expect(text.split('No other suitable doctor is free on this day: next free time of the same doctor')).toHaveLength(2)
    expect(await (await desk.get(`${path}?day=${day}&plan=next`)).text()).not.toContain('No other suitable doctor')
  })
})

describe('the form', () => {
  test('sent twice, or again after it was interrupted, does everything once', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    const { fields, done } = await carriedOut(desk, path, 'other')
    const versions = (await visits()).map(({ version }) => version)
    expect((await desk.post(path, fields)).headers.get('location')).toBe(done)
    expect((await visits()).map(({ version }) => version)).toEqual(versions)
    expect(await db.selectFrom('absences').select('id').execute()).toHaveLength(1)
    expect(await outcomes()).toHaveLength(3)
  })

  test('that says nothing that can be read of any visit leaves all as they are', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    const before = await visits()
    const unreadable = Object.fromEntries(before.map(({ id }) => [`version-${id}`, 'x']))
    const { text } = await carriedOut(desk, path, 'other', unreadable)
    expect(text).toContain('<h1')
    expect(await visits()).toEqual(before)
    expect(await outcomes()).toEqual([])
  })

  test('that was interrupted between a move and its note is taken up where it stopped', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    const { fields, done } = await carriedOut(desk, path, 'other')
    const [first] = await visits()
    if (!first) throw new Error('nobody is booked')
    // As the process leaves it that dies there: the visit has moved, and the list does not know.
    await db.deleteFrom('receipts').where('action', '=', 'absence.visit').where('subject_id', '=', first.id).execute()
    await db
      .updateTable('absence_visits')
      .set({ outcome: 'failed', refusal: 'interrupted', told: false })
      .where('appointment_id', '=', first.id)
      .execute()
    const versions = (await visits()).map(({ version }) => version)
    expect((await desk.post(path, fields)).headers.get('location')).toBe(done)
    expect((await outcomes()).map(({ outcome, told }) => [outcome, told])).toEqual([
      ['moved', true],
      ['moved', false],
      ['moved', false],
    ])
    expect((await visits()).map(({ version }) => version)).toEqual(versions)
  })

  test('leaves a visit that somebody changed meanwhile, and lists it as not done', async () => {
    const { path } = await aFullDay()
    const [first] = await visits()
    const desk = await atTheDesk()
    const { text } = await carriedOut(desk, path, 'cancel', { [`version-${first?.id}`]: '7' })
    expect((await visits()).map(({ status }) => status)).toEqual(['booked', 'cancelled', 'cancelled'])
    expect((await outcomes())[0]).toEqual({ outcome: 'failed', refusal: 'changed', told: false })
    expect(text).toContain('1 visit is not dealt with')
  })

  test('leaves a visit whose new time is taken by then', async () => {
    const { clinic, colleague, path } = await aFullDay()
    const desk = await atTheDesk()
    const fields = fieldsIn(await (await desk.get(`${path}?day=${day}&plan=other`)).text())
    const stranger = await aPatient(db)
    await bookAt(db, clinic, at(2, '10:00'), { patient: stranger.id, doctor: colleague.staff.id })
    await desk.post(path, fields)
    expect((await outcomes()).map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
      ['failed', 'taken'],
      ['moved', null],
      ['moved', null],
    ])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('keeps what cannot be read, touches no visit of another doctor, and needs its own name', async () => {
    const { clinic, colleague, path } = await aFullDay()
    const other = await aPatient(db)
    await bookAt(db, clinic, at(2, '15:00'), { patient: other.id, doctor: colleague.staff.id })
    const theirs = (await visits()).find(({ doctor_id }) => doctor_id === colleague.staff.id)
    const desk = await atTheDesk()
    const [first] = await visits()
    await carriedOut(desk, path, 'keep', {
      [`visit-${first?.id}`]: 'nobody nowhere never',
      [`visit-${theirs?.id}`]: 'cancel',
      [`version-${theirs?.id}`]: '1',
    })
    expect((await visits()).map(({ status }) => status)).toEqual(Array(4).fill('booked'))
    expect((await desk.post(path, { receipt: newId(), day: String(day) })).status).toBe(400)
    expect((await desk.get(`/doctors/${newId()}/absence`)).status).toBe(404)
    expect((await desk.get('/doctors/nobody/absence')).status).toBe(404)
    expect((await desk.get(`/absences/${newId()}`)).status).toBe(404)
  })

  test('shows an empty day, and today for a day that is over', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    expect(await (await desk.get(`${path}?day=${inDays(5)}`)).text()).toContain('Nobody has to be told.')
    expect(await (await desk.get(`${path}?day=2020-01-01`)).text()).toContain(`value="${inDays(0)}"`)
  })
})

describe('who comes second', () => {
  /** Two people have the page of one doctor and day open. */
  async function bothOpen() {
    const given = await aFullDay()
    const [hana, majed] = [await atTheDesk(), await atTheDesk()]
    const shown = async (desk: TestBrowser, plan: string) =>
      fieldsIn(await (await desk.get(`${given.path}?day=${day}&plan=${plan}`)).text())
    return { ...given, hana, majed, shown }
  }

  async function sent(desk: TestBrowser, path: string, fields: Record<string, string>): Promise<string> {
    return (await desk.get((await desk.post(path, fields)).headers.get('location') ?? '')).text()
  }

  test('is led to the list of the first, where theirs would hold nothing of its own, and overrides none of it', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const [first, second, third] = await visits()
    const [hers, his] = [await shown(hana, 'other'), await shown(majed, 'cancel')]
    const hersList = await sent(hana, path, { ...hers, [`visit-${second?.id}`]: 'cancel', [`visit-${third?.id}`]: 'keep' })
    const after = await visits()
    for (const _ of ['sent', 'sent again']) {
      const text = await sent(majed, path, his)
      expect(text).toContain('has dealt with these visits already')
      expect(text).toContain('1 person to call')
      expect(text).not.toContain('Nobody has to be called')
      for (const { id } of [first, second, third].flatMap((visit) => visit ?? [])) expect(text).toContain(`/appointments/${id}`)
    }
    expect(hersList).not.toContain('has dealt with these visits already')
    expect(await visits()).toEqual(after)
    expect(await db.selectFrom('absences').select('id').execute()).toHaveLength(1)
    expect(await db.selectFrom('closures').select('id').execute()).toHaveLength(1)
    expect((await (await majed.get('/absences')).text()).split('/absences/')).toHaveLength(2)
  })

  test('is led there while the first is still at it, and told so', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const [hers, his] = [await shown(hana, 'keep'), await shown(majed, 'cancel')]
    await sent(hana, path, hers)
    // As it stands between the beginning of her list and its first visit.
    await db.updateTable('absence_visits').set({ outcome: 'failed', refusal: 'interrupted' }).execute()
    const text = await sent(majed, path, his)
    expect(text).toContain('3 visits are being dealt with just now')
    expect(text).not.toContain('Still with the absent doctor')
    expect(await (await majed.get(`${path}?day=${day}`)).text()).toContain('3 visits are being dealt with just now')
    expect((await visits()).map(({ status }) => status)).toEqual(Array(3).fill('booked'))
    const longAgo = Temporal.Now.instant().subtract({ hours: 1 })
    await owner.updateTable('absences').set({ created_at: longAgo }).execute()
    expect(await sent(majed, path, his)).toContain('3 visits are not dealt with')
  })

  test('has a list of their own for what the first has not taken up, and it leads to the other one with its calls', async () => {
    const { clinic, path, hana, majed, shown } = await bothOpen()
    const hers = await shown(hana, 'cancel')
    const late = await aPatient(db)
    await bookAt(db, clinic, at(2, '15:00'), { patient: late.id })
    const his = await shown(majed, 'keep')
    await sent(hana, path, hers)
    const text = await sent(majed, path, his)
    expect(text).not.toContain('has dealt with these visits already')
    expect(text).toContain('3 visits were dealt with already')
    expect(text).toContain('Dealt with by')
    expect(text).toContain('1 visit is kept')
    expect(text).toContain('Nobody on this list has to be called')
    expect(text).not.toContain('Nobody has to be called')
    expect(text).toMatch(/Other lists for this day.*Carried out by.*2 people to call/)
  })

  test('is shown before what was carried out for the day, and how many calls are open', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const hers = await shown(hana, 'cancel')
    expect(await (await majed.get(`${path}?day=${day}`)).text()).not.toContain('Carried out')
    const list = (await hana.post(path, hers)).headers.get('location') ?? ''
    const text = await (await majed.get(`${path}?day=${day}`)).text()
    expect(text).toMatch(new RegExp(`href="${list}">Carried out by .*2 people to call`))
    expect(text).not.toContain('Nobody has to be told')
    expect(text).toContain('The rest of the day is closed')
  })

  test('is told who noted a call, and when, where both press the button', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const list = (await hana.post(path, await shown(hana, 'cancel'))).headers.get('location') ?? ''
    const call = /action="([^"]+calls[^"]+)"/.exec(await (await hana.get(list)).text())?.[1] ?? ''
    expect(await sent(hana, call, { receipt: newId() })).not.toContain('was told already')
    expect(await sent(majed, call, { receipt: newId() })).toMatch(/was told already: noted by <bdi>[^<]+<\/bdi>, [^<]+\./)
    expect(await sent(majed, `${call}/withdrawal`, { receipt: newId() })).not.toContain('taken back already')
    expect(await sent(hana, `${call}/withdrawal`, { receipt: newId() })).toContain('taken back already')
    const calls = await db.selectFrom('audit').select('action').where('action', 'like', 'absence.call%').execute()
    expect(calls.map(({ action }) => action)).toEqual(['absence.call', 'absence.call-withdrawal'])
  })

  test('sees on a new form what was kept, and may decide otherwise', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const kept = await sent(hana, path, await shown(hana, 'keep'))
    expect(kept).toContain('3 visits are kept')
    const text = await sent(majed, path, await shown(majed, 'cancel'))
    expect((await visits()).map(({ status }) => status)).toEqual(Array(3).fill('cancelled'))
    expect(text).not.toContain('dealt with already')
    // What Hana kept is kept no longer, and her list says so.
    const [{ id } = { id: '' }] = await db.selectFrom('absences').select('id').orderBy('created_at').execute()
    const hers = await (await hana.get(`/absences/${id}`)).text()
    expect(hers).not.toContain('are kept')
    expect(hers).toContain('3 visits were dealt with already')
  })

  test('at the same moment, is told the same: each visit is dealt with by one of the two', async () => {
    const { path, hana, majed, shown } = await bothOpen()
    const [hers, his] = [await shown(hana, 'keep'), await shown(majed, 'cancel')]
    const answers = await Promise.all([hana.post(path, hers), majed.post(path, his)])
    const texts = await Promise.all(answers.map(async ({ headers }) => (await hana.get(headers.get('location') ?? '')).text()))
    const statuses = (await visits()).map(({ status }) => status)
    expect(new Set(statuses).size).toBe(1)
    expect(texts.map((text) => text.includes('has dealt with these visits already')).toSorted()).toEqual([false, true])
    expect(await db.selectFrom('absences').select('id').execute()).toHaveLength(1)
  })

  test('is shown a visit that the desk has cancelled while the page was open', async () => {
    const { clinic, path, majed, shown } = await bothOpen()
    const his = await shown(majed, 'cancel')
    const [first] = await visits()
    if (!first) throw new Error('nobody is booked')
    await cancel(db, clinic.desk, { receipt: newId(), appointment: first.id, reason: 'clinic' })
    const text = await sent(majed, path, his)
    expect(text).toContain('1 visit was dealt with already')
    expect(text).toContain('2 people to call')
    expect((await visits()).map(({ cancel_reason }) => cancel_reason)).toEqual(['clinic', 'doctor-absent', 'doctor-absent'])
  })

  test('finds a visit that was not dealt with on the first list as dealt with, once the second has done it', async () => {
    const { path, majed, shown } = await bothOpen()
    const [first] = await visits()
    const { done, text } = await carriedOut(majed, path, 'cancel', { [`version-${first?.id}`]: '7' })
    expect(text).toContain('Still with the absent doctor')
    await sent(majed, path, await shown(majed, 'cancel'))
    const after = await (await majed.get(done)).text()
    expect(after).not.toContain('Still with the absent doctor')
    expect(after).toContain('1 visit was dealt with already')
  })
})

describe('a doctor with nobody booked', () => {
  test('is said to be offered only while there are working hours ahead', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-12:00'] })
    const left = (now: Temporal.Instant, doctor = clinic.doctor.staff.id) => hoursLeft(db, { doctor, day, now })
    expect(await left(at(2, '11:00'))).toBe('ahead')
    expect(await left(at(2, '12:00'))).toBe('over')
    const idle = await aDoctor(db, { ...clinic.place, hours: [] })
    expect(await left(at(2, '11:00'), idle.staff.id)).toBe('none')
    const text = await (await (await atTheDesk()).get(`/doctors/${idle.staff.id}/absence?day=${day}`)).text()
    expect(text).toContain('no working hours on this day')
    expect(text).not.toContain('still offered')
  })

  test('is made absent all the same: one button closes the day, and no time of it is offered any more', async () => {
    const clinic = await aClinic(db)
    const path = `/doctors/${clinic.doctor.staff.id}/absence`
    const desk = await atTheDesk()
    const before = await (await desk.get(`${path}?day=${day}`)).text()
    expect(before).toContain('Close the rest of the day')
    expect(await timesOn(db, clinic, day)).not.toEqual([])
    const { text } = await carriedOut(desk, path, 'other')
    expect(text).toContain('The rest of the day is closed')
    // The night before goes on until five.
    expect((await timesOn(db, clinic, day)).filter((time) => time >= '05:00')).toEqual([])
    const after = await (await desk.get(`${path}?day=${day}`)).text()
    expect(after).toContain('The rest of the day is closed')
    expect(after).not.toContain('method="post" action="/doctors')
    expect(await db.selectFrom('closures').select('id').execute()).toHaveLength(1)
  })
})

describe('a doctor who is here after all', () => {
  async function absentFor(plan: string) {
    const given = await aFullDay()
    const desk = await atTheDesk()
    const { done, fields } = await carriedOut(desk, given.path, plan)
    return { ...given, desk, done, fields, back: `/doctors/${given.clinic.doctor.staff.id}/return` }
  }
  const offered = async (clinic: Parameters<typeof timesOn>[1]) =>
    (await timesOn(db, clinic, day, { doctor: clinic.doctor.staff.id })).filter((time) => time >= '05:00')
  const opened = () => db.selectFrom('audit').select('id').where('action', '=', 'closure.withdraw').execute()

  test('has the day opened, once, after a page that says what that does and who stays moved', async () => {
    const { clinic, desk, done, back } = await absentFor('cancel')
    const before = await visits()
    expect(await (await desk.get(done)).text()).toContain(`href="${back}?day=${day}"`)
    expect(await offered(clinic)).toEqual([])
    const asked = await (await desk.get(`${back}?day=${day}`)).text()
    expect(asked).toContain('can be booked again from now on')
    expect(asked).toContain('3 visits stay as they were changed')
    for (const _ of [1, 2]) expect((await desk.post(back, { day: String(day) })).headers.get('location')).toBe(done)
    expect(await offered(clinic)).not.toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
    expect(await visits()).toEqual(before)
    const text = await (await desk.get(done)).text()
    expect(text).toContain('The doctor is here after all: since')
    expect(text).toContain('2 people to call')
    expect(text).not.toContain(back)
    expect((await desk.get(`${back}?day=${day}`)).headers.get('location')).toBe(done)
    expect(await opened()).toHaveLength(1)
  })

  test('is opened on no other day, and not out of a longer leave', async () => {
    const { clinic, desk, back } = await absentFor('keep')
    expect((await desk.post(back, { day: '2020-01-01' })).headers.get('location')).toBe('/absences')
    expect(await offered(clinic)).toEqual([])
    const leave = { staff_id: clinic.doctor.staff.id, starts_at: at(0, '00:00'), ends_at: at(9, '00:00') }
    const { id } = await aClosure(db, leave)
    expect((await desk.get(`${back}?day=${day}`)).status).toBe(303)
    await desk.post(back, { day: String(day) })
    expect(await opened()).toEqual([])
    expect(await db.selectFrom('closures').select('withdrawn_at').where('id', '=', id).execute()).toEqual([{ withdrawn_at: null }])
  })

  test('can be absent again on the same day', async () => {
    const { clinic, desk, path, back } = await absentFor('cancel')
    await desk.post(back, { day: String(day) })
    const page = await (await desk.get(`${path}?day=${day}`)).text()
    expect(page).toContain('The doctor is here after all: since')
    const text = await (await desk.get((await desk.post(path, fieldsIn(page))).headers.get('location') ?? '')).text()
    expect(text).toContain('The rest of the day is closed')
    expect(text).not.toContain('The doctor is here after all: since')
    expect(await offered(clinic)).toEqual([])
  })
})

describe('the day of an absent doctor', () => {
  const views = (doctor: string) => ['list', 'grid'].map((view) => `/day-book?day=${day}&doctor=${doctor}&view=${view}`)

  async function asTheDoctor({ user }: { user: { id: Id<'user'> } }): Promise<TestBrowser> {
    const token = newToken()
    await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
    return aBrowser(db, 'staff', { '__Host-session': token })
  }

  test('says so where nothing is left on it, in the day book with the way to the absence, and to the doctor without', async () => {
    const { clinic, path } = await aFullDay('female', { hours: ['08:00-22:00'] })
    const desk = await atTheDesk()
    const { done } = await carriedOut(desk, path, 'other')
    for (const address of views(clinic.doctor.staff.id)) {
      const text = await (await desk.get(address)).text()
      expect(text).toContain('Dr. Sara Alqahtani is absent on this day.')
      expect(text).toContain(`href="${done}"`)
      expect(text).not.toContain('Nobody works on this day')
    }
    const doctor = await asTheDoctor(clinic.doctor)
    for (const address of [`/my-day?day=${day}`, ...views(clinic.doctor.staff.id)]) {
      const text = await (await doctor.get(address)).text()
      expect(text).toContain('Dr. Sara Alqahtani is absent on this day.')
      expect(text).not.toContain(done)
    }
    expect(await (await doctor.get(`/my-day?day=${inDays(5)}`)).text()).toContain('No appointments on this day.')
  })

  test('says so above those who were cancelled, and not while somebody still comes', async () => {
    const { clinic, path } = await aFullDay('female', { hours: ['08:00-22:00'] })
    const desk = await atTheDesk()
    const [first] = await visits()
    const list = async () => (await desk.get(`/day-book?day=${day}&doctor=${clinic.doctor.staff.id}`)).text()
    await carriedOut(desk, path, 'cancel', { [`visit-${first?.id}`]: 'keep' })
    expect(await list()).not.toContain('is absent on this day')
    await carriedOut(desk, path, 'cancel')
    expect(await list()).toMatch(/is absent on this day\..*Cancelled/s)
  })

  test('says why, of a leave and of a holiday, and nothing of what closes an hour or another place', async () => {
    const clinic = await aClinic(db)
    const desk = await atTheDesk()
    const texts = async () => Promise.all(views(clinic.doctor.staff.id).map(async (address) => (await desk.get(address)).text()))
    const whole = { starts_at: at(2, '00:00'), ends_at: at(4, '00:00') }
    const other = await aLocation(db, { position: 2 })
    await aClosure(db, { ...whole, location_id: other.id })
    await aClosure(db, { starts_at: at(2, '10:00'), ends_at: at(2, '11:00') })
    for (const text of await texts()) expect(text).not.toMatch(/absent on this day|Closed on this day/)
    await aClosure(db, whole)
    for (const text of await texts()) expect(text).toContain('Closed on this day: Holiday')
    await aClosure(db, { ...whole, staff_id: clinic.doctor.staff.id, name: { en: 'Annual leave', ar: 'إجازة سنوية' } })
    for (const text of await texts()) expect(text).toContain('Dr. Sara Alqahtani is absent on this day: Annual leave')
  })

  test('is shown anew on boards that are open, when it closes and when it opens', async () => {
    const clinic = await aClinic(db)
    const changes = () => db.selectFrom('changes').select('topic').where('topic', '=', `day-book/${day}`).execute()
    const desk = await atTheDesk()
    await carriedOut(desk, `/doctors/${clinic.doctor.staff.id}/absence`, 'other')
    expect(await changes()).toHaveLength(1)
    await desk.post(`/doctors/${clinic.doctor.staff.id}/return`, { day: String(day) })
    expect(await changes()).toHaveLength(2)
  })
})

describe('a form that was left open overnight', () => {
  test('closes nothing of today', async () => {
    const { path } = await aFullDay()
    const desk = await atTheDesk()
    const yesterday = String(inDays(-1))
    expect((await desk.post(path, { absence: newId(), day: yesterday, close: 'yes' })).headers.get('location')).toBe(path)
    expect(await db.selectFrom('closures').select('id').execute()).toEqual([])
  })
})

describe('who waits for an absent doctor without an appointment', () => {
  /** Nobody is booked, one waits for this doctor, and one for whoever is free. */
  async function twoWait() {
    const clinic = await aClinic(db)
    const patients = [await aPatient(db), await aPatient(db)] as const
    for (const [place, patient] of patients.entries()) {
      const where = { location: clinic.location.id, department: clinic.department.id, visitType: clinic.type.id }
      const doctor = place === 0 ? clinic.doctor.staff.id : null
      await joinQueue(db, clinic.desk, { receipt: newId(), patient: patient.id, doctor, day: inDays(0), ...where })
    }
    return { clinic, patients, path: `/doctors/${clinic.doctor.staff.id}/absence` }
  }

  test('is on the page and on the list, with a number and the way to the day book', async () => {
    const { clinic, patients, path } = await twoWait()
    const desk = await atTheDesk()
    const page = await (await desk.get(path)).text()
    const done = (await desk.post(path, fieldsIn(page))).headers.get('location') ?? ''
    for (const text of [page, await (await desk.get(done)).text()]) {
      expect(text).toContain('1 walk-in waits for this doctor')
      expect(text).toContain(patients[0].record_number)
      expect(text).not.toContain(patients[1].record_number)
      expect(text).not.toContain('Nobody has to be told')
      expect(text).toContain(`/day-book?day=${inDays(0)}&amp;doctor=${clinic.doctor.staff.id}`)
    }
    const seen = await db.selectFrom('audit').select('patient_ids').where('action', 'in', ['absence.plan', 'absence.see']).execute()
    expect(seen.map((row) => row.patient_ids)).toEqual([[patients[0].id], [patients[0].id]])
  })

  test('is not joined by others: the walk-in form no longer offers that doctor, and refuses an older form', async () => {
    const { clinic, path } = await twoWait()
    const patient = await aPatient(db)
    const desk = await atTheDesk()
    const whom = `${clinic.department.id}/${clinic.doctor.staff.id}`
    expect(await (await desk.get(`/patients/${patient.id}/walk-in`)).text()).toContain(whom)
    await desk.post(path, fieldsIn(await (await desk.get(path)).text()))
    expect(await (await desk.get(`/patients/${patient.id}/walk-in`)).text()).not.toContain(whom)
    const answer = await desk.post(`/patients/${patient.id}/walk-in`, { receipt: newId(), whom, visit: clinic.type.id })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('does not come any more today')
    expect(await db.selectFrom('queue_entries').select('id').execute()).toHaveLength(2)
  })
})

import { describe, expect, test } from 'vitest'
import { timeText } from '../../src/appointments/online/wanted.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { settingsOf } from '../../src/clinic/queries.ts'
import { testDatabase } from '../support/database.ts'
import { choicesOf, hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aDoctorsRole, aPatient, aUser } from '../support/people.ts'
import { aLocation } from '../support/places.ts'
import { aClinic, at, bookAt, type Given, inDays, newReceipt } from './clinic.ts'
import { theVisit } from './desk.ts'
import { signedInBrowser } from './patient-site.ts'

const { db } = testDatabase()
const htmx = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

describe('a patient who moves their appointment', () => {
  const aBooking = async (given: Given = {}, start = at(3, '10:00')) => {
    const clinic = await aClinic(db, given)
    const settings = await settingsOf(db)
    const booked = await bookAt(db, clinic, start)
    if (!booked.ok) throw new Error(booked.reason)
    const browser = await signedInBrowser(db, clinic.user)
    const address = `/patients/${clinic.patient.id}/appointments/${booked.appointment}/time`
    const fields = async (start: Temporal.Instant) => ({
      ...hiddenFields(await (await browser.get(address)).text()),
      time: timeText({ starts: start, location: clinic.location.id }),
    })
    return { ...clinic, settings, visit: booked.appointment, browser, address, fields }
  }

  test('chooses among the doctor’s times on one page, and has it', async () => {
    const { browser, address, fields, visit } = await aBooking()
    expect(await (await browser.get(address)).text()).toContain('type="radio"')
    const done = await browser.post(address, await fields(at(4, '11:00')))
    expect(done.status).toBe(303)
    expect(await theVisit(db, visit)).toMatchObject({ starts_at: at(4, '11:00'), version: 2 })
    expect(await (await browser.get(done.headers.get('Location') ?? '')).text()).toContain('Your appointment is moved')
  })

  test('sees when and with whom it is before the times, and all else on the appointment’s own page', async () => {
    const { browser, address } = await aBooking()
    const words = wordsOf(await (await browser.get(address)).text())
    expect(words).toMatch(/Move to another time [^,]+, 10:00 am Dr\. Sara Alqahtani For Noura Saad Alqahtani/)
    expect(words).not.toMatch(/SAR|Booking number/)
  })

  test('is told when the time is gone, the limit is past, or nothing was chosen', async () => {
    const clinic = await aBooking()
    const { browser, address, visit } = clinic
    const form = await clinic.fields(at(4, '11:00'))
    expect((await browser.post(address, { ...form, time: '' })).status).toBe(422)
    await bookAt(db, clinic, at(4, '11:00'), { patient: (await aPatient(db)).id })
    const gone = await browser.post(address, form, htmx)
    expect(gone.status).toBe(409)
    expect(await gone.text()).toContain('That time has just been taken')
    const soon = Temporal.Now.instant().add({ minutes: 60 })
    await db.updateTable('appointments').set({ starts_at: soon, blocked_from: soon }).where('id', '=', visit).execute()
    const late = await browser.post(address, {
      ...form,
      receipt: newReceipt(),
      time: timeText({ starts: at(5, '11:00'), location: clinic.location.id }),
    })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('too late')
  })

  test('moves nobody else’s', async () => {
    const { address } = await aBooking()
    const stranger = await signedInBrowser(db, await aUser(db))
    expect((await stranger.get(address)).status).toBe(404)
    expect((await stranger.post(address, { receipt: newReceipt(), version: '1', time: '' })).status).toBe(404)
  })

  /** The clinic days of the times that a page offers, each once. */
  const daysIn = (html: string): string[] => [...new Set(timesIn(html).map((one) => one.toPlainDate().toString()))]

  const timesIn = (html: string) =>
    choicesOf(html, 'time').map((value) => Temporal.Instant.from(value.replace(/@.*$/, '')).toZonedDateTimeISO('Asia/Riyadh'))

  const hoursOn = (html: string, day: Temporal.PlainDate) =>
    timesIn(html)
      .filter((one) => one.toPlainDate().equals(day))
      .map((one) => one.toPlainTime().toString({ smallestUnit: 'minute' }))

  test('sees whole days, to their last time, and "More days" goes on with the next', async () => {
    const { browser, address } = await aBooking({ hours: ['09:00-13:00', '16:00-20:00'] })
    const day = inDays(5)
    const html = await (await browser.get(`${address}?from=${day}`)).text()
    expect(hoursOn(html, day)).toEqual([...thirds(9, 13), ...thirds(16, 20)])
    expect(daysIn(html)).toEqual([day.toString()])
    expect(wordsOf(html)).toMatch(/Morning.+9:00 am.+Evening.+7:40 pm/)
    const more = linksIn(html).find((href) => href === `${address}?from=${day.add({ days: 1 })}`)
    const next = await (await browser.get(String(more))).text()
    expect(hoursOn(next, day.add({ days: 1 }))).toEqual([...thirds(9, 13), ...thirds(16, 20)])
  })

  test('goes on over days with few times until there are enough, and to the end of what may be booked', async () => {
    const { browser, address, settings } = await aBooking({ hours: ['10:00-11:00'] })
    const first = await (await browser.get(`${address}?from=${inDays(10)}`)).text()
    expect(daysIn(first)).toEqual([10, 11, 12, 13].map((days) => inDays(days).toString()))
    const last = inDays(settings.booking_days_ahead)
    const end = await (await browser.get(`${address}?from=${last}`)).text()
    expect(daysIn(end)).toEqual([last.toString()])
    expect(wordsOf(end)).not.toContain('More days')
    const beyond = await browser.get(`${address}?from=${last.add({ days: 1 })}`)
    expect(wordsOf(await beyond.text())).toMatch(/No other time is free with this doctor from .+ on\. Choose an earlier day\./)
  })

  test('names a day within what may be booked, and is a press away from the appointment’s own and from the first', async () => {
    const { browser, address, settings } = await aBooking({ hours: ['09:00-13:00'] }, at(20, '10:00'))
    const html = await (await browser.get(address)).text()
    const range = `min="${inDays(0)}" max="${inDays(settings.booking_days_ahead)}"`
    expect(html).toMatch(
      new RegExp(`<form class="filters" action="${address}">.+<input [^>]*name="from" type="date" value="${inDays(0)}" ${range}`),
    )
    const own = `${address}?from=${inDays(20)}`
    expect(linksIn(html)).toContain(own)
    expect(wordsOf(html)).toContain('From the day of this appointment')
    const near = await (await browser.get(own)).text()
    expect(hoursOn(near, inDays(20))).toEqual(thirds(9, 13).filter((one) => one !== '10:00'))
    expect(near).toContain(`name="from" type="date" value="${inDays(20)}"`)
    expect(wordsOf(near)).not.toContain('From the day of this appointment')
    expect(wordsOf(near)).toContain('First free times')
    expect(linksIn(near)).toContain(address)
    for (const day of ['2020-01-01', '', 'soon']) {
      expect(daysIn(await (await browser.get(`${address}?from=${day}`)).text()), day).toEqual(daysIn(html))
    }
  })

  test('keeps the days that were shown when nothing was chosen, or the time is gone', async () => {
    const clinic = await aBooking({ hours: ['09:00-13:00'] })
    const { browser, address } = clinic
    const here = `${address}?from=${inDays(9)}`
    const html = await (await browser.get(here)).text()
    expect(html).toContain(`action="${here}" method="post"`)
    expect(html).toContain(`hx-post="${here}"`)
    for (const headers of [{}, htmx]) {
      const nothing = await browser.post(here, hiddenFields(html), headers)
      expect(nothing.status).toBe(422)
      expect(daysIn(await nothing.text())).toEqual([inDays(9).toString()])
    }
    await bookAt(db, clinic, at(9, '09:00'), { patient: (await aPatient(db)).id })
    const time = timeText({ starts: at(9, '09:00'), location: clinic.location.id })
    const gone = await browser.post(here, { ...hiddenFields(html), time })
    expect(gone.status).toBe(409)
    const text = await gone.text()
    expect(hoursOn(text, inDays(9))).toEqual(thirds(9, 13).slice(1))
    expect(text).toContain(`action="${here}" method="post"`)
  })

  test('reads at which branch a time is, of a doctor who works at two', async () => {
    const clinic = await aBooking({ hours: ['10:00-11:00'] })
    const { address, doctor, place, user } = clinic
    expect(wordsOf(await (await clinic.browser.get(address)).text())).not.toContain(' · Second Branch · ')
    const second = await aLocation(db, { name: { en: 'Second Branch', ar: 'الفرع الثاني' } })
    await aDoctorsRole(db, doctor.staff, { ...place, location: second, hours: ['16:00-17:00'] })
    const browser = await signedInBrowser(db, user)
    const words = wordsOf(await (await browser.get(address)).text())
    expect(words).toMatch(/ · Morning .*10:20 am.* · Second Branch · Evening .*4:20 pm/)
  })

  test('is told before which times can no longer be moved or cancelled online', async () => {
    const { browser, address, settings } = await aBooking()
    const html = await (await browser.get(address)).text()
    const limit = Temporal.Now.instant().add({ minutes: settings.cancel_limit_minutes })
    const marked = [...html.matchAll(/<input [^>]*name="time" value="([^@]+)@[^"]+"[^>]*aria-describedby="(times-note-\d+)"/g)]
    const soon = timesIn(html)
      .map((one) => one.toInstant())
      .filter((one) => Temporal.Instant.compare(one, limit) < 0)
    expect(marked.map(([, time]) => time)).toEqual(soon.map((one) => one.toString({ smallestUnit: 'minute' })))
    expect(soon).not.toEqual([])
    for (const [, , id] of marked) expect(html).toContain(`id="${id}"`)
    expect(wordsOf(html)).toMatch(
      /Once it is moved to (one of these times|a time before .+ [ap]m), the appointment can be changed or cancelled only by calling/,
    )
    const far = await (await browser.get(`${address}?from=${inDays(5)}`)).text()
    expect(far).not.toContain('times-note')
    expect(wordsOf(far)).not.toContain('only by calling')
  })

  test('reads that it is cancelled, when reception was quicker, and is led back to it', async () => {
    const { browser, address, fields, visit, desk } = await aBooking()
    const form = await fields(at(4, '11:00'))
    expect((await cancel(db, desk, { receipt: newReceipt(), appointment: visit, version: 1, reason: 'clinic' })).ok).toBe(true)
    for (const sent of [form, { ...form, time: '' }]) {
      const answer = await browser.post(address, { ...sent, receipt: newReceipt() }, htmx)
      expect(answer.status).toBeGreaterThanOrEqual(409)
      const html = await answer.text()
      expect(wordsOf(html)).toMatch(/This appointment is cancelled\..+ Cancelled .*Book another appointment/)
      expect(wordsOf(html)).not.toMatch(/changed in the meantime|Keep appointment|Choose a time|Show/)
      expect(html).toContain(`<a class="button plain" href="${address.replace(/\/time$/, '')}">See this appointment</a>`)
    }
    expect((await browser.get(address)).status).toBe(303)
  })

  test.each(['arrived', 'in-consultation', 'fulfilled', 'noshow'] as const)(
    'reads what has become of one that is %s by now',
    async (status) => {
      const { browser, address, fields, visit } = await aBooking()
      const form = await fields(at(4, '11:00'))
      await db.updateTable('appointments').set({ status, version: 2 }).where('id', '=', visit).execute()
      const words = wordsOf(await (await browser.post(address, form)).text())
      expect(words).toContain('This appointment can no longer be moved.')
      expect(words).not.toContain('changed in the meantime')
    },
  )
})

/** The starts of visits of twenty minutes. */
const thirds = (from: number, until: number): string[] =>
  Array.from({ length: (until - from) * 3 }, (_, n) => Temporal.PlainTime.from({ hour: from }).add({ minutes: n * 20 })).map((one) =>
    one.toString({ smallestUnit: 'minute' }),
  )

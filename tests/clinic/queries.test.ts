import { beforeEach, describe, expect, test } from 'vitest'
import { clinicOf, departmentsOf, hoursOn, locationsOf, locationToday, settingsOf, visitTypesOf } from '../../src/clinic/queries.ts'
import { clinicNow, forgetClinic } from '../../src/clinic/remembered.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { testDatabase } from '../support/database.ts'
import { aCairoLocation, aClosure, aDepartment, aFollowUp, aLocation, aVisitType, openingHours, theSettings } from '../support/places.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })

describe('settings', () => {
  test('are the clinic’s own', async () => {
    await theSettings(owner, { clinic_name: { en: 'Al-Noor', ar: 'النور' }, cancel_limit_minutes: 45 })
    expect(await settingsOf(db)).toMatchObject({
      clinic_name: { en: 'Al-Noor', ar: 'النور' },
      cancel_limit_minutes: 45,
      hijri_dates: false,
    })
  })

  test('a clinic that has none yet goes by a name that says so', async () => {
    expect(await settingsOf(db)).toMatchObject({ version: 0, clinic_name: { en: 'Raseel', ar: 'رسيل' } })
  })
})

describe('lists', () => {
  const gone = Temporal.Instant.from('2026-01-01T00:00:00Z')

  test('come in the clinic’s order, without what was archived', async () => {
    const [second, first] = [await aCairoLocation(owner), await aLocation(owner)]
    await aLocation(owner, { archived_at: gone })
    expect((await locationsOf(db)).map(({ id }) => id)).toEqual([first.id, second.id])

    const [later, sooner] = [await aDepartment(owner, { position: 2 }), await aDepartment(owner, { position: 1 })]
    await aDepartment(owner, { archived_at: gone })
    expect((await departmentsOf(db)).map(({ id }) => id)).toEqual([sooner.id, later.id])

    const [followUp, newVisit] = [await aFollowUp(owner), await aVisitType(owner)]
    await aVisitType(owner, { archived_at: gone })
    expect((await visitTypesOf(db)).map(({ id }) => id)).toEqual([newVisit.id, followUp.id])
  })

  test('are empty in an empty clinic', async () => {
    expect([await locationsOf(db), await departmentsOf(db), await visitTypesOf(db)]).toEqual([[], [], []])
  })
})

describe('the hours of a day', () => {
  const day = Temporal.Now.plainDateISO('Asia/Riyadh').add({ days: 3 })
  const at = (time: string) => day.toZonedDateTime({ timeZone: 'Asia/Riyadh', plainTime: Temporal.PlainTime.from(time) }).toInstant()

  test('are told for each location in its own zone', async () => {
    await openingHours(owner, await aLocation(owner), ['08:00-12:00', '16:00-02:00'])
    await openingHours(owner, await aCairoLocation(owner), ['10:00-16:00'])
    const [riyadh, cairo] = await hoursOn(db, day)
    expect(riyadh?.intervals.map(({ starts }) => starts.hour)).toEqual([8, 16])
    expect(cairo?.intervals.map(({ starts }) => `${starts.hour} ${starts.timeZoneId}`)).toEqual(['10 Africa/Cairo'])
  })

  test('a holiday of one location closes it, says why, and leaves the other open', async () => {
    const [riyadh, cairo] = [await aLocation(owner), await aCairoLocation(owner)]
    await openingHours(owner, riyadh, ['08:00-16:00'])
    await openingHours(owner, cairo, ['08:00-16:00'])
    await aClosure(owner, {
      location_id: riyadh.id,
      name: { en: 'Founding Day', ar: 'يوم التأسيس' },
      starts_at: at('00:00'),
      ends_at: at('23:55'),
    })
    const [closed, open] = await hoursOn(db, day)
    expect(closed).toMatchObject({ intervals: [], closure: { name: { en: 'Founding Day' } } })
    expect(open).toMatchObject({ intervals: [{}], closure: null })
  })

  test('a closure of the whole clinic closes every location; one of a department or a doctor, or a withdrawn one, closes none', async () => {
    const location = await aLocation(owner)
    await openingHours(owner, location, ['08:00-16:00'])
    const all = { starts_at: at('00:00'), ends_at: at('23:55') }
    await aClosure(owner, { ...all, department_id: (await aDepartment(owner)).id })
    await aClosure(owner, { ...all, withdrawn_at: at('00:00') })
    expect((await hoursOn(db, day))[0]?.intervals).toHaveLength(1)
    await aClosure(owner, all)
    expect((await hoursOn(db, day))[0]?.intervals).toHaveLength(0)
  })

  test('a day without hours is closed for no particular reason', async () => {
    await aLocation(owner)
    await aClosure(owner, { starts_at: at('00:00'), ends_at: at('23:55') })
    expect((await hoursOn(db, day))[0]).toMatchObject({ intervals: [], closure: null })
  })

  test('at half past midnight the evening still runs, and the place is open', async () => {
    await openingHours(owner, await aLocation(owner), ['18:00-02:00'])
    const clinic = await clinicOf(db)
    const [location] = clinic.locations
    if (!location) throw new Error('no location')
    const late = locationToday(clinic, location, at('00:30'))
    expect({ day: late.day.toString(), open: late.open }).toEqual({ day: day.subtract({ days: 1 }).toString(), open: true })
    const morning = locationToday(clinic, location, at('09:00'))
    expect({ day: morning.day.toString(), open: morning.open }).toEqual({ day: day.toString(), open: false })
  })
})

describe('the remembered clinic', () => {
  beforeEach(() => {
    forgetClinic(db)
  })

  test('is read in four statements, and then in none', async () => {
    await theSettings(owner)
    statements.length = 0
    await Promise.all([clinicNow(db), clinicNow(db)])
    expect((await clinicNow(db)).settings.version).toBe(1)
    expect(statements).toHaveLength(4)
  })

  test('is read anew once it is forgotten', async () => {
    await theSettings(owner)
    await clinicNow(db)
    await owner.updateTable('settings').set({ cancel_limit_minutes: 30 }).execute()
    expect((await clinicNow(db)).settings.cancel_limit_minutes).toBe(120)
    forgetClinic(db)
    expect((await clinicNow(db)).settings.cancel_limit_minutes).toBe(30)
  })

  test('does not remember a failure', async () => {
    await theSettings(owner)
    const away = openDatabase({ socketPath: '/nowhere.sock', user: 'nobody', password: '', database: 'none' })
    await expect(clinicNow(away.db)).rejects.toThrow()
    const again = clinicNow(away.db)
    await expect(again).rejects.toThrow()
    expect(clinicNow(away.db)).not.toBe(again)
    await expect(clinicNow(away.db)).rejects.toThrow()
  })
})

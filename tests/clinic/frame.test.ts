import { expect, test } from 'vitest'
import { clinicFacts } from '../../src/clinic/frame.ts'
import { clinicOf } from '../../src/clinic/queries.ts'
import { newId } from '../../src/database/ids.ts'
import { textsFor } from '../../src/web/texts.ts'
import { testDatabase } from '../support/database.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db, owner } = testDatabase()
const en = textsFor('en')
const ar = textsFor('ar')

/** A Tuesday in Riyadh. */
const tuesday = (time: string) => Temporal.ZonedDateTime.from(`2026-11-24T${time}[Asia/Riyadh]`).toInstant()

async function aClinicOpenOnTuesdays() {
  await theSettings(owner)
  const location = await aLocation(owner, { licence: '1010' })
  const hours = (starts: string, ends: string) => ({
    id: newId<'location-hours'>(),
    location_id: location.id,
    weekday: 2,
    starts: Temporal.PlainTime.from(starts),
    ends: Temporal.PlainTime.from(ends),
    valid_from: null,
    valid_until: null,
    precedence: 0,
  })
  await owner
    .insertInto('location_hours')
    .values([hours('08:00', '12:00'), hours('16:00', '02:00')])
    .execute()
  return clinicOf(db)
}

test('every page says name, address, phone and today’s hours in its reader’s language', async () => {
  const { country, language, inWords } = clinicFacts(await aClinicOpenOnTuesdays(), tuesday('10:00'))
  expect([country, language]).toEqual(['SA', 'ar'])
  expect(inWords(en)).toMatchObject({
    name: 'Raseel Clinic',
    phone: '011 234 5678',
    locations: [
      { phone: '011 234 5678', hoursToday: '8:00 am to 12:00 pm and 4:00 pm to 2:00 am', emergencyPhone: '997', licence: '1010' },
    ],
  })
  expect(inWords(ar).locations[0]?.hoursToday).toBe('من 8:00 ص إلى 12:00 م ومن 4:00 م إلى 2:00 ص')
})

test('the evening’s hours stand until it ends after midnight, then the next day’s', async () => {
  const clinic = await aClinicOpenOnTuesdays()
  const hoursAt = (now: Temporal.Instant) => clinicFacts(clinic, now).inWords(en).locations[0]?.hoursToday
  expect(hoursAt(tuesday('23:59'))).toContain('8:00 am')
  expect(hoursAt(tuesday('23:59').add({ hours: 2 }))).toContain('8:00 am')
  expect(hoursAt(tuesday('23:59').add({ hours: 3 }))).toBeNull()
})

test('a clinic without locations still has a frame', async () => {
  await theSettings(owner)
  expect(clinicFacts(await clinicOf(db), tuesday('10:00')).inWords(en)).toMatchObject({ phone: '', locations: [] })
})

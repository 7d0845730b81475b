import { setTimeout as pause } from 'node:timers/promises'
import { holdClosedTime } from '../appointments/closures/closed-time.ts'
import { type DayNumber, dayNumberOf, minuteOf } from '../appointments/free/minutes.ts'
import { audit } from '../audit/write.ts'
import { isDuplicateKey, Unavailable } from '../database/errors.ts'
import { newId } from '../database/ids.ts'
import type { Database, Tx } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { access, logins, users } from './seed/access.ts'
import { demoId } from './seed/chance.ts'
import { departments, locationHours, locations, settings, visitTypes } from './seed/clinic.ts'
import { closures } from './seed/closures.ts'
import { fillDays } from './seed/fill.ts'
import { insertAll } from './seed/insert.ts'
import { demoPatients, patientRows, searchTokenRows } from './seed/patients.ts'
import { offeredVisits, roles, rooms, staff, workingHours } from './seed/staff.ts'

export { type DemoAccount, demoAccounts } from './seed/accounts.ts'

interface Seeding {
  /** The clinic is filled around this moment: a day book for the day that it is. */
  now?: Temporal.Instant
  /** Told what is done, in a few words. */
  progress?: (step: string) => void
}

export type Seeded = { ok: true; patients: number; appointments: number } | { ok: false; reason: 'not-empty' }

/**
 * Fills an empty clinic with the demo clinic: always the same one, around the day that it is. All or nothing; a clinic that has
 * settings is left alone. The caller refuses it in production, because everybody knows the passwords.
 */
export async function seedClinic(db: Database, { now = Temporal.Now.instant(), progress = () => {} }: Seeding = {}): Promise<Seeded> {
  if (await isSeeded(db)) return { ok: false, reason: 'not-empty' }
  const action = { receipt: newId<'receipt'>(), name: 'clinic.seed', user: null, subject: null }
  const answer = await unlessElsewhere(db, () =>
    transact<Seeded>(db, action, async (tx) => {
      if (!(await begin(tx))) return { ok: false, reason: 'not-empty' }
      const today = todayAt(now)
      const people = demoPatients(today)
      progress('clinic and staff')
      await seedPlaces(tx, today)
      await insertAll(tx, 'users', users())
      await seedStaff(tx, today)
      progress(`${people.length} patients`)
      await seedPatients(tx, people, now)
      progress('appointments')
      const appointments = await fillDays(tx, { now, people, days: [...daysLongAgo(today), ...daysAround(today, 14)] })
      await insertAll(tx, 'receipts', [{ id: refreshReceipt(now), user_id: null, action: 'clinic.refresh', subject_id: null, at: now }])
      await holdClosedTime(tx, 'all', { from: minuteOf(now), until: minuteOf(now) + 500 * 1440 })
      await audit(tx, null, { action: 'clinic.seed' })
      return { ok: true, patients: people.length, appointments }
    }),
  )
  return 'repeated' in answer ? { ok: false, reason: 'not-empty' } : answer
}

type Refreshed = { ok: true; appointments: number } | { ok: false; reason: 'busy' }

/**
 * Keeps a demo clinic of last week lively: today has a day book again, the days ahead have some visits, and what was ahead then
 * has taken its course. At most once an hour; otherwise one statement. Leaves alone a clinic that is not the demo clinic.
 */
export async function refreshDemo(db: Database, now: Temporal.Instant = Temporal.Now.instant()): Promise<{ appointments: number }> {
  const receipt = refreshReceipt(now)
  const known = await db.selectFrom('receipts').select('id').where('id', '=', receipt).executeTakeFirst()
  if (known !== undefined || !(await isDemo(db))) return { appointments: 0 }
  const today = todayAt(now)
  const answer = await transact<Refreshed>(db, { receipt, name: 'clinic.refresh', user: null, subject: null }, async (tx) => {
    try {
      const appointments = await fillDays(tx, { now, people: demoPatients(today), days: daysAround(today, 21) })
      await markDemoAccounts(tx)
      await audit(tx, null, { action: 'clinic.refresh' })
      return { ok: true, appointments }
    } catch (error) {
      // Somebody booked one of these times just now: theirs stands, and the next hour is soon enough for the demo.
      if (isDuplicateKey(error)) return { ok: false, reason: 'busy' }
      throw error
    }
  })
  return { appointments: answer.ok && !('repeated' in answer) ? answer.appointments : 0 }
}

/** A clinic that was filled before there were second factors is not told by its accounts. */
async function markDemoAccounts(tx: Tx): Promise<void> {
  const ids = users().map(({ id }) => id)
  await tx.updateTable('users').set({ demo: true }).where('id', 'in', ids).where('demo', '=', false).execute()
}

/** The one row of settings is the judge between two starts at once: the second waits for the first, and finds it there. */
async function begin(tx: Tx): Promise<boolean> {
  try {
    await insertAll(tx, 'settings', [settings])
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** On a slow machine another start may seed for longer than a transaction has patience: then it is waited for. */
async function unlessElsewhere<A>(db: Database, seed: () => Promise<A>): Promise<A | { ok: false; reason: 'not-empty' }> {
  try {
    return await seed()
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    for (let waits = 0; waits < 120; waits += 1) {
      if (await isSeeded(db)) return { ok: false, reason: 'not-empty' }
      await pause(500)
    }
    throw error
  }
}

/** Whether this database holds a clinic, made up or not. */
export const isSeeded = async (db: Database): Promise<boolean> =>
  (await db.selectFrom('settings').select('singleton').executeTakeFirst()) !== undefined

/** Whether this database holds the demo clinic, whose passwords everybody knows. */
export async function isDemo(db: Database): Promise<boolean> {
  const ids = locations.map((location) => location.id)
  return (await db.selectFrom('locations').select('id').where('id', 'in', ids).executeTakeFirst()) !== undefined
}

/** The date in Riyadh, where most of the clinic is. */
const todayAt = (now: Temporal.Instant): Temporal.PlainDate => now.toZonedDateTimeISO('Asia/Riyadh').toPlainDate()

async function seedPlaces(tx: Tx, today: Temporal.PlainDate): Promise<void> {
  await insertAll(tx, 'locations', locations)
  await insertAll(tx, 'location_hours', locationHours(today))
  await insertAll(tx, 'departments', departments)
  await insertAll(tx, 'visit_types', visitTypes)
}

async function seedStaff(tx: Tx, today: Temporal.PlainDate): Promise<void> {
  await insertAll(tx, 'logins', logins())
  await insertAll(tx, 'rooms', rooms())
  await insertAll(tx, 'staff', staff())
  await insertAll(tx, 'practitioner_roles', roles())
  await insertAll(tx, 'practitioner_role_visit_types', offeredVisits())
  await insertAll(tx, 'working_hours', workingHours(today))
  await insertAll(tx, 'closures', closures(today))
}

async function seedPatients(tx: Tx, people: ReturnType<typeof demoPatients>, now: Temporal.Instant): Promise<void> {
  const rows = patientRows(people, now, todayAt(now))
  await insertAll(tx, 'patients', rows.patients)
  await insertAll(tx, 'patient_names', rows.names)
  await insertAll(tx, 'identifiers', rows.identifiers)
  await insertAll(tx, 'contact_points', rows.contacts)
  await insertAll(tx, 'search_tokens', searchTokenRows(rows))
  await insertAll(tx, 'patient_access', access())
}

/** One for each hour. */
const refreshReceipt = (now: Temporal.Instant) => demoId<'receipt'>('refresh', now.toString().slice(0, 13))

/** Some visits every ninth day of the last ten months. */
const daysLongAgo = (today: Temporal.PlainDate): { day: DayNumber; share: number }[] =>
  Array.from({ length: 30 }, (_, place) => ({ day: dayNumberOf(today) - 300 + place * 9, share: 0.1 }))

/** The last weeks, a full day today, and ever fewer visits for three weeks ahead. */
const daysAround = (today: Temporal.PlainDate, back: number): { day: DayNumber; share: number }[] =>
  Array.from({ length: back + 22 }, (_, place) => ({ day: dayNumberOf(today) + place - back, share: shareOf(place - back) }))

const shareOf = (offset: number): number => (offset < 0 ? 0.6 : offset === 0 ? 1 : 0.85 * 0.9 ** (offset - 1))

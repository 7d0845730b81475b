import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { actorOf, endAllSessions, endSession, formerUser, lockedActorOf, newToken, startSession } from '../../src/accounts/sessions.ts'
import type { Id } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import { testDatabase } from '../support/database.ts'
import { aRole, aStaffMember, aUser } from '../support/people.ts'
import { aDepartment, aLocation } from '../support/places.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })

async function aSession(user: { id: Id<'user'> }, site: Site = 'patient'): Promise<string> {
  const token = newToken()
  await startSession(db, { site, user: user.id, device: 'Firefox', token, strength: 'full', secondFactor: site === 'staff' })
  return token
}

const actor = (token: string | undefined, site: Site = 'patient') => actorOf(db, site, token, 'request-1')
const ago = (duration: Temporal.DurationLike) => Temporal.Now.instant().subtract(duration)
const today = () => Temporal.Now.plainDateISO('Asia/Riyadh')

describe('a session', () => {
  it('tells who acts, of which site, in which request', async () => {
    const user = await aUser(db, { language: 'ar' })
    const token = await aSession(user)
    expect(await actor(token)).toEqual({
      user: user.id,
      site: 'patient',
      name: { en: 'Fatimah Alghamdi', ar: 'فاطمة الغامدي' },
      roles: [],
      staff: null,
      departments: [],
      locations: [],
      requestId: 'request-1',
      session: createHash('sha256').update(token).digest(),
      strength: 'full',
      language: 'ar',
    })
  })

  it('stands in the database as the hash of what the browser holds', async () => {
    const token = await aSession(await aUser(db))
    const [row] = await db.selectFrom('sessions').selectAll().execute()
    expect(row?.token_hash).toEqual(createHash('sha256').update(token).digest())
    expect(await actor(row?.token_hash.toString('hex')), 'the hash opens nothing').toBeNull()
    expect(token).toHaveLength(43)
  })

  it('is nobody’s for a made-up token, an empty one and none', async () => {
    for (const token of [newToken(), '', 'x'.repeat(5000), '\0', undefined]) expect(await actor(token)).toBeNull()
  })

  it('is found by one statement, and marked as used by a second one at most once a minute', async () => {
    const token = await aSession(await aUser(db))
    statements.length = 0
    await actor(token)
    expect(statements).toHaveLength(1)
    await db
      .updateTable('sessions')
      .set({ last_used_at: ago({ seconds: 90 }) })
      .execute()
    statements.length = 0
    await actor(token)
    await actor(token)
    expect(statements).toHaveLength(3)
    const [row] = await db.selectFrom('sessions').select('last_used_at').execute()
    expect(Temporal.Instant.compare(row?.last_used_at ?? ago({ hours: 1 }), ago({ seconds: 60 }))).toBe(1)
  })

  it('ends after half an hour without a request for a patient, an hour for staff', async () => {
    const { user } = await aStaffMember(db, 'nurse')
    const [patients, staffs] = [await aSession(user, 'patient'), await aSession(user, 'staff')]
    await db
      .updateTable('sessions')
      .set({ last_used_at: ago({ minutes: 31 }) })
      .execute()
    expect(await actor(patients)).toBeNull()
    expect(await lockedActorOf(db, staffs, 'request-1'), 'locked, but not over').not.toBeNull()
    await db
      .updateTable('sessions')
      .set({ last_used_at: ago({ minutes: 61 }) })
      .execute()
    expect(await lockedActorOf(db, staffs, 'request-1')).toBeNull()
  })

  it('ends for good some hours after sign-in, however busy it is', async () => {
    const { user } = await aStaffMember(db, 'nurse')
    await aSession(user, 'patient')
    await aSession(user, 'staff')
    const rows = await db.selectFrom('sessions').select(['site', 'created_at', 'expires_at']).execute()
    const hours = rows.map(({ site, created_at, expires_at }) => [site, expires_at.since(created_at).total('hours')])
    expect(Object.fromEntries(hours)).toEqual({ patient: 12, staff: 14 })
    const token = await aSession(user, 'staff')
    await db
      .updateTable('sessions')
      .set({ expires_at: ago({ seconds: 1 }) })
      .execute()
    expect(await actor(token, 'staff')).toBeNull()
  })

  it('does not live longer by being used late in its life', async () => {
    const token = await aSession(await aUser(db))
    const end = Temporal.Now.instant().add({ minutes: 10 }).round('second')
    await db
      .updateTable('sessions')
      .set({ expires_at: end, last_used_at: ago({ minutes: 20 }) })
      .execute()
    expect(await actor(token)).not.toBeNull()
    const [row] = await db.selectFrom('sessions').select('expires_at').execute()
    expect(row?.expires_at.equals(end)).toBe(true)
  })

  it('of one site is nobody’s on the other', async () => {
    const { user } = await aStaffMember(db, 'admin')
    const [patients, staffs] = [await aSession(user, 'patient'), await aSession(user, 'staff')]
    expect(await actor(patients, 'staff')).toBeNull()
    expect(await actor(staffs, 'patient')).toBeNull()
    await endSession(db, 'staff', patients)
    expect(await actor(patients), 'nor is it ended from there').not.toBeNull()
  })

  it('ends by signing out, and the others of this person go on', async () => {
    const user = await aUser(db)
    const [here, elsewhere] = [await aSession(user), await aSession(user)]
    await endSession(db, 'patient', here)
    expect(await actor(here)).toBeNull()
    expect(await actor(elsewhere)).not.toBeNull()
  })

  it('ends everywhere, on both sites, and for this person only', async () => {
    const { user } = await aStaffMember(db, 'doctor')
    const other = await aSession(await aUser(db))
    const tokens = [await aSession(user), await aSession(user, 'patient')]
    const staffs = await aSession(user, 'staff')
    await endAllSessions(db, user.id)
    for (const token of tokens) expect(await actor(token)).toBeNull()
    expect(await actor(staffs, 'staff')).toBeNull()
    expect(await actor(other)).not.toBeNull()
  })

  it('says whose it was when it has ended, but not after signing out', async () => {
    const user = await aUser(db)
    const token = await aSession(user)
    await db
      .updateTable('sessions')
      .set({ last_used_at: ago({ hours: 2 }) })
      .execute()
    expect(await actor(token)).toBeNull()
    expect(await formerUser(db, 'patient', token)).toBe(user.id)
    expect(await formerUser(db, 'staff', token)).toBeNull()
    await endSession(db, 'patient', token)
    expect(await formerUser(db, 'patient', token)).toBeNull()
  })
})

describe('somebody who is disabled or archived', () => {
  it('is nobody at once, on both sites', async () => {
    const { user } = await aStaffMember(db, 'doctor')
    const [patients, staffs] = [await aSession(user), await aSession(user, 'staff')]
    await db
      .updateTable('users')
      .set({ disabled_at: ago({ seconds: 1 }) })
      .execute()
    expect(await actor(patients)).toBeNull()
    expect(await actor(staffs, 'staff')).toBeNull()
  })

  it('who has left the staff is nobody there, and still a patient', async () => {
    const { user } = await aStaffMember(db, 'doctor')
    const [patients, staffs] = [await aSession(user), await aSession(user, 'staff')]
    await db
      .updateTable('staff')
      .set({ archived_at: ago({ seconds: 1 }) })
      .execute()
    expect(await actor(staffs, 'staff')).toBeNull()
    expect(await actor(patients)).not.toBeNull()
  })
})

describe('on the staff site', () => {
  it('a patient is nobody', async () => {
    const token = await aSession(await aUser(db), 'staff')
    expect(await actor(token, 'staff')).toBeNull()
  })

  it('a role that has not begun or is over does not count', async () => {
    await aLocation(db)
    const { user, staff } = await aStaffMember(db, 'nurse', { valid_from: today().add({ days: 1 }) })
    await aRole(db, staff, 'admin', { valid_until: today().subtract({ days: 1 }) })
    const token = await aSession(user, 'staff')
    expect(await actor(token, 'staff')).toBeNull()
    await aRole(db, staff, 'receptionist', { valid_from: today(), valid_until: today() })
    expect((await actor(token, 'staff'))?.roles).toEqual(['receptionist'])
  })

  it('several roles are one person in all their departments and locations', async () => {
    const [first, second, location] = [await aDepartment(db), await aDepartment(db), await aLocation(db)]
    const { user, staff } = await aStaffMember(db, 'doctor', { department: first, location })
    await aRole(db, staff, 'doctor', { department: second, location })
    const token = await aSession(user, 'staff')
    const both = await actor(token, 'staff')
    expect(both?.staff).toBe(staff.id)
    expect(both?.roles).toEqual(['doctor'])
    expect(new Set(both?.departments)).toEqual(new Set([first.id, second.id]))
    expect(both?.locations).toEqual([location.id])
    await aRole(db, staff, 'admin')
    const admin = await actor(token, 'staff')
    expect(new Set(admin?.roles)).toEqual(new Set(['doctor', 'admin']))
    expect(admin?.departments).toBe('all')
    expect(admin?.locations).toBe('all')
  })

  it('somebody goes by the name that the staff list has', async () => {
    const { user } = await aStaffMember(db, 'nurse', { name: { en: 'Salma Nour', ar: 'سلمى نور' } })
    await owner
      .updateTable('users')
      .set({ name: { en: 'Mother', ar: 'أم' } })
      .execute()
    expect((await actor(await aSession(user, 'staff'), 'staff'))?.name.en).toBe('Salma Nour')
    expect((await actor(await aSession(user)))?.name.en).toBe('Mother')
  })
})

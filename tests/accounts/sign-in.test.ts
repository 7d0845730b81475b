import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { takeTurn } from '../../src/accounts/attempts.ts'
import { actorOf } from '../../src/accounts/sessions.ts'
import { type Credentials, signIn } from '../../src/accounts/sign-in.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember, aUser, testPassword } from '../support/people.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

let waits: number[] = []
beforeEach(() => {
  waits = []
})

const means = { db, secret: 'a secret of this test', wait: async (milliseconds: number) => waits.push(milliseconds) }

const attempt = (given: Partial<Credentials> & { login: string }) =>
  signIn(means, {
    site: 'patient',
    password: testPassword,
    country: 'SA',
    address: '192.0.2.1',
    device: 'Firefox',
    requestId: 'request-1',
    formerToken: undefined,
    ...given,
  })

const audited = () => db.selectFrom('audit').selectAll().orderBy('id').execute()
const wrong = { ok: false, reason: 'wrong' }

describe('a patient signs in', () => {
  it('by phone in any spelling, or by e-mail', async () => {
    const user = await aUser(db, { phone: '+966501234567', email: 'fatimah@example.org' })
    for (const login of ['050 123 4567', '+966 50 123 4567', '٠٥٠١٢٣٤٥٦٧', '00966501234567', 'Fatimah@Example.org']) {
      const answer = await attempt({ login })
      expect(answer.ok, login).toBe(true)
      const actor = answer.ok ? await actorOf(db, 'patient', answer.token, 'r') : null
      expect(actor?.user).toBe(user.id)
    }
  })

  it('with the same password for as long as they like', async () => {
    const user = await aUser(db, { phone: '+966501234567' })
    await db
      .updateTable('users')
      .set({ password_changed_at: Temporal.Instant.from('2010-01-01T00:00:00Z') })
      .where('id', '=', user.id)
      .execute()
    expect(await attempt({ login: '0501234567' })).toMatchObject({ ok: true })
  })

  it('with a new session each time; the one that this browser had ends', async () => {
    await aUser(db, { phone: '+966501234567' })
    const first = await attempt({ login: '0501234567' })
    const second = await attempt({ login: '0501234567', formerToken: first.ok ? first.token : undefined })
    if (!first.ok || !second.ok) throw new Error('both are right')
    expect(second.token).not.toBe(first.token)
    expect(await actorOf(db, 'patient', first.token, 'r')).toBeNull()
    expect(await actorOf(db, 'patient', second.token, 'r')).not.toBeNull()
  })

  it('never into a session that somebody else has prepared', async () => {
    await aUser(db, { phone: '+966501234567' })
    const prepared = 'A'.repeat(43)
    const answer = await attempt({ login: '0501234567', formerToken: prepared })
    expect(answer.ok && answer.token).not.toBe(prepared)
    expect(await actorOf(db, 'patient', prepared, 'r')).toBeNull()
  })

  it('leaves a row of it', async () => {
    const user = await aUser(db, { phone: '+966501234567' })
    await attempt({ login: '0501234567' })
    expect(await audited()).toMatchObject([{ action: 'sign-in', user_id: user.id, role: 'patient', request: 'request-1' }])
  })
})

describe('staff sign in', () => {
  it('by staff name, at their own door', async () => {
    await aStaffMember(db, 'nurse', { staffName: 'huda', demo: true })
    const answer = await attempt({ login: 'Huda', site: 'staff' })
    expect(answer.ok).toBe(true)
    const actor = answer.ok ? await actorOf(db, 'staff', answer.token, 'r') : null
    expect(actor?.roles).toEqual(['nurse'])
    expect(await audited()).toMatchObject([{ action: 'sign-in', role: 'nurse' }])
  })

  it('not at the patients’ door', async () => {
    await aStaffMember(db, 'nurse', { staffName: 'huda', demo: true })
    expect(await attempt({ login: 'huda' })).toEqual(wrong)
  })
})

describe('the same answer is given', () => {
  it('for an unknown login, a wrong password, no password, a disabled person and the wrong door', async () => {
    await aUser(db, { phone: '+966501234567' })
    await aUser(db, { phone: '+966501234568', password_hash: null })
    await aUser(db, { phone: '+966501234569', disabled_at: Temporal.Now.instant() })
    const { user: left } = await aStaffMember(db, 'doctor', { staffName: 'left', demo: true, archived_at: Temporal.Now.instant() })
    expect(await attempt({ login: '0507777777' })).toEqual(wrong)
    expect(await attempt({ login: 'what is this?' })).toEqual(wrong)
    expect(await attempt({ login: '0501234567', password: 'palm river lanterns' })).toEqual(wrong)
    expect(await attempt({ login: '0501234568' })).toEqual(wrong)
    expect(await attempt({ login: '0501234569' })).toEqual(wrong)
    expect(await attempt({ login: '0501234567', site: 'staff' })).toEqual(wrong)
    expect(await attempt({ login: 'left', site: 'staff' })).toEqual(wrong)
    expect(await db.selectFrom('sessions').select('site').execute()).toEqual([])
    const rows = await audited()
    expect(rows.map((row) => row.action)).toEqual(Array(7).fill('sign-in.fail'))
    expect(rows.find((row) => row.subject_id === left.id)).toMatchObject({ user_id: null, subject_type: 'user' })
  })

  it('after the same work', async () => {
    await aUser(db, { phone: '+966501234567' })
    await aUser(db, { phone: '+966501234569', disabled_at: Temporal.Now.instant() })
    const workFor = async (login: string) => {
      statements.length = 0
      await attempt({ login, password: 'wrong' })
      return [...statements]
    }
    const known = await workFor('0501234567')
    expect(known.length).toBeGreaterThan(2)
    expect(await workFor('0507777777')).toEqual(known)
    expect(await workFor('0501234569')).toEqual(known)
    expect(await workFor('nobody@example.org')).toEqual(known)
  })

  it('and nothing that was typed is kept', async () => {
    await attempt({ login: '0507777777' })
    await attempt({ login: 'somebody@example.org' })
    const rows = [...(await audited()), ...(await db.selectFrom('attempts').selectAll().execute())]
    const kept = JSON.stringify(rows)
    for (const typed of ['507777777', 'somebody', '192.0.2.1', testPassword]) expect(kept).not.toContain(typed)
    const plain = ['phone +966507777777', '+966507777777'].map((text) => createHash('sha256').update(text).digest('hex'))
    const hashes = (await db.selectFrom('attempts').select('key_hash').execute()).map((row) => row.key_hash.toString('hex'))
    for (const hash of plain) expect(hashes).not.toContain(hash)
  })
})

describe('repeated failure', () => {
  const fail = (times: number, given: Partial<Credentials> = {}) =>
    Array.from({ length: times }).reduce<Promise<unknown>>(
      (before) => before.then(() => attempt({ login: '0501234567', password: 'wrong', ...given })),
      Promise.resolve(),
    )
  const past = async (minutes: number) => {
    const at = Temporal.Now.instant().subtract({ minutes })
    const rows = await db.selectFrom('attempts').selectAll().execute()
    await db.deleteFrom('attempts').execute()
    await db
      .insertInto('attempts')
      .values(rows.map((row) => ({ ...row, at })))
      .execute()
  }

  it('waits longer each time, then refuses and says when to come back', async () => {
    await aUser(db, { phone: '+966501234567' })
    await fail(10)
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000])
    expect(await attempt({ login: '0501234567' }), 'even with the right password').toEqual({
      ok: false,
      reason: 'too-many',
      retryMinutes: 15,
    })
  })

  it('treats a login that does not exist alike', async () => {
    await fail(10, { login: '0507777777' })
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000])
    expect(await attempt({ login: '0507777777' })).toMatchObject({ reason: 'too-many' })
  })

  it('counts every spelling of a login as one', async () => {
    await fail(5)
    await fail(5, { login: '+966 50 123 4567' })
    expect(await attempt({ login: '٠٥٠١٢٣٤٥٦٧' })).toMatchObject({ reason: 'too-many' })
  })

  it('never locks for good: refused tries do not count, and the window passes', async () => {
    await aUser(db, { phone: '+966501234567' })
    await fail(10)
    await past(14)
    await fail(30)
    expect(await attempt({ login: '0501234567' })).toEqual({ ok: false, reason: 'too-many', retryMinutes: 1 })
    await past(16)
    expect((await attempt({ login: '0501234567' })).ok).toBe(true)
  })

  it('is forgotten once the person has signed in', async () => {
    await aUser(db, { phone: '+966501234567' })
    await fail(4)
    await attempt({ login: '0501234567' })
    waits = []
    await fail(4)
    expect(waits).toEqual([])
  })

  const failElsewhere = async (times: number) => {
    for (let n = 0; n < times; n += 1) await takeTurn(means, [{ of: 'address 192.0.2.7', free: 1000, most: 1000 }])
  }

  it('by one caller at many logins is slowed and refused too, and other callers are not', async () => {
    await aUser(db, { phone: '+966551234567' })
    await failElsewhere(49)
    await attempt({ login: '0500000001', password: 'wrong', address: '192.0.2.7' })
    expect(waits).toEqual([])
    await attempt({ login: '0500000002', password: 'wrong', address: '192.0.2.7' })
    expect(waits).toEqual([500])
    await failElsewhere(149)
    expect(await attempt({ login: '0551234567', address: '192.0.2.7' })).toMatchObject({ reason: 'too-many' })
    expect((await attempt({ login: '0551234567', address: '192.0.2.8' })).ok).toBe(true)
  })

  it('is not what many people are who sign in from one address', async () => {
    await aUser(db, { phone: '+966501234567' })
    for (let n = 0; n < 60; n += 1) await attempt({ login: '0501234567' })
    expect(waits).toEqual([])
    expect(await db.selectFrom('attempts').select('id').execute()).toEqual([])
  })

  it('many at once count each other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt({ login: '0501234567', password: 'wrong' })))
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'too-many').length).toBeGreaterThanOrEqual(10)
  })

  it('at one door is not held against the other', async () => {
    await aStaffMember(db, 'nurse', { staffName: 'huda', demo: true })
    await fail(10, { login: 'huda' })
    expect((await attempt({ login: 'huda', site: 'staff' })).ok).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { type CodeWanted, checkCode, codeOf, spendCode, startCode } from '../../src/accounts/codes.ts'
import { newId } from '../../src/database/ids.ts'
import { transact } from '../../src/database/transact.ts'
import { testDatabase } from '../support/database.ts'
import { aUser } from '../support/people.ts'
import { theSettings } from '../support/places.ts'
import { codeFor, notThis, postFor, waitMinutes } from './post.ts'

const { db } = testDatabase()
const means = { db, secret: 'a secret' }
const phone = '+966501234567'

const wanted = (given: Partial<CodeWanted> = {}): CodeWanted => ({
  purpose: 'sign-in',
  to: { kind: 'phone', value: phone },
  user: null,
  language: 'ar',
  site: 'patient',
  address: '192.0.2.1',
  request: 'this browser',
  ...given,
})

async function sent(given: Partial<CodeWanted> = {}) {
  const started = await startCode(means, wanted(given))
  if (!started.ok) throw new Error(`no code: ${started.reason}`)
  return started.id
}

const check = (id: Awaited<ReturnType<typeof sent>>, typed: string, request = 'this browser') => checkCode(means, { id, request, typed })

describe('a one-time code', () => {
  it('has six digits, goes out in the reader’s language, and opens once', async () => {
    await theSettings(db)
    const id = await sent()
    const [notice] = await postFor(db, phone)
    expect(notice).toMatchObject({ purpose: 'code', language: 'ar', to: { channel: 'text' }, values: { minutes: 10, site: 'patient' } })
    const code = await codeFor(db, phone)
    expect(code).toMatch(/^\d{6}$/)
    expect(await check(id, code)).toMatchObject({ ok: true, to: { kind: 'phone', value: phone } })
    expect(await check(id, code)).toEqual({ ok: false, reason: 'expired' })
  })

  it('is read in the digits of both scripts, with spaces or a hyphen', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    expect(await check(id, ` ${arabic.slice(0, 3)}-${arabic.slice(3)} `)).toMatchObject({ ok: true })
  })

  it('stands nowhere in the database but in its message', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    const row = await db.selectFrom('codes').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify({ ...row, id: '', value: '' })).not.toContain(code)
    expect(row.code_hash).toHaveLength(32)
  })

  it('is wrong five times at most; the right one is then no longer good either', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    for (let n = 0; n < 5; n += 1) expect(await check(id, notThis(code))).toEqual({ ok: false, reason: 'wrong' })
    expect(await check(id, code)).toEqual({ ok: false, reason: 'over' })
  })

  it('is not guessed by many at once', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => check(id, String((Number(code) + n + 1) % 1_000_000).padStart(6, '0'))),
    )
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'wrong').length).toBeLessThanOrEqual(5)
    expect(await db.selectFrom('codes').selectAll().where('checked_at', 'is not', null).execute()).toEqual([])
  })

  it('that was mistyped in its form has cost no try', async () => {
    await theSettings(db)
    const id = await sent()
    for (const typed of ['', '12345', '1234567', 'abcdef', '12a456', '<script>']) {
      expect(await check(id, typed)).toEqual({ ok: false, reason: 'wrong' })
    }
    for (const _ of Array(5)) await check(id, '12345')
    expect(await check(id, await codeFor(db, phone))).toMatchObject({ ok: true })
  })

  it('is good in the browser that asked for it, and in no other', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    expect(await check(id, code, 'another browser')).toEqual({ ok: false, reason: 'wrong' })
    expect(await check(id, code, '')).toEqual({ ok: false, reason: 'wrong' })
    expect(await codeOf(means, { request: 'another browser', purposes: ['sign-in'] })).toBeNull()
    expect(await check(id, code)).toMatchObject({ ok: true })
  })

  it('is right for one of two who send it at the same time', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    const answers = await Promise.all([check(id, code), check(id, code), check(id, code)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })

  it('is good for ten minutes', async () => {
    await theSettings(db)
    const id = await sent()
    const code = await codeFor(db, phone)
    await waitMinutes(db, 9)
    const later = await sent({ purpose: 'reset', request: 'elsewhere', user: (await aUser(db)).id })
    const latest = await codeFor(db, phone)
    expect(await check(id, notThis(code))).toEqual({ ok: false, reason: 'wrong' })
    await waitMinutes(db, 2)
    expect(await check(id, code)).toEqual({ ok: false, reason: 'expired' })
    expect(await check(later, latest, 'elsewhere')).toMatchObject({ ok: true })
  })

  it('is replaced by a newer one of the same browser', async () => {
    await theSettings(db)
    const first = await sent()
    const old = await codeFor(db, phone)
    await waitMinutes(db, 1)
    const second = await sent()
    expect(await check(first, old)).toEqual({ ok: false, reason: 'expired' })
    expect(await check(second, await codeFor(db, phone))).toMatchObject({ ok: true })
  })

  it('of somebody whom nobody knows is not sent where a password would be reset, and answers alike', async () => {
    await theSettings(db)
    expect(await startCode(means, wanted({ purpose: 'reset' }))).toMatchObject({ ok: true })
    expect(await postFor(db, phone)).toEqual([])
    expect(await startCode(means, wanted({ purpose: 'reset' }))).toEqual({ ok: false, reason: 'too-many', retryMinutes: 1 })
  })

  it('finishes one thing, within an hour of having been typed', async () => {
    await theSettings(db)
    const id = await sent()
    const spend = () =>
      transact(db, { receipt: newId<'receipt'>(), name: 'test', user: null, subject: null }, async (tx) =>
        (await spendCode(tx, id)) ? { ok: true as const } : { ok: false as const, reason: 'spent' },
      )
    expect(await spend()).toMatchObject({ ok: false })
    await check(id, await codeFor(db, phone))
    const both = await Promise.all([spend(), spend()])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await spend()).toMatchObject({ ok: false })
  })
})

describe('asking for codes', () => {
  const ask = async (given: Partial<CodeWanted> = {}) => startCode(means, wanted(given))
  const another = (n: number) => ({ kind: 'phone' as const, value: `+9665${String(n).padStart(8, '0')}` })

  it('is for one a minute, five an hour and ten a day to one number, whoever asks', async () => {
    await theSettings(db)
    expect(await ask()).toMatchObject({ ok: true })
    expect(await ask({ request: 'another', address: '198.51.100.7' })).toEqual({ ok: false, reason: 'too-many', retryMinutes: 1 })
    for (let n = 0; n < 4; n += 1) {
      await waitMinutes(db, 2)
      expect(await ask({ address: `198.51.100.${n}` })).toMatchObject({ ok: true })
    }
    await waitMinutes(db, 2)
    expect(await ask()).toMatchObject({ ok: false, reason: 'too-many' })
    await waitMinutes(db, 61)
    for (let n = 0; n < 5; n += 1) {
      expect(await ask()).toMatchObject({ ok: true })
      await waitMinutes(db, 2)
    }
    await waitMinutes(db, 61)
    expect(await ask()).toMatchObject({ ok: false, reason: 'too-many' })
    await waitMinutes(db, 24 * 60)
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('sends one of many that are asked for at the same time', async () => {
    await theSettings(db)
    await Promise.all(Array.from({ length: 8 }, (_, n) => ask({ request: `browser ${n}` })))
    expect((await postFor(db, phone)).length).toBeLessThanOrEqual(1)
  })

  it('is for twenty an hour from one network', async () => {
    await theSettings(db)
    for (let n = 0; n < 20; n += 1) expect(await ask({ to: another(n) })).toMatchObject({ ok: true })
    expect(await ask({ to: another(20) })).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await ask({ to: another(20), address: '198.51.100.7' })).toMatchObject({ ok: true })
  })

  it('ends for the day where the clinic’s texts are used up; mail costs nothing', async () => {
    await theSettings(db, { code_texts_a_day: 2 })
    expect(await ask({ to: another(1) })).toMatchObject({ ok: true })
    expect(await ask({ to: another(2) })).toMatchObject({ ok: true })
    expect(await ask({ to: another(3) })).toMatchObject({ ok: false, reason: 'too-many' })
    expect(await ask({ to: { kind: 'email', value: 'fatimah@example.org' } })).toMatchObject({ ok: true })
    await waitMinutes(db, 24 * 60)
    expect(await ask({ to: another(3) })).toMatchObject({ ok: true })
  })

  it('sends texts to the countries that the clinic has allowed, and to no landline', async () => {
    await theSettings(db, { code_prefixes: '+966' })
    for (const value of ['+201001234567', '+4915112345678', '+966112345678', '+881612345678']) {
      expect(await ask({ to: { kind: 'phone', value } })).toEqual({ ok: false, reason: 'not-allowed', retryMinutes: 0 })
    }
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('sends none before the clinic is set up', async () => {
    expect(await ask()).toMatchObject({ ok: false, reason: 'not-allowed' })
  })
})

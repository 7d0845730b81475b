import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { rememberedSeal } from '../src/audit/last-seal.ts'
import { audit } from '../src/audit/write.ts'
import { newId } from '../src/database/ids.ts'
import type { Worker } from '../src/jobs/worker.ts'
import { startClinicWorker } from '../src/worker.ts'
import { keptLog, rowsOf, until } from './jobs/outbox.ts'
import { aNotice, tell } from './notices/notices.ts'
import { testDatabase } from './support/database.ts'
import { aUser } from './support/people.ts'

const { db, owner } = testDatabase()
let worker: Worker | undefined

afterEach(() => worker?.stop())

const ago = (seconds: number) => sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL ${seconds} SECOND`
const day = 86_400

async function aRound(lastSeal: string | null = null) {
  const log = keptLog()
  const config = {
    smtpUrl: null,
    mailFrom: 'clinic@raseel.example',
    publicUrl: new URL('https://raseel.example'),
    staffUrl: new URL('https://staff.raseel.example'),
    textGateway: null,
    paperFolder: null,
    audit: { key: Buffer.alloc(32, 8), lastSeal },
  }
  worker = startClinicWorker({ db, config, log })
  await until(async () =>
    (await rowsOf(db)).some(({ topic, version, claim_id }) => topic === 'housekeeping' && version > 1 && claim_id === null),
  )
  return log
}

test('the hourly work removes what has had its time, with the rights that the app has', async () => {
  const user = (await aUser(db)).id
  // One row of each that is still needed, one that is not.
  for (const [place, hours] of [
    { receipt: 47, attempt: 0.5, change: 0.5, session: 23 },
    { receipt: 49, attempt: 2, change: 2, session: 25 },
  ].entries()) {
    const at = (number: number) => ago(number * 3600)
    await db
      .insertInto('receipts')
      .values({ id: newId<'receipt'>(), user_id: null, action: 'x', subject_id: null, at: at(hours.receipt) })
      .execute()
    await db
      .insertInto('attempts')
      .values({ id: newId<'attempt'>(), key_hash: Buffer.alloc(32), at: at(hours.attempt) })
      .execute()
    await db
      .insertInto('changes')
      .values({ id: newId<'change'>(), topic: 'x', at: at(hours.change) })
      .execute()
    await db
      .insertInto('sessions')
      .values({
        token_hash: Buffer.alloc(32, place),
        user_id: user,
        site: 'patient',
        created_at: ago(9 * day),
        last_used_at: ago(9 * day),
        expires_at: at(hours.session),
        second_factor_at: null,
        device: null,
      })
      .execute()
  }
  const log = await aRound()
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([])
  for (const table of ['receipts', 'attempts', 'changes', 'sessions'] as const) {
    const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${sql.table(table)}`.execute(db)
    expect([table, Number(rows[0]?.n)]).toEqual([table, 1])
  }
})

test('nor does what opened a door, or says what somebody looked for, outlive its time', async () => {
  const user_id = (await aUser(db)).id
  const hashes = { request_hash: Buffer.alloc(32), code_hash: Buffer.alloc(32), network_hash: Buffer.alloc(32) }
  for (const [place, age] of [
    { code: 1.9, link: 0.9, search: 0.1, device: 0.9, text: 29 },
    { code: 2.1, link: 1.1, search: 0.3, device: 1.1, text: 31 },
  ].entries()) {
    const to = { purpose: 'sign-in', site: 'patient', kind: 'phone', value: '+966501234567', minute: place } as const
    const unused = { user_id: null, checked_at: null, spent_at: null }
    await db
      .insertInto('codes')
      .values({ id: newId<'code'>(), ...to, ...hashes, ...unused, created_at: ago(age.code * day), expires_at: ago(age.code * day) })
      .execute()
    const token_hash = Buffer.alloc(32, place)
    const link = { id: newId<'recovery'>(), user_id, site: 'patient', token_hash, used_at: null } as const
    await db
      .insertInto('recoveries')
      .values({ ...link, created_at: ago(2 * day), expires_at: ago(age.link * day) })
      .execute()
    await db
      .insertInto('searches')
      .values({ id: newId<'search'>(), session_hash: Buffer.alloc(32), words: 'Noura', at: ago(age.search * 3600) })
      .execute()
    await db
      .insertInto('trusted_devices')
      .values({ device_hash: Buffer.alloc(32, place), user_id, trusted_at: ago(2 * day), expires_at: ago(age.device * day) })
      .execute()
    const text = { id: newId<'outbox'>(), cause: `x/${place}`, purpose: 'code', address: '+966501234567', reference: null } as const
    await db
      .insertInto('sent_texts')
      .values({ ...text, state: 'delivered', sent_at: ago(age.text * day), reported_at: null, seen_at: null })
      .execute()
  }
  await aRound()
  for (const table of ['codes', 'recoveries', 'searches', 'trusted_devices', 'sent_texts'] as const) {
    const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${sql.table(table)}`.execute(db)
    expect([table, Number(rows[0]?.n)]).toEqual([table, 1])
  }
})

test('messages that nobody fetched are forgotten after a week, parked ones after a month', async () => {
  const ages = { fresh: [6, null], old: [8, null], 'parked lately': [40, 20], 'parked long ago': [40, 31] } as const
  for (const [cause, [written, parked]] of Object.entries(ages)) {
    await tell(db, aNotice({ values: { number: cause } }))
    await db
      .updateTable('outbox')
      .set({ cause, created_at: ago(written * day), parked_at: parked === null ? null : ago(parked * day) })
      .where('cause', 'like', 'test/%')
      .execute()
  }
  await aRound()
  expect((await rowsOf(db)).map(({ cause }) => cause)).toEqual(['every-minute', 'fresh', 'hourly', 'parked lately'])
})

test('what visitors wrote is removed half a year after it was dealt with, and stays as long as nobody has', async () => {
  const { id: user } = await aUser(db)
  const dealtWith = { open: null, lately: ago(170 * day), 'long ago': ago(190 * day) }
  for (const [sender, done] of Object.entries(dealtWith)) {
    await db
      .insertInto('contact_messages')
      .values({
        id: newId<'contact-message'>(),
        sender,
        email: 'maha@example.org',
        phone: null,
        words: 'Do you open on Friday?',
        language: 'en',
        written_at: ago(200 * day),
        done_at: done,
        done_by_user_id: done && user,
        answer: null,
      })
      .execute()
  }
  await aRound()
  expect((await db.selectFrom('contact_messages').select('sender').orderBy('sender').execute()).map(({ sender }) => sender)).toEqual([
    'lately',
    'open',
  ])
})

test('without a mail server nothing is sent and nothing is lost', async () => {
  await tell(db, aNotice())
  await tell(db, aNotice({ to: { channel: 'text', address: '+966501234567' } }))
  await aRound()
  expect((await rowsOf(db)).filter(({ topic }) => topic === 'mail' || topic === 'text')).toMatchObject([
    { topic: 'mail', attempts: 0, parked_at: null },
    { topic: 'text', attempts: 0, parked_at: null },
  ])
})

test('the audit is sealed; the last seal is remembered apart from the database, and one that is gone is not forgotten', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'raseel-seal-'))
  const file = join(folder, 'audit-seal')
  const sealed = async () => {
    await audit(db, null, { action: 'sign-in.fail' })
    const log = await aRound(file)
    await until(async () => (await rowsOf(db)).some(({ topic, version, claim_id }) => topic === 'audit-seal' && version > 1 && !claim_id))
    await worker?.stop()
    await owner.deleteFrom('outbox').execute()
    return log.lines
  }
  try {
    expect((await sealed()).filter(({ level }) => level !== 'info')).toEqual([])
    const first = await rememberedSeal(file)
    expect(first).toMatchObject({ number: 1 })
    await sealed()
    const second = await rememberedSeal(file)
    expect(second).toMatchObject({ number: 2 })

    for (const table of ['audit_seals', 'audit_hashes', 'audit'] as const) await owner.deleteFrom(table).execute()
    expect((await sealed()).filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(await rememberedSeal(file)).toEqual(second)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

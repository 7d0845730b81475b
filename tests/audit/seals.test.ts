import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditAction } from '../../src/audit/actions.ts'
import { hmacOf, type Seal, type SealedRow, sealAudit, sealHash } from '../../src/audit/seal.ts'
import { type AuditFault, verifyAudit } from '../../src/audit/verify.ts'
import { audit } from '../../src/audit/write.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'

const { db, owner } = testDatabase()
const key = Buffer.alloc(32, 8)

const write = async (action: AuditAction) => {
  await audit(db, null, { action, patient: newId<'patient'>(), reason: `because of ${action}` })
}
const rows = () => db.selectFrom('audit').select(['id', 'action', 'at']).orderBy('id').execute()
const ids = async (): Promise<Id<'audit'>[]> => (await rows()).map(({ id }) => id)

async function faults(expected: Seal[] = [], sealedWith = key): Promise<AuditFault[]> {
  const found: AuditFault[] = []
  for await (const fault of verifyAudit(db, { key: sealedWith, expected })) found.push(fault)
  return found
}

/** Three seals over five rows. */
async function threeSeals(): Promise<Seal[]> {
  const seals: (Seal | null)[] = []
  for (const actions of [['sign-in', 'patient.see'], ['appointment.book'], ['patient.edit', 'sign-out']] as const) {
    for (const action of actions) await write(action)
    seals.push(await sealAudit(db, key))
  }
  return seals.flatMap((seal) => seal ?? [])
}

describe('sealing', () => {
  it('covers each row once, in seals that follow each other', async () => {
    const made = await threeSeals()
    expect(made.map(({ number }) => number)).toEqual([1, 2, 3])
    const seals = await db.selectFrom('audit_seals').selectAll().orderBy('number').execute()
    expect(seals.map((seal) => seal.row_count)).toEqual([2, 1, 2])
    expect(seals[1]?.previous_hash).toEqual(seals[0]?.hash)
    expect(await faults()).toEqual([])
  })

  it('writes nothing where nothing is new', async () => {
    expect(await sealAudit(db, key)).toBeNull()
    await threeSeals()
    expect(await sealAudit(db, key)).toBeNull()
    expect(await db.selectFrom('audit_seals').select('number').execute()).toHaveLength(3)
  })

  it('by two processes at once seals each row once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await write('sign-in')
      await Promise.all([sealAudit(db, key), sealAudit(db, key), sealAudit(db, key)])
    }
    expect(await faults()).toEqual([])
    expect(await db.selectFrom('audit_hashes').select('audit_id').execute()).toHaveLength(10)
  })

  it('takes up a row whose transaction was long', async () => {
    await threeSeals()
    await owner
      .insertInto('audit')
      .values({
        id: newId<'audit'>(),
        at: sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL 30 SECOND`,
        action: 'patient.edit',
        ...nothing,
      })
      .execute()
    expect(await sealAudit(db, key)).toMatchObject({ number: 4 })
    expect(await faults()).toEqual([])
  })

  it('leaves to the app no way to change what was sealed', async () => {
    await threeSeals()
    await expect(db.updateTable('audit_seals').set({ row_count: 0 }).execute()).rejects.toThrow('1142')
    await expect(db.deleteFrom('audit_seals').execute()).rejects.toThrow('1142')
    await expect(db.updateTable('audit_hashes').set({ seal_number: 9 }).execute()).rejects.toThrow('1142')
    await expect(db.deleteFrom('audit_hashes').execute()).rejects.toThrow('1142')
  })
})

const nothing = {
  user_id: null,
  role: null,
  department_id: null,
  location_id: null,
  subject_type: null,
  subject_id: null,
  patient_id: null,
  patient_ids: null,
  reason: null,
  request: null,
}

describe('whoever owns the database and tampers', () => {
  let seals: Seal[]
  let before: Id<'audit'>[]
  beforeEach(async () => {
    seals = await threeSeals()
    before = await ids()
  })
  const at = (place: number): Id<'audit'> => before[place] as Id<'audit'>

  it.each([
    ['the action', { action: 'patient.see-less' }],
    ['the person', { user_id: newId<'user'>() }],
    ['the patient', { patient_id: newId<'patient'>() }],
    ['the time', { at: Temporal.Instant.from('2026-01-01T00:00:00Z') }],
    ['the reason, to none', { reason: null }],
    ['the reason, to an empty one', { reason: '' }],
  ])('and alters %s is named with the row', async (_, change) => {
    await owner.updateTable('audit').set(change).where('id', '=', at(1)).execute()
    expect(await faults()).toEqual([{ fault: 'altered', row: at(1), seal: 1 }])
  })

  it('and moves words from one column to the next', async () => {
    await owner.updateTable('audit').set({ role: 'sign-inx', action: '' }).where('id', '=', at(0)).execute()
    expect(await faults()).toEqual([{ fault: 'altered', row: at(0), seal: 1 }])
  })

  it('and removes a row', async () => {
    await owner.deleteFrom('audit').where('id', '=', at(2)).execute()
    expect(await faults()).toEqual([{ fault: 'removed', row: at(2), seal: 2 }])
  })

  it('and removes a row with its hash', async () => {
    await owner.deleteFrom('audit').where('id', '=', at(0)).execute()
    await owner.deleteFrom('audit_hashes').where('audit_id', '=', at(0)).execute()
    expect(await faults()).toEqual([{ fault: 'rows-exchanged', seal: 1 }])
  })

  it('and alters a row with its hash', async () => {
    await owner.updateTable('audit').set({ action: 'nothing' }).where('id', '=', at(2)).execute()
    await owner
      .updateTable('audit_hashes')
      .set({ hash: Buffer.alloc(32, 1) })
      .where('audit_id', '=', at(2))
      .execute()
    expect(await faults()).toContainEqual({ fault: 'rows-exchanged', seal: 2 })
  })

  it('and makes the seal anew, which needs the key', async () => {
    await owner.deleteFrom('audit').where('id', '=', at(4)).execute()
    await owner.deleteFrom('audit_hashes').where('audit_id', '=', at(4)).execute()
    const left: SealedRow[] = await owner.selectFrom('audit_hashes').select(['audit_id', 'hash']).where('seal_number', '=', 3).execute()
    const hash = sealHash(3, seals[1]?.hash ?? Buffer.alloc(0), left)
    await owner
      .updateTable('audit_seals')
      .set({ hash, row_count: 1, hmac: hmacOf(Buffer.alloc(32, 9), hash) })
      .where('number', '=', 3)
      .execute()
    expect(await faults()).toEqual([{ fault: 'forged', seal: 3 }])
  })

  it('and removes a seal', async () => {
    await owner.deleteFrom('audit_seals').where('number', '=', 2).execute()
    expect(await faults()).toEqual([{ fault: 'missing', seal: 2 }])
  })

  it('and inserts a row into a time that was sealed', async () => {
    const row = newId<'audit'>()
    const back = (hours: number) => sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL ${hours} HOUR`
    await owner
      .insertInto('audit')
      .values({ id: row, at: back(4), action: 'sign-in', ...nothing })
      .execute()
    expect(await faults(), 'before the next seal').toEqual([{ fault: 'inserted', row, seal: null }])
    await sealAudit(db, key)
    expect(await faults(), 'and after it').toEqual([{ fault: 'inserted', row, seal: 4 }])
    const older = newId<'audit'>()
    await owner
      .insertInto('audit')
      .values({ id: older, at: back(72), action: 'sign-in', ...nothing })
      .execute()
    expect(await sealAudit(db, key), 'nothing of days ago is sealed').toBeNull()
    expect(await faults()).toContainEqual({ fault: 'inserted', row: older, seal: null })
  })

  it('and dates a seal back, so that an inserted row would seem no older than it', async () => {
    const row = newId<'audit'>()
    const back = sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL 4 HOUR`
    await owner
      .insertInto('audit')
      .values({ id: row, at: back, action: 'sign-in', ...nothing })
      .execute()
    await owner.updateTable('audit_seals').set({ at: back }).where('number', '=', 3).execute()
    expect(await faults(), 'before the next seal').toEqual([{ fault: 'inserted', row, seal: null }])
    await sealAudit(db, key)
    expect(await faults(), 'and after it').toEqual([{ fault: 'inserted', row, seal: 4 }])
  })

  it('and dates the last seal ahead does not end the sealing', async () => {
    const ahead = sql<Temporal.Instant>`UTC_TIMESTAMP(3) + INTERVAL 365 DAY`
    await owner.updateTable('audit_seals').set({ at: ahead }).where('number', '=', 3).execute()
    await write('sign-in')
    expect(await sealAudit(db, key)).toMatchObject({ number: 4 })
  })

  it('and cuts off the end, which a seal known from elsewhere shows', async () => {
    await owner
      .deleteFrom('audit')
      .where('id', 'in', [at(3), at(4)])
      .execute()
    await owner.deleteFrom('audit_seals').where('number', '=', 3).execute()
    expect(await faults(), 'the hashes are still there').toEqual([{ fault: 'cut-off', seal: 3 }])
    await owner.deleteFrom('audit_hashes').where('seal_number', '=', 3).execute()
    expect(await faults(), 'without another witness').toEqual([])
    expect(await faults(seals.slice(2))).toEqual([{ fault: 'cut-off', seal: 3 }])
    await write('sign-in')
    await sealAudit(db, key)
    expect(await faults(seals.slice(2)), 'nor does a new end hide it').toEqual([{ fault: 'cut-off', seal: 3 }])
  })

  it('and does nothing is not accused', async () => {
    expect(await faults(seals)).toEqual([])
    expect(await faults(seals, Buffer.alloc(32, 1)), 'by who holds another key').toHaveLength(3)
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rememberSeal, sealText } from '../../src/audit/last-seal.ts'
import { type Seal, sealAudit } from '../../src/audit/seal.ts'
import { audit } from '../../src/audit/write.ts'
import { type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { openLog } from '../../src/web/log.ts'
import { root } from '../platform/clinic-process.ts'

const home = mkdtempSync(join(tmpdir(), 'raseel-verify-'))
const dataDir = join(home, 'data')
const keyFile = join(home, 'audit-key')
const key = Buffer.alloc(32, 7)
const remembered = join(dataDir, 'audit-seal')
writeFileSync(keyFile, key)

/** As an operator types it, beside a clinic that is open. */
function raseel(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'ops/raseel.mjs'), ...words], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: home, DATA_DIR: dataDir, AUDIT_KEY_FILE: keyFile },
    encoding: 'utf8',
  })
  return { status, lines: stdout.split('\n').filter((line) => line !== ''), stderr }
}

let embedded: EmbeddedDatabase
let owner: Database
let close: () => Promise<void>

beforeAll(async () => {
  expect(raseel('migrate')).toMatchObject({ status: 0 })
  embedded = await openEmbedded(dataDir, openLog('silent'))
  ;({ db: owner, close } = openDatabase(embedded.owner, { connections: 1 }))
}, 120_000)
afterAll(async () => {
  await close()
  await embedded.close()
  rmSync(home, { recursive: true, force: true })
})

let rows: Id<'audit'>[]
let seals: Seal[]

/** Three seals over a row each; the last is remembered beside the database. */
beforeEach(async () => {
  for (const table of ['audit_seals', 'audit_hashes', 'audit'] as const) await owner.deleteFrom(table).execute()
  seals = []
  for (const action of ['sign-in', 'patient.see', 'sign-out'] as const) {
    await audit(owner, null, { action })
    const seal = await sealAudit(owner, key)
    if (seal) seals.push(seal)
  }
  rows = (await owner.selectFrom('audit').select('id').orderBy('id').execute()).map(({ id }) => id)
  const last = seals.at(-1)
  if (last) await rememberSeal(remembered, last)
})

describe('raseel verify-audit', () => {
  test('finds an audit that nobody touched as it was written', () => {
    expect(raseel('verify-audit')).toMatchObject({ status: 0, lines: expect.arrayContaining(['The audit is as it was written.']) })
  }, 60_000)

  test('names the row that was altered, the one that was removed and the one that was put between', async () => {
    await owner.updateTable('audit').set({ action: 'patient.edit' }).where('id', '=', idAt(0)).execute()
    await owner.deleteFrom('audit').where('id', '=', idAt(1)).execute()
    const between = newId<'audit'>()
    await sql`INSERT INTO audit SELECT ${Buffer.from(between.replaceAll('-', ''), 'hex')}, at - INTERVAL 4 HOUR, user_id, role, department_id,
      location_id, action, subject_type, subject_id, patient_id, patient_ids, reason, request FROM audit ORDER BY id LIMIT 1`.execute(owner)
    const { status, lines } = raseel('verify-audit')
    expect(status).toBe(1)
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^row +altered +${idAt(0)} +in seal 1$`)),
        expect.stringMatching(new RegExp(`^row +removed +${idAt(1)} +in seal 2$`)),
        expect.stringMatching(new RegExp(`^row +inserted +${between}$`)),
        '3 contradictions.',
      ]),
    )
  }, 60_000)

  test('names the end that was cut off, by the seal beside the database and by one from the log', async () => {
    await cutTheEnd()
    const cut = { status: 1, lines: expect.arrayContaining([expect.stringMatching(/^seal +cut-off +3$/)]) }
    expect(raseel('verify-audit')).toMatchObject(cut)
    rmSync(remembered)
    expect(raseel('verify-audit'), 'without a witness').toMatchObject({ status: 0 })
    expect(raseel('verify-audit', '--expect', seals.slice(-1).map(sealText).join())).toMatchObject(cut)
  }, 60_000)

  test('takes no other key for its own, and no words for a seal', () => {
    writeFileSync(keyFile, Buffer.alloc(32, 9))
    const { status, lines } = raseel('verify-audit')
    writeFileSync(keyFile, key)
    expect([status, lines.filter((line) => /^seal +forged/.test(line)).length]).toEqual([1, 3])
    expect(raseel('verify-audit', '--expect', 'the third')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^--expect: "the third" is not a number, a colon and 64 hexadecimal digits/),
    })
  }, 60_000)
})

const idAt = (place: number): Id<'audit'> => rows[place] ?? newId()

async function cutTheEnd(): Promise<void> {
  await owner.deleteFrom('audit').where('id', '=', idAt(2)).execute()
  await owner.deleteFrom('audit_hashes').where('seal_number', '=', 3).execute()
  await owner.deleteFrom('audit_seals').where('number', '=', 3).execute()
}

import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { undoImport } from '../../src/cli/import/undo.ts'
import { testDatabase } from '../support/database.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { killed, type Program, program } from '../support/program.ts'
import { everything, filesOf, importing } from './importing.ts'
import { csvOf, headings, messyList } from './messy-list.ts'

const { db, owner, addresses } = testDatabase()
let files: Awaited<ReturnType<typeof filesOf>>
let importer: Program
beforeAll(async () => {
  files = await filesOf()
  importer = await program(new URL('./importer.ts', import.meta.url))
})
afterAll(() => Promise.all([files.remove(), importer.remove()]))

test('an import that is killed in the middle, again and again, has written each row once in the end', async () => {
  await theSettings(db)
  await aLocation(db)
  const before = await everything(owner)
  const file = await files.put('killed.csv', csvOf([headings, ...messyList(400).map(({ cells }) => cells)]))
  const wanted = (await importing(db, file)).tally
  let kills = 0
  for (let turn = 0; turn < 4; turn += 1) {
    const child = await importer.start({ IMPORT_DATABASE: JSON.stringify(addresses.app), IMPORT_FILE: file })
    const started = await rowsThere()
    for (let waits = 0; child.exitCode === null && waits < 6000; waits += 1) {
      if ((await rowsThere()) >= started + 25) break
      await pause(5)
    }
    if (child.exitCode === null) kills += 1
    await killed(child)
    expect(await halves()).toBe(0)
  }
  expect(kills).toBeGreaterThan(2)
  const last = await importer.start({ IMPORT_DATABASE: JSON.stringify(addresses.app), IMPORT_FILE: file })
  if (last.exitCode === null) await once(last, 'exit')
  expect(last.exitCode).toBe(0)
  const rows = await db.selectFrom('import_rows').select('patient_id').where('outcome', '=', 'new').execute()
  expect(rows).toHaveLength(wanted.new)
  expect(await db.selectFrom('patients').select('id').execute()).toHaveLength(wanted.new)
  expect(await halves()).toBe(0)
  expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: wanted.new })
  expect(await everything(owner)).toEqual(before)
}, 240_000)

const rowsThere = async (): Promise<number> => (await db.selectFrom('import_rows').select('line').execute()).length

/** Patients without a row of the import, without a name, or whom nobody could find. */
async function halves(): Promise<number> {
  const rows = await db
    .selectFrom('patients as p')
    .leftJoin('import_rows as r', 'r.patient_id', 'p.id')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .leftJoin('search_tokens as t', 't.subject_id', 'p.id')
    .select('p.id')
    .where((where) => where.or([where('r.line', 'is', null), where('n.id', 'is', null), where('t.token', 'is', null)]))
    .execute()
  return rows.length
}

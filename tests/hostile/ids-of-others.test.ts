import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { bytesOfId, idOf, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { aWorld, type Person, type World } from '../access/world.ts'
import { testDatabase } from '../support/database.ts'
import { send, staysSignedIn, walk } from './walk.ts'

const { db, owner } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

const foreign = (name: string) => world.path(`:${name}`, 'foreign')

const tables = ['appointments', 'contact_points', 'identifiers', 'patient_names', 'patient_access', 'queue_entries', 'glass_breaks']

/** All that belongs to the other family, as it stands. */
async function theirs(all: Database) {
  const id = bytesOfId(foreign('patient'))
  const patient = await sql`SELECT * FROM patients WHERE id = ${id}`.execute(all)
  expect(patient.rows).toHaveLength(1)
  const rest = await Promise.all(
    tables.map((table) => sql`SELECT * FROM ${sql.table(table)} WHERE patient_id = ${id} ORDER BY id`.execute(all)),
  )
  return [patient.rows, ...rest.map(({ rows }) => rows)]
}

/** Names that a form of ours has for such a thing, or that somebody may hope we read. */
const hoped = [
  'patient',
  'patient_id',
  'patientId',
  'appointment',
  'visit',
  'user',
  'user_id',
  'id',
  'owner',
  'subject',
  'for',
  'role',
  'roles',
  'status',
]

describe.each<[Person, 'patient' | 'staff']>([
  ['patient', 'patient'],
  ['doctor', 'staff'],
])('a %s who puts ids of others into forms', (person, site) => {
  it('changes nothing of theirs and learns nothing of them', async () => {
    await owner
      .updateTable('patient_names')
      .set({ text: 'Zubaydah Qwxyz' })
      .where('patient_id', '=', idOf<'patient'>(foreign('patient')))
      .execute()
    await owner
      .updateTable('contact_points')
      .set({ value: '+966509998877' })
      .where('patient_id', '=', idOf<'patient'>(foreign('patient')))
      .execute()
    const before = await theirs(owner)
    const others = [foreign('patient'), foreign('appointment'), foreign('entry')]
    const tried = new Set<string>()
    for await (const { browser, forms, address } of walk(world, site, [person])) {
      for (const form of forms.filter(staysSignedIn)) {
        const kind = `${form.method} ${form.action.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`
        if (tried.has(kind)) continue
        tried.add(kind)
        const ids = Object.entries(form.fields).filter(([name, value]) => name !== 'receipt' && idOf(value) !== null)
        for (const other of others) {
          const smuggled = [
            ...ids.map(([name]) => ({ [name]: other })),
            Object.fromEntries(hoped.filter((name) => !(name in form.fields)).map((name) => [name, other])),
          ]
          for (const more of smuggled) {
            const fields = { ...form.fields, ...('receipt' in form.fields ? { receipt: newId() } : {}), ...more }
            const answer = await send(browser, form, fields)
            const what = `${address}: ${kind} with ${Object.keys(more)}`
            expect(answer.status, what).toBeLessThan(500)
            expect(await answer.text(), what).not.toMatch(/Qwxyz|99 ?98877|509 ?998 ?877/)
          }
        }
      }
    }
    expect(tried.size).toBeGreaterThan(3)
    expect(await theirs(owner)).toEqual(before)
  }, 120_000)
})

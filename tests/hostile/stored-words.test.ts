import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import type { Site } from '../../src/database/tables.ts'
import { aWorld, type Person } from '../access/world.ts'
import { testDatabase } from '../support/database.ts'
import { sites } from './routes.ts'
import { walk } from './walk.ts'

const { db, owner } = testDatabase()

const probe = `zqkept"'><zx onzx=1></script>&amp;`

/** Whatever words are kept of people and of the clinic. Forms refuse some of these signs; lists from elsewhere, and older releases, may not have. */
const words: Record<string, string[]> = {
  patient_names: ['text', 'given', 'family'],
  patient_access: ['reason', 'ended_because'],
  appointments: ['reason', 'cancel_note'],
  glass_breaks: ['reason', 'note'],
  contact_messages: ['sender', 'words', 'answer'],
  identifiers: ['value', 'override_reason'],
  registrations: ['reason'],
  boards: ['name'],
  sessions: ['device'],
}
/** These in each language. */
const names: Record<string, string[]> = {
  users: ['name'],
  staff: ['name', 'about'],
  departments: ['name', 'about'],
  visit_types: ['name'],
  rooms: ['name'],
  locations: ['name', 'address', 'directions'],
  settings: ['clinic_name'],
}

const who: Record<Site, Person[]> = {
  patient: ['anonymous', 'patient'],
  staff: ['anonymous', 'receptionist', 'doctor', 'pharmacist', 'admin'],
}

it.each(sites)(
  'whatever stands in the database is text on every page of the %s site, however it came there',
  async (site) => {
    const world = await aWorld(db)
    const inBoth = JSON.stringify({ en: probe, ar: probe })
    for (const [value, tables] of [[probe, words] as const, [inBoth, names] as const]) {
      for (const [table, columns] of Object.entries(tables)) {
        for (const column of columns) await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${value}`.execute(owner)
      }
    }
    forgetClinic(db)
    let shown = 0
    for await (const { person, html, address } of walk(world, site, who[site])) {
      if (html.includes('<zx') || html.includes('zqkept"')) expect(`${person} reads markup at ${address}`).toBe('text')
      if (html.includes('zqkept')) shown += 1
    }
    expect(shown).toBeGreaterThan(5)
  },
  120_000,
)

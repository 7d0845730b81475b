import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { bytesOfId, type Id, newId } from '../../src/database/ids.ts'
import { refreshTokens } from '../../src/patients/search/refresh-tokens.ts'
import { pathsOf } from '../hostile/routes.ts'
import { walk } from '../hostile/walk.ts'
import { testDatabase } from '../support/database.ts'
import { anIdentifier } from '../support/people.ts'
import { aWorld, type Person, type World } from './world.ts'

const { db, owner } = testDatabase()
let world: World

/** What is kept of a patient and a visit, each in words that stand nowhere else, and who of the staff may read it anywhere. */
const fields: Record<string, { says: RegExp; readers: Person[] }> = {
  name: { says: /Qwxname/, readers: ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] },
  phone: { says: /50 ?987 ?6543/, readers: ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] },
  'e-mail': { says: /qwxmail@example\.org/, readers: ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] },
  // Clinical roles see how it ends, which tells people apart; the whole number is for those who register.
  'whole identifier': { says: /1098765432/, readers: ['receptionist', 'nurse', 'admin'] },
  'reason of the visit': { says: /Qwxreason/, readers: ['receptionist', 'nurse', 'doctor', 'admin'] },
  'note of a cancellation': { says: /Qwxcancel/, readers: ['receptionist', 'nurse', 'doctor', 'admin'] },
  price: { says: /SAR.1,234/, readers: ['receptionist', 'nurse', 'doctor', 'admin'] },
  'why a record was opened': { says: /Fainted in the corridor/, readers: ['admin'] },
}

const cancelled = newId<'appointment'>()

beforeEach(async () => {
  world = await aWorld(db)
  const patient = world.path(':patient', 'ours')
  const id = bytesOfId(patient)
  await sql`UPDATE patient_names SET text = CONCAT('Qwxname ', script) WHERE patient_id = ${id}`.execute(owner)
  await sql`UPDATE contact_points SET value = '+966509876543' WHERE patient_id = ${id}`.execute(owner)
  await sql`INSERT INTO contact_points (id, patient_id, contact_system, value, whose, reminders, results)
    SELECT UNHEX(REPLACE(UUID(), '-', '')), ${id}, 'email', 'qwxmail@example.org', 'self', 1, 0`.execute(owner)
  await sql`UPDATE appointments SET reason = 'Qwxreason', price_minor = 123400 WHERE patient_id = ${id}`.execute(owner)
  await sql`INSERT INTO appointments SELECT ${bytesOfId(cancelled)}, version, 'A-QWX2', patient_id, doctor_id, practitioner_role_id, department_id,
    location_id, room_id, visit_type_id, kind, mode, asked_for, 'cancelled', lane, clinic_day, starts_at, ends_at, blocked_from, blocked_until, reason,
    price_minor, currency, payment_state, payment_method, paid_at, confirmed_at, offer_expires_at, arrived_at, called_at, finished_at, starts_at,
    'patient', 'Qwxcancel', booked_by_user_id, booked_through, created_at FROM appointments WHERE patient_id = ${id} LIMIT 1`.execute(owner)
  await anIdentifier(db, { id: patient as Id<'patient'> }, { value: '1098765432' })
  await db.transaction().execute((tx) => refreshTokens(tx, patient as Id<'patient'>))
})

const staff: Person[] = ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin']

function readings() {
  const read = new Map<string, Set<Person>>(Object.keys(fields).map((field) => [field, new Set()]))
  const reads = (person: Person, html: string, address: string) => {
    for (const [field, { says, readers }] of Object.entries(fields)) {
      if (!says.test(html)) continue
      expect(readers, `${person} reads the ${field} at ${address}`).toContain(person)
      read.get(field)?.add(person)
    }
  }
  return { read, reads }
}

it('each role reads what the table gives it and nothing else, on every page that there is', async () => {
  const { read, reads } = readings()
  for await (const { person, html, address } of walk(world, 'staff', staff)) reads(person, html, address)
  // Of two visits the walk opens one.
  for (const person of staff) {
    const browser = await world.browserOf(person, 'staff')
    reads(person, await (await browser.get(`/appointments/${cancelled}`)).text(), 'a cancelled visit')
  }
  for (const [field, { readers }] of Object.entries(fields)) expect([...(read.get(field) ?? [])].sort(), field).toEqual([...readers].sort())
})

it('nor in what any form answers: what is found, what is asked again, and where it leads', async () => {
  const { read, reads } = readings()
  const typed = { words: 'Qwxname', name: 'Qwxname', version: '0' }
  for (const person of staff) {
    for (const path of pathsOf('staff', 'POST')) {
      for (const part of ['page', 'partial']) {
        // Signing out and locking end a session.
        const browser = await world.browserOf(person, 'staff')
        const answer = await browser.post(world.path(path, 'ours'), { receipt: newId(), ...typed }, { 'HX-Request-Type': part })
        reads(person, await answer.text(), `POST ${path}`)
        const next = answer.headers.get('Location')
        if (next) reads(person, await (await browser.get(next)).text(), `POST ${path}, which leads to ${next}`)
      }
    }
  }
  expect([...(read.get('name') ?? [])].sort(), 'everybody finds the patient').toEqual([...staff].sort())
  expect([...(read.get('whole identifier') ?? [])].length).toBeGreaterThan(0)
}, 180_000)

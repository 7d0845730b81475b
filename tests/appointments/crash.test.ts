import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { type Booking, book } from '../../src/appointments/visit/book.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { aPatient } from '../support/people.ts'
import { grantScript, rawConnection } from '../support/schema.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import type { Told } from './booker.ts'
import { startBooker } from './bookers.ts'
import { aClinic, at, newReceipt } from './clinic.ts'

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 })

let server: TestServer
let db: Database
let end: () => Promise<void>

beforeAll(async () => {
  // Without the flags of the shared one: what this server has answered for, it has flushed.
  server = await startTestServer([])
  ;({ db, close: end } = openDatabase(server.app, { connections: 4 }))
  const connection = await rawConnection(server.owner)
  await connection.query(inject('schemaCreate'))
  await connection.query(grantScript)
  await connection.end()
})
beforeEach(async () => {
  const connection = await rawConnection(server.owner)
  await connection.query(inject('schemaEmpty'))
  await connection.end()
})
afterAll(async () => {
  await end()
  await server.stop()
})

async function formsOf(many: number): Promise<() => Booking[]> {
  const clinic = await aClinic(db)
  const patients = [
    await aPatient(db, { phone: '+966501111111' }),
    await aPatient(db, { email: 'noura@example.org' }),
    await aPatient(db, { phone: '+966502222222' }),
  ]
  let next = 0
  const form = (): Booking => {
    const start = at(2 + Math.floor(next / 60), '00:00').add({ minutes: (next % 60) * 20 })
    const patient = patients[next % patients.length]?.id ?? clinic.patient.id
    next += 1
    return { receipt: newReceipt(), patient, visitType: clinic.type.id, doctor: clinic.doctor.staff.id, through: 'patient', start }
  }
  return () => Array.from({ length: many }, form)
}

/** Nothing half: whoever has a row has its receipt, cells, confirmation and audit row, and whoever has one of these has a row. */
async function nothingIsHalf(): Promise<Set<string>> {
  // One moment of the database: a commit of the one who was killed may still be under way.
  const { appointments, receipts, audited, letters } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => ({
      appointments: await tx.selectFrom('appointments').select('id').execute(),
      receipts: await tx.selectFrom('receipts').select('subject_id').execute(),
      audited: await tx.selectFrom('audit').select('subject_id').execute(),
      letters: await tx.selectFrom('outbox').select('cause').execute(),
    }))
  const ids = appointments.map(({ id }) => String(id)).sort()
  expect(receipts.map((row) => row.subject_id).sort()).toEqual(ids)
  expect(audited.map((row) => row.subject_id).sort()).toEqual(ids)
  expect(letters.map((row) => row.cause.split('/')[1]).sort()).toEqual(ids)
  expect(letters.every((row) => row.cause.includes('/appointment-booked/'))).toBe(true)
  expect(await verifyCalendar(db)).toEqual([])
  return new Set(ids)
}

const confirmed = (told: Map<string, Told>) => [...told].flatMap(([receipt, one]) => (one.ok ? [[receipt, one.appointment] as const] : []))

/** People whose answer was lost send their form again: whoever was booked is told of the same visit. */
async function everyFormIsBookedOnce(forms: Booking[], told: Map<string, Told>): Promise<void> {
  const known = new Map(confirmed(told))
  const appointments = new Set<string>()
  for (const form of forms) {
    const answer = await book(db, null, form)
    if (!answer.ok) throw new Error(answer.reason)
    expect(known.get(form.receipt) ?? answer.appointment).toBe(answer.appointment)
    appointments.add(answer.appointment)
  }
  expect(appointments.size).toBe(forms.length)
  expect(await nothingIsHalf()).toEqual(appointments)
}

describe('whoever was told that they are booked is booked, once and wholly', () => {
  test('when the process that books is killed at any moment', async () => {
    const nextForms = await formsOf(30)
    const all: Booking[] = []
    const told = new Map<string, Told>()
    for (let kills = 0; kills < 20; kills += 1) {
      const forms = nextForms()
      all.push(...forms)
      const booker = startBooker(server.app)
      const first = Promise.withResolvers<void>()
      const booking = booker.book(forms, { heard: () => first.resolve() })
      await first.promise
      await pause(Math.random() * 100)
      await booker.kill()
      for (const [receipt, one] of await booking) told.set(receipt, one)
      const booked = await nothingIsHalf()
      for (const [, appointment] of confirmed(told)) expect(booked).toContain(appointment)
    }
    expect(confirmed(told).length).toBeGreaterThanOrEqual(20)
    await everyFormIsBookedOnce(all, told)
  })

  test('when the database server is killed at any moment, and bookers go on when it is back', async () => {
    const nextForms = await formsOf(60)
    const all: Booking[] = []
    const told = new Map<string, Told>()
    const bookers = [1, 2, 3].map(() => startBooker(server.app))
    try {
      for (let kills = 0; kills < 6; kills += 1) {
        const first = Promise.withResolvers<void>()
        const booking = bookers.map((booker) => {
          const forms = nextForms()
          all.push(...forms)
          return booker.book(forms, { heard: () => first.resolve() })
        })
        await first.promise
        await pause(Math.random() * 150)
        await server.restart()
        for (const answers of await Promise.all(booking)) for (const [receipt, one] of answers) told.set(receipt, one)
        const booked = await nothingIsHalf()
        for (const [, appointment] of confirmed(told)) expect(booked).toContain(appointment)
      }
    } finally {
      await Promise.all(bookers.map((booker) => booker.kill()))
    }
    expect(told.size).toBe(all.length)
    expect([...told.values()].filter((one) => !one.ok && one.reason !== 'unknown')).toEqual([])
    await everyFormIsBookedOnce(all, told)
  })
})

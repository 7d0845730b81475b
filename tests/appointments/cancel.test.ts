import { describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { type Cancellation, cancel } from '../../src/appointments/visit/cancel.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { NotYours } from '../../src/database/errors.ts'
import { newId } from '../../src/database/ids.ts'
import type { RowChange } from '../../src/database/tables.ts'
import { testDatabase } from '../support/database.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'

const { db } = testDatabase()

async function aBooking(start = at(2, '10:00')) {
  const clinic = await aClinic(db)
  const answer = await bookAt(db, clinic, start)
  if (!answer.ok) throw new Error(answer.reason)
  const { appointment } = answer
  const cancelAs = (actor: Actor, given: Partial<Cancellation> = {}) =>
    cancel(db, actor, { receipt: newReceipt(), appointment, reason: actor.site === 'patient' ? 'patient' : 'clinic', ...given })
  const change = (columns: RowChange<'appointments'>) => db.updateTable('appointments').set(columns).where('id', '=', appointment).execute()
  return { ...clinic, appointment, cancelAs, change }
}

const theRow = () => db.selectFrom('appointments').selectAll().executeTakeFirstOrThrow()

describe('a cancelled visit', () => {
  test('keeps its row and loses its cells, and the patient, the boards and the audit hear of it', async () => {
    const { actor, cancelAs, appointment, patient } = await aBooking()
    expect(await cancelAs(actor, { note: ' travelling ' })).toEqual({ ok: true })
    expect(await theRow()).toMatchObject({ status: 'cancelled', cancel_reason: 'patient', cancel_note: 'travelling', version: 2 })
    expect(await db.selectFrom('reservations').selectAll().execute()).toEqual([])
    // The confirmation had not left yet, so it never will.
    const [letter, ...more] = await db.selectFrom('outbox').select('payload').execute()
    expect(letter?.payload).toMatchObject({ purpose: 'appointment-cancelled' })
    expect(more).toEqual([])
    expect(await db.selectFrom('audit').select(['action', 'subject_id', 'patient_id']).orderBy('id').execute()).toEqual([
      { action: 'appointment.book', subject_id: appointment, patient_id: patient.id },
      { action: 'appointment.cancel', subject_id: appointment, patient_id: patient.id },
    ])
    expect(await db.selectFrom('changes').select('topic').execute()).toEqual([1, 2].map(() => ({ topic: `day-book/${inDays(2)}` })))
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is not cancelled again, but a form sent again is answered as before', async () => {
    const { actor, cancelAs } = await aBooking()
    const receipt = newReceipt()
    expect(await Promise.all([1, 2, 3].map(() => cancelAs(actor, { receipt })))).toEqual([1, 2, 3].map(() => ({ ok: true })))
    expect(await cancelAs(actor)).toEqual({ ok: false, reason: 'already-cancelled' })
    expect((await theRow()).version).toBe(2)
  })

  test('is not taken for another one, whose cancellation had the same receipt', async () => {
    const clinic = await aBooking()
    const other = await bookAt(db, clinic, at(3, '10:00'))
    if (!other.ok) throw new Error(other.reason)
    const receipt = newReceipt()
    expect(await clinic.cancelAs(clinic.actor, { receipt })).toEqual({ ok: true })
    await expect(clinic.cancelAs(clinic.actor, { receipt, appointment: other.appointment })).rejects.toThrow(NotYours)
    const rows = await db.selectFrom('appointments').select('status').orderBy('starts_at').execute()
    expect(rows.map(({ status }) => status)).toEqual(['cancelled', 'booked'])
  })

  test('is cancelled once, when two people do it at the same moment', async () => {
    const { actor, desk, cancelAs } = await aBooking()
    const answers = await Promise.all([cancelAs(actor), cancelAs(desk), cancelAs(actor), cancelAs(desk)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect((await theRow()).version).toBe(2)
  })
})

describe('a visit is not cancelled', () => {
  test("by its patient within the clinic's limit; by the desk it is", async () => {
    const { actor, desk, cancelAs, change } = await aBooking()
    const soon = Temporal.Now.instant().add({ minutes: 119 })
    await change({ starts_at: soon, blocked_from: soon })
    expect(await cancelAs(actor)).toEqual({ ok: false, reason: 'too-late' })
    await db.updateTable('settings').set({ cancel_limit_minutes: 118 }).execute()
    expect(await cancelAs(desk, { reason: 'doctor-absent' })).toEqual({ ok: true })
    expect(await theRow()).toMatchObject({ cancel_reason: 'doctor-absent' })
  })

  test('when it has changed since it was seen, has begun, or is not there', async () => {
    const { desk, cancelAs, change } = await aBooking()
    await change({ version: 2 })
    expect(await cancelAs(desk, { version: 1 })).toEqual({ ok: false, reason: 'changed' })
    expect(await cancelAs(desk, { appointment: newId<'appointment'>() })).toEqual({ ok: false, reason: 'not-found' })
    await change({ status: 'in-consultation' })
    expect(await cancelAs(desk)).toEqual({ ok: false, reason: 'not-booked' })
    expect(await db.selectFrom('audit').select('action').execute()).toEqual([{ action: 'appointment.book' }])
  })
})

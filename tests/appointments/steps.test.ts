import { describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { book } from '../../src/appointments/visit/book.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { move } from '../../src/appointments/visit/move.ts'
import { restore } from '../../src/appointments/visit/restore.ts'
import { stepsFor } from '../../src/appointments/visit/steps.ts'
import { takeStep } from '../../src/appointments/visit/take-step.ts'
import { undoStep } from '../../src/appointments/visit/undo-step.ts'
import { stepVisit, visitRow } from '../../src/appointments/visit/visit-row.ts'
import type { Actor } from '../../src/audit/actor.ts'
import type { Id } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from './clinic.ts'
import { aVisitIn, cellsOfVisit, stepsOf, take, theVisit, undoLast } from './desk.ts'

const { db } = testDatabase()

/** A visit of today that begins so many minutes from now, and the people of the desk. */
async function aDesk(minutes = 20) {
  const clinic = await aClinic(db)
  const visit = (await aVisitIn(db, minutes, { doctor: clinic.doctor, patient: clinic.patient })).id
  return { ...clinic, visit, doctorActor: clinic.doctor.actor }
}

const ago = (minutes: number) => Temporal.Now.instant().subtract({ minutes })

const allowed = async (actor: Actor, visit: Id<'appointment'>) => {
  const row = await visitRow(db, visit)
  return row ? stepsFor(actor, stepVisit(row), row.now) : []
}

describe('the course of a visit', () => {
  test('goes from booked over waiting and the doctor’s room to finished, each step with its time, its row and its audit', async () => {
    const { desk, visit, patient } = await aDesk()
    for (const step of ['arrival', 'call', 'completion'] as const) expect(await take(db, desk, visit, step)).toEqual({ ok: true })
    const row = await theVisit(db, visit)
    expect(row).toMatchObject({ status: 'fulfilled', version: 4 })
    expect([row.arrived_at, row.called_at, row.finished_at].every((time) => time !== null)).toBe(true)
    expect((await stepsOf(db, visit)).map((one) => [one.step, one.from_status, one.to_status, one.user_id])).toEqual([
      ['arrival', 'booked', 'arrived', desk.user],
      ['call', 'arrived', 'in-consultation', desk.user],
      ['completion', 'in-consultation', 'fulfilled', desk.user],
    ])
    const audits = await db.selectFrom('audit').select(['action', 'patient_id']).orderBy('id').execute()
    expect(audits).toEqual(['arrival', 'call', 'completion'].map((step) => ({ action: `appointment.${step}`, patient_id: patient.id })))
    expect(await db.selectFrom('changes').select('topic').execute()).toHaveLength(3)
  })

  test('finished early gives back the rest of its time at once, and another can have it', async () => {
    const { desk, visit, doctor } = await aDesk()
    await take(db, desk, visit, 'arrival')
    await take(db, desk, visit, 'call')
    expect(await cellsOfVisit(db, visit)).toBe(8)
    await take(db, desk, visit, 'completion')
    expect(await cellsOfVisit(db, visit)).toBe(0)
    await aVisitIn(db, 20, { doctor, patient: await aPatient(db) })
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('a doctor calls straight from the list; others check in first', async () => {
    const { desk, visit, doctorActor } = await aDesk()
    expect(await take(db, desk, visit, 'call')).toEqual({ ok: false, reason: 'not-arrived' })
    expect(await allowed(desk, visit)).not.toContain('call')
    expect(await allowed(doctorActor, visit)).toContain('call')
    expect(await take(db, doctorActor, visit, 'call')).toEqual({ ok: true })
  })

  test('a doctor finishes one visit and calls the next in one breath, or neither', async () => {
    const { desk, visit, doctor, doctorActor } = await aDesk()
    const next = (await aVisitIn(db, 40, { doctor, patient: await aPatient(db) })).id
    await take(db, doctorActor, visit, 'call')
    await take(db, desk, next, 'arrival')
    const finishing = { appointment: visit, version: 1 }
    expect(await take(db, doctorActor, next, 'call', { finishing })).toEqual({ ok: false, reason: 'changed' })
    expect((await theVisit(db, next)).status).toBe('arrived')
    expect(await take(db, doctorActor, next, 'call', { finishing: { appointment: visit, version: 2 } })).toEqual({ ok: true })
    expect([(await theVisit(db, visit)).status, (await theVisit(db, next)).status]).toEqual(['fulfilled', 'in-consultation'])
  })

  test('with three patients inside a doctor calls no fourth', async () => {
    const { doctor, visit, doctorActor } = await aDesk()
    for (const minutes of [40, 60, 80]) {
      const { id } = await aVisitIn(db, minutes, { doctor, patient: await aPatient(db) })
      expect(await take(db, doctorActor, id, 'call')).toEqual({ ok: true })
    }
    expect(await take(db, doctorActor, visit, 'call')).toEqual({ ok: false, reason: 'doctor-busy' })
  })
})

describe('a step out of order is refused', () => {
  test('because of what the visit is, and changes nothing', async () => {
    const { desk, visit } = await aDesk()
    for (const step of ['completion', 'departure', 'payment-withdrawal'] as const)
      expect(await take(db, desk, visit, step)).toEqual({ ok: false, reason: step === 'payment-withdrawal' ? 'not-paid' : 'wrong-status' })
    expect((await theVisit(db, visit)).version).toBe(1)
    expect(await stepsOf(db, visit)).toEqual([])
  })

  test('because of the day: nobody is checked in for another one, nor missed before the time', async () => {
    const clinic = await aDesk()
    const { desk, visit } = clinic
    expect(await take(db, desk, visit, 'no-show')).toEqual({ ok: false, reason: 'too-early' })
    const later = await bookAt(db, clinic, at(3, '10:00'))
    if (!later.ok) throw new Error(later.reason)
    expect(await take(db, desk, later.appointment, 'arrival')).toEqual({ ok: false, reason: 'not-its-day' })
    expect(await allowed(desk, later.appointment)).toEqual(['time', 'payment', 'cancellation'])
  })

  test('because it is not theirs: a nurse takes no payment, a colleague touches no other calendar, a pharmacist none', async () => {
    const { visit, place } = await aDesk()
    const nurse = (await aStaffMember(db, 'nurse')).actor
    const colleague = (await aDoctor(db, place)).actor
    const pharmacist = (await aStaffMember(db, 'pharmacist')).actor
    expect(await take(db, nurse, visit, 'payment', { method: 'cash' })).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await take(db, colleague, visit, 'call')).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await allowed(pharmacist, visit)).toEqual([])
    expect(await allowed(nurse, visit)).toEqual(['arrival', 'time', 'cancellation'])
  })
})

describe('two people on one visit', () => {
  test('at the same moment: one checks in, the other is told that somebody was quicker', async () => {
    const { desk, visit } = await aDesk()
    const other = (await aStaffMember(db, 'receptionist')).actor
    const answers = await Promise.all(
      [desk, other].map((actor) => takeStep(db, actor, { receipt: newReceipt(), appointment: visit, version: 1, step: 'arrival' })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' })
    expect(await stepsOf(db, visit)).toHaveLength(1)
  })

  test('a form sent twice is one step', async () => {
    const { desk, visit } = await aDesk()
    const receipt = newReceipt()
    const ask = () => takeStep(db, desk, { receipt, appointment: visit, version: 1, step: 'arrival' })
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect((await theVisit(db, visit)).version).toBe(2)
  })

  test('one moves a visit while the other cancels it: one wins, and the calendar is whole', async () => {
    const clinic = await aClinic(db)
    const booked = await bookAt(db, clinic, at(2, '10:00'))
    if (!booked.ok) throw new Error(booked.reason)
    const asked = { appointment: booked.appointment, version: 1 }
    const where = { doctor: clinic.doctor.staff.id, location: clinic.location.id, through: 'staff' as const }
    const [moved, cancelled] = await Promise.all([
      move(db, clinic.desk, { ...asked, receipt: newReceipt(), start: at(2, '11:00'), ...where }),
      cancel(db, clinic.desk, { ...asked, receipt: newReceipt(), reason: 'clinic' }),
    ])
    expect([moved.ok, cancelled.ok].filter(Boolean)).toHaveLength(1)
    expect(await verifyCalendar(db)).toEqual([])
  })
})

describe('an undone step', () => {
  test('leaves the visit as it was, for each of the five', async () => {
    const { desk, visit } = await aDesk(-10)
    const steps = async (...all: ('arrival' | 'call' | 'completion' | 'no-show' | 'departure')[]) => {
      for (const step of all) expect(await take(db, desk, visit, step)).toEqual({ ok: true })
    }
    await steps('no-show')
    expect(await undoLast(db, desk, visit)).toEqual({ ok: true })
    await steps('arrival', 'departure')
    expect(await undoLast(db, desk, visit)).toEqual({ ok: true })
    expect((await theVisit(db, visit)).status).toBe('arrived')
    await steps('call', 'completion')
    for (const status of ['in-consultation', 'arrived', 'booked']) {
      expect(await undoLast(db, desk, visit)).toEqual({ ok: true })
      expect((await theVisit(db, visit)).status).toBe(status)
    }
    expect(await theVisit(db, visit)).toMatchObject({
      arrived_at: null,
      called_at: null,
      finished_at: null,
      cancelled_at: null,
      cancel_reason: null,
    })
    expect(await verifyCalendar(db)).toEqual([])
    expect((await stepsOf(db, visit)).every((one) => one.undone_at !== null && one.undone_by_user_id === desk.user)).toBe(true)
  })

  test('is none after a quarter of an hour, a second time, after another step, or by somebody who may not take it', async () => {
    const { desk, visit } = await aDesk()
    const nurse = (await aStaffMember(db, 'nurse')).actor
    await take(db, desk, visit, 'arrival')
    const [arrival] = await stepsOf(db, visit)
    if (!arrival) throw new Error('no step')
    const undo = (actor: Actor) => undoStep(db, actor, { receipt: newReceipt(), appointment: visit, step: arrival.id })
    expect(await undo((await aDoctor(db)).actor)).toEqual({ ok: false, reason: 'not-allowed' })
    await take(db, desk, visit, 'call')
    expect(await undo(desk)).toEqual({ ok: false, reason: 'since' })
    await undoLast(db, desk, visit)
    expect(await undo(nurse)).toEqual({ ok: true })
    expect(await undo(desk)).toEqual({ ok: false, reason: 'undone' })
    await take(db, desk, visit, 'arrival')
    await db
      .updateTable('appointment_steps')
      .set({ at: ago(16) })
      .execute()
    expect(await undoLast(db, desk, visit)).toEqual({ ok: false, reason: 'too-late' })
  })

  test('survives a payment that came between', async () => {
    const { desk, visit } = await aDesk()
    await take(db, desk, visit, 'arrival')
    const [arrival] = await stepsOf(db, visit)
    await take(db, desk, visit, 'payment', { method: 'cash' })
    if (!arrival) throw new Error('no step')
    expect(await undoStep(db, desk, { receipt: newReceipt(), appointment: visit, step: arrival.id })).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ status: 'booked', payment_state: 'paid', payment_method: 'cash' })
  })

  test('is refused in words when somebody has the time by then', async () => {
    const { desk, visit, doctor, patient } = await aDesk()
    await take(db, desk, visit, 'arrival')
    await take(db, desk, visit, 'departure')
    const other = await aVisitIn(db, 20, { doctor, patient: await aPatient(db) })
    expect(await undoLast(db, desk, visit)).toEqual({ ok: false, reason: 'taken' })
    await db.deleteFrom('reservations').where('appointment_id', '=', other.id).execute()
    await db
      .updateTable('appointments')
      .set({ patient_id: patient.id, doctor_id: (await aDoctor(db)).staff.id })
      .where('id', '=', other.id)
      .execute()
    await db
      .insertInto('reservations')
      .values({ resource_id: patient.id, cell: other.starts_at, lane: 0, appointment_id: other.id, closure_id: null })
      .execute()
    expect(await undoLast(db, desk, visit)).toEqual({ ok: false, reason: 'own-visit' })
  })
})

describe('a payment', () => {
  test('is marked with its method, once, and taken back by a step of its own', async () => {
    const { desk, visit } = await aDesk()
    expect(await take(db, desk, visit, 'payment', { method: 'insurance' })).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ payment_state: 'paid', payment_method: 'insurance', status: 'booked' })
    expect((await theVisit(db, visit)).paid_at).not.toBeNull()
    expect(await take(db, desk, visit, 'payment', { method: 'cash' })).toEqual({ ok: false, reason: 'already-paid' })
    expect(await take(db, desk, visit, 'payment-withdrawal')).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ payment_state: 'unpaid', payment_method: null, paid_at: null })
  })
})

describe('a restored visit', () => {
  const cancelled = async () => {
    const clinic = await aClinic(db)
    const booked = await bookAt(db, clinic, at(2, '10:00'))
    if (!booked.ok) throw new Error(booked.reason)
    const visit = booked.appointment
    await cancel(db, clinic.desk, { receipt: newReceipt(), appointment: visit, reason: 'patient' })
    const again = (given = {}) => restore(db, clinic.desk, { receipt: newReceipt(), appointment: visit, version: 2, ...given })
    return { ...clinic, visit, again }
  }

  test('has its time again, and the patient hears of it', async () => {
    const { visit, again } = await cancelled()
    expect(await again()).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ status: 'booked', cancelled_at: null, cancel_reason: null })
    expect(await verifyCalendar(db)).toEqual([])
    const [letter] = await db.selectFrom('outbox').select('payload').execute()
    expect(letter?.payload).toMatchObject({ purpose: 'appointment-booked', values: { version: 3 } })
  })

  test('finds its time taken and is offered others, at one of which it is restored', async () => {
    const clinic = await cancelled()
    await bookAt(db, clinic, at(2, '10:00'), { patient: (await aPatient(db)).id })
    const answer = await clinic.again()
    if (answer.ok || answer.reason !== 'taken') throw new Error('the time is taken')
    const [other] = answer.others
    expect(other).toBeDefined()
    if (!other) return
    expect(await clinic.again({ at: { starts: other.starts, location: other.location } })).toEqual({ ok: true })
    expect(await theVisit(db, clinic.visit)).toMatchObject({ status: 'booked', starts_at: other.starts, cancel_reason: null })
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('after it was missed may come late, but not on another day', async () => {
    const { desk, visit } = await aDesk(-30)
    await take(db, desk, visit, 'no-show')
    const { version } = await theVisit(db, visit)
    expect(await restore(db, desk, { receipt: newReceipt(), appointment: visit, version })).toEqual({ ok: true })
    expect(await take(db, desk, visit, 'arrival')).toEqual({ ok: true })
    const old = await aVisitIn(db, -3 * 1440, { doctor: await aDoctor(db), patient: await aPatient(db), status: 'cancelled' })
    expect(await restore(db, desk, { receipt: newReceipt(), appointment: old.id, version: 1 })).toEqual({ ok: false, reason: 'over' })
  })
})

describe('a moved visit', () => {
  const aBooked = async () => {
    const clinic = await aClinic(db)
    const booked = await bookAt(db, clinic, at(2, '10:00'), { reason: 'Rash' })
    if (!booked.ok) throw new Error(booked.reason)
    const visit = booked.appointment
    const to = async (start: Temporal.Instant, given = {}) =>
      move(db, clinic.desk, {
        receipt: newReceipt(),
        appointment: visit,
        version: (await theVisit(db, visit)).version,
        start,
        doctor: clinic.doctor.staff.id,
        location: clinic.location.id,
        through: 'staff',
        ...given,
      })
    return { ...clinic, visit, to }
  }

  test('is the same visit at another time: number and reason stay, the old time is free, the new one held, the patient told', async () => {
    const { visit, to } = await aBooked()
    const before = await theVisit(db, visit)
    expect(await to(at(3, '11:00'))).toEqual({ ok: true })
    const after = await theVisit(db, visit)
    expect(after).toMatchObject({
      number: before.number,
      reason: 'Rash',
      status: 'booked',
      version: 2,
      starts_at: at(3, '11:00'),
      clinic_day: inDays(3),
    })
    expect(await verifyCalendar(db)).toEqual([])
    const letters = await db.selectFrom('outbox').select('payload').execute()
    expect(letters.map(({ payload }) => payload)).toMatchObject([
      { purpose: 'appointment-moved', values: { version: 2, starts: at(3, '11:00').toString(), movedFrom: at(2, '10:00').toString() } },
    ])
    expect((await db.selectFrom('changes').select('topic').orderBy('id').execute()).map(({ topic }) => topic).slice(1)).toEqual([
      `day-book/${inDays(2)}`,
      `day-book/${inDays(3)}`,
    ])
    expect(await stepsOf(db, visit)).toMatchObject([{ step: 'time', from_starts_at: at(2, '10:00'), to_starts_at: at(3, '11:00') }])
  })

  test('goes to another doctor at that doctor’s price, unless it is paid', async () => {
    const { visit, to, place, type, desk } = await aBooked()
    const dear = await aDoctor(db, { ...place, visits: [{ type, priceMinor: 35_000 }] })
    const dearer = await aDoctor(db, { ...place, visits: [{ type, priceMinor: 50_000 }] })
    expect(await to(at(2, '10:00'), { doctor: dear.staff.id })).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ doctor_id: dear.staff.id, price_minor: 35_000 })
    await take(db, desk, visit, 'payment', { method: 'card' })
    expect(await to(at(2, '10:00'), { doctor: dearer.staff.id })).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ doctor_id: dearer.staff.id, price_minor: 35_000, payment_state: 'paid' })
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('may overlap with itself', async () => {
    const { to, visit, doctor } = await aBooked()
    await db
      .updateTable('working_hours')
      .set({ starts: Temporal.PlainTime.from('00:05') })
      .where('practitioner_role_id', '=', doctor.practitionerRole.id)
      .execute()
    expect(await to(at(2, '10:05'))).toEqual({ ok: true })
    expect((await theVisit(db, visit)).starts_at).toEqual(at(2, '10:05'))
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('finds the new time taken and is offered others; the old one stays its own', async () => {
    const clinic = await aBooked()
    await bookAt(db, clinic, at(2, '11:00'), { patient: (await aPatient(db)).id })
    const answer = await clinic.to(at(2, '11:00'))
    expect(answer).toMatchObject({ ok: false, reason: 'taken' })
    expect(answer.ok || answer.reason !== 'taken' ? [] : answer.others.map(({ starts }) => starts.toString())).not.toContain(
      at(2, '11:00').toString(),
    )
    expect((await theVisit(db, clinic.visit)).starts_at).toEqual(at(2, '10:00'))
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is refused at times that are none, at its own, at the patient’s other visit, and by somebody else’s version', async () => {
    const clinic = await aBooked()
    const other = await aDoctor(db, clinic.place)
    await book(db, clinic.desk, {
      receipt: newReceipt(),
      patient: clinic.patient.id,
      visitType: clinic.type.id,
      start: at(2, '12:00'),
      doctor: other.staff.id,
      through: 'staff',
    })
    expect(await clinic.to(at(2, '10:00'))).toMatchObject({ reason: 'same-time' })
    expect(await clinic.to(at(2, '10:07'))).toMatchObject({ reason: 'outside-hours' })
    expect(await clinic.to(at(-3, '10:00'))).toMatchObject({ reason: 'past' })
    expect(await clinic.to(at(2, '12:00'))).toMatchObject({ reason: 'own-visit' })
    expect(await clinic.to(at(2, '13:00'), { version: 7 })).toMatchObject({ reason: 'changed' })
  })

  test('two who want one new time at the same moment: one has it', async () => {
    const clinic = await aBooked()
    const second = await bookAt(db, clinic, at(2, '14:00'), { patient: (await aPatient(db)).id })
    if (!second.ok) throw new Error(second.reason)
    const answers = await Promise.all([
      clinic.to(at(2, '15:00')),
      clinic.to(at(2, '15:00'), { appointment: second.appointment, version: 1 }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('who waits already waits on at the new time of that day, and is booked again on another', async () => {
    const { desk, visit, doctor, location } = await aDesk()
    await take(db, desk, visit, 'arrival')
    const asked = { appointment: visit, doctor: doctor.staff.id, location: location.id, through: 'staff' as const }
    expect(await move(db, desk, { ...asked, receipt: newReceipt(), version: 2, start: at(4, '10:00') })).toEqual({ ok: true })
    expect(await theVisit(db, visit)).toMatchObject({ status: 'booked', arrived_at: null })
  })
})

import { expect, test } from 'vitest'
import { close } from '../../src/appointments/closures/close.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aClinic, at, bookAt, newReceipt } from './clinic.ts'

const { db } = testDatabase()

async function aBusyClinic() {
  const clinic = await aClinic(db)
  const closed = { receipt: newReceipt(), staff: clinic.doctor.staff.id, kind: 'leave' as const, name: { en: 'Leave', ar: 'إجازة' } }
  await close(db, null, { ...closed, starts: at(9, '08:00'), ends: at(9, '09:00') })
  const answer = await bookAt(db, clinic, at(2, '10:00'))
  if (!answer.ok) throw new Error(answer.reason)
  expect(await verifyCalendar(db)).toEqual([])
  return { ...clinic, appointment: answer.appointment }
}

const faults = async () => (await verifyCalendar(db)).map(({ fault }) => fault)

test('a cell of a visit that is gone is missed, and one too many is found', async () => {
  const { patient } = await aBusyClinic()
  await db.deleteFrom('reservations').where('resource_id', '=', patient.id).where('cell', '=', at(2, '10:05')).execute()
  expect(await verifyCalendar(db)).toMatchObject([{ fault: 'cell-missing', resource: patient.id, at: at(2, '10:05') }])
  await db
    .updateTable('reservations')
    .set({ cell: at(5, '10:00') })
    .where('resource_id', '=', patient.id)
    .where('cell', '=', at(2, '10:00'))
    .execute()
  expect((await faults()).sort()).toEqual(['cell-astray', 'cell-missing', 'cell-missing'])
})

test('a visit that was moved, given another room, or let go behind the back of the verbs is found', async () => {
  const { appointment } = await aBusyClinic()
  const change = (columns: object) => db.updateTable('appointments').set(columns).where('id', '=', appointment).execute()
  await change({ starts_at: at(2, '10:05'), ends_at: at(2, '10:25'), blocked_from: at(2, '10:05'), blocked_until: at(2, '10:25') })
  expect((await faults()).sort()).toEqual(['cell-astray', 'cell-astray', 'cell-missing', 'cell-missing'])
  await change({ status: 'cancelled' })
  expect(await faults()).toEqual(Array(8).fill('cell-astray'))
})

test('a closed time that nobody holds is found, and cells that outlive it', async () => {
  await aBusyClinic()
  await db.deleteFrom('reservations').where('closure_id', 'is not', null).where('cell', '=', at(9, '08:10')).execute()
  expect(await faults()).toEqual(['closed-cell-free'])
  await db
    .updateTable('closures')
    .set({ withdrawn_at: at(0, '00:00') })
    .execute()
  expect(await faults()).toEqual(Array(11).fill('closed-cell-astray'))
})

test('two visits at one time are found though no cell tells', async () => {
  const { appointment } = await aBusyClinic()
  const row = await db.selectFrom('appointments').selectAll().where('id', '=', appointment).executeTakeFirstOrThrow()
  await db
    .insertInto('appointments')
    .values({ ...row, id: newId<'appointment'>(), number: 'A-2222', starts_at: at(2, '10:10') })
    .execute()
  expect((await faults()).filter((fault) => fault === 'overlap')).toHaveLength(2)
})

test('the past is left alone, and far ahead is not', async () => {
  const { appointment } = await aBusyClinic()
  await db.deleteFrom('reservations').where('appointment_id', '=', appointment).execute()
  const move = (day: number) => ({
    starts_at: at(day, '10:00'),
    ends_at: at(day, '10:20'),
    blocked_from: at(day, '10:00'),
    blocked_until: at(day, '10:20'),
  })
  await db.updateTable('appointments').set(move(-3)).execute()
  expect(await faults()).toEqual([])
  await db.updateTable('appointments').set(move(300)).execute()
  const progress: number[] = []
  expect(await verifyCalendar(db, (done) => progress.push(done))).toHaveLength(8)
  expect(progress.at(-1)).toBe(1)
})

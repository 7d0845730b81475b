import { expect, test } from 'vitest'
import { close } from '../../src/appointments/closures/close.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { contradictionLines, contradictionsIn } from '../../src/cli/calendar-faults.ts'
import { newId } from '../../src/database/ids.ts'
import { aClinic, at, bookAt, inDays, newReceipt } from '../appointments/clinic.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

const lines = async () => await contradictionLines(db, contradictionsIn(await verifyCalendar(db)))

test('what is wrong with the calendar is told with name, local time and reason, and once for cells that follow one another', async () => {
  const clinic = await aClinic(db, { name: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' } })
  const holiday = { receipt: newReceipt(), kind: 'holiday' as const, name: { en: 'Eid', ar: 'العيد' } }
  const closed = await close(db, null, { ...holiday, starts: at(9, '08:00'), ends: at(9, '12:00') })
  const booked = await bookAt(db, clinic, at(2, '10:00'))
  if (!booked.ok || !('closure' in closed)) throw new Error('the time was free')
  expect(await lines()).toEqual([])

  const doctor = clinic.doctor.staff.id
  await db
    .deleteFrom('reservations')
    .where('resource_id', '=', doctor)
    .where((where) => where.or([where('closure_id', 'is not', null), where('appointment_id', 'is not', null)]))
    .where('cell', '!=', at(9, '09:00'))
    .execute()
  await db.deleteFrom('reservations').where('resource_id', '=', clinic.patient.id).where('cell', '=', at(2, '10:05')).execute()
  const { number } = await db.selectFrom('appointments').select('number').executeTakeFirstOrThrow()
  const { record_number } = await db
    .selectFrom('patients')
    .select('record_number')
    .where('id', '=', clinic.patient.id)
    .executeTakeFirstOrThrow()
  expect((await lines()).sort()).toEqual([
    `${inDays(2)} 10:00–10:20 Asia/Riyadh  Sara Alqahtani: visit ${number} does not hold this time of its own  (cell-missing ${doctor} ${booked.appointment})`,
    `${inDays(2)} 10:05–10:10 Asia/Riyadh  patient ${record_number}: visit ${number} does not hold this time of its own  (cell-missing ${clinic.patient.id} ${booked.appointment})`,
    `${inDays(9)} 08:00–09:00 Asia/Riyadh  Sara Alqahtani: free, though closed for Eid  (closed-cell-free ${doctor} ${closed.closure})`,
    `${inDays(9)} 09:05–12:00 Asia/Riyadh  Sara Alqahtani: free, though closed for Eid  (closed-cell-free ${doctor} ${closed.closure})`,
  ])
  const row = await db.selectFrom('appointments').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('appointments')
    .values({ ...row, id: newId<'appointment'>(), number: 'A-2222', starts_at: at(2, '10:10') })
    .execute()
  expect(await lines()).toContainEqual(
    expect.stringContaining(`${inDays(2)} 10:10 Asia/Riyadh  patient ${record_number}: visit A-2222 begins during another visit`),
  )
})

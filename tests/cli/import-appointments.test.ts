import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { close } from '../../src/appointments/closures/close.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { undoImport } from '../../src/cli/import/undo.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aDoctorsRole, aPatient } from '../support/people.ts'
import { aDepartment, aLocation, aRoom, aVisitType, theSettings } from '../support/places.ts'
import { workbook } from '../support/workbook.ts'
import { everything, filesOf, importing } from './importing.ts'

const { db, owner } = testDatabase()
let files: Awaited<ReturnType<typeof filesOf>>
let patient: { id: Id<'patient'>; record_number: string }
let doctor: Awaited<ReturnType<typeof aDoctor>>
beforeAll(async () => {
  files = await filesOf()
})
afterAll(() => files.remove())
beforeEach(async () => {
  await theSettings(db)
  const location = await aLocation(db, { zone: 'Asia/Riyadh' })
  doctor = await aDoctor(db, { location, name: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' } })
  patient = await aPatient(db)
})

const today = Temporal.Now.plainDateISO('Asia/Riyadh')
const ahead = today.add({ days: 5 })
const behind = today.subtract({ days: 30 })
const take = async (lines: string[], values = {}) => {
  const file = await files.put('visits.csv', lines.join('\n'))
  return await importing(db, file, { name: 'appointments', values: { apply: true, ...values } })
}
const visits = () => db.selectFrom('appointments').selectAll().orderBy('starts_at').execute()
const cells = async () => (await db.selectFrom('reservations').select('cell').execute()).length
const wall = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Asia/Riyadh').toPlainDateTime().toString({ smallestUnit: 'minute' })

describe('appointments from a list', () => {
  test('of the past are kept as they were, and hold no time; those ahead hold theirs', async () => {
    const { tally } = await take([
      'رقم الملف,الطبيب,التاريخ,الوقت,الحالة,ملاحظات',
      `${patient.record_number},د. سارة القحطاني,${behind},9:00 ص,مكتمل,ألم في الظهر`,
      `${patient.record_number},Dr Sara Al-Qahtani,${behind.add({ days: 1 })},14:20,لم يحضر,`,
      `${patient.record_number},سارة القحطاني,${ahead},٤:٢٠ م,محجوز,`,
      `${patient.record_number},Dr. Sarah Alqahtani,${ahead},10:00,ملغي,`,
      `${patient.record_number},sara alqahtani,${ahead.add({ days: 1 })},8,,`,
    ])
    expect(tally).toMatchObject({ new: 5, bad: 0 })
    const [first, second, cancelled, third, last] = await visits()
    expect(
      [first, second, cancelled, third, last].map((one) => one && [wall(one.starts_at), one.status, one.clinic_day.toString()]),
    ).toEqual([
      [`${behind}T09:00`, 'fulfilled', behind.toString()],
      [`${behind.add({ days: 1 })}T14:20`, 'noshow', behind.add({ days: 1 }).toString()],
      [`${ahead}T10:00`, 'cancelled', ahead.toString()],
      [`${ahead}T16:20`, 'booked', ahead.toString()],
      [`${ahead.add({ days: 1 })}T08:00`, 'booked', ahead.add({ days: 1 }).toString()],
    ])
    expect(first).toMatchObject({ reason: 'ألم في الظهر', price_minor: 0, booked_through: 'import', doctor_id: doctor.staff.id })
    expect(third).toMatchObject({ price_minor: 20_000, patient_id: patient.id })
    // Two visits ahead of twenty minutes: four cells each of the doctor and of the patient.
    expect(await cells()).toBe(16)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('tell nobody anything, and leave their rows in the audit', async () => {
    await db
      .insertInto('contact_points')
      .values({
        id: newId(),
        patient_id: patient.id,
        contact_system: 'phone',
        value: '+966501234567',
        whose: 'self',
        confirmed_at: null,
        reminders: true,
        results: false,
      })
      .execute()
    await take(['File,Doctor,Date,Time', `${patient.record_number},Sara Alqahtani,${ahead},10:00`])
    expect(await db.selectFrom('outbox').select('id').execute()).toEqual([])
    const audit = await db.selectFrom('audit').select(['action', 'patient_id']).where('action', '=', 'appointment.import').execute()
    expect(audit).toEqual([{ action: 'appointment.import', patient_id: patient.id }])
    const changes = await db.selectFrom('changes').select('topic').execute()
    expect(changes).toEqual([{ topic: `day-book/${ahead}` }])
  })

  test('whose time somebody has are named, in the dry run as well', async () => {
    const other = await aPatient(db)
    const lines = [
      'File,Doctor,Date,Time',
      `${patient.record_number},Sara Alqahtani,${ahead},10:00`,
      `${other.record_number},Sara Alqahtani,${ahead},10:10`,
      `${patient.record_number},Sara Alqahtani,${ahead},10:00`,
      `${other.record_number},Sara Alqahtani,${ahead},10:20`,
    ]
    const dry = await take(lines, { apply: false })
    const { tally, said } = await take(lines)
    expect(tally).toMatchObject({ new: 2, bad: 2 })
    expect(dry.tally).toEqual(tally)
    expect(said.join('\n')).toContain('line 3: the doctor has another visit then')
    expect(said.join('\n')).toContain('line 4: the same as line 2')
    const again = await importing(db, await files.put('again.csv', [...lines, ''].join('\r\n')), {
      name: 'appointments',
      values: { apply: true },
    })
    expect(again.tally).toMatchObject({ new: 0, known: 2, bad: 2 })
  })

  test('during a closure are named', async () => {
    await db
      .insertInto('closures')
      .values({
        id: newId(),
        staff_id: doctor.staff.id,
        location_id: null,
        department_id: null,
        kind: 'leave',
        name: { en: 'Leave', ar: 'إجازة' },
        starts_at: ahead.toZonedDateTime('Asia/Riyadh').toInstant(),
        ends_at: ahead.add({ days: 1 }).toZonedDateTime('Asia/Riyadh').toInstant(),
        withdrawn_at: null,
      })
      .execute()
    const { holdClosedTime } = await import('../../src/appointments/closures/closed-time.ts')
    await db.transaction().execute((tx) => holdClosedTime(tx, 'all', { from: 0, until: 100_000_000 }))
    expect((await take(['File,Doctor,Date,Time', `${patient.record_number},Sara Alqahtani,${ahead},10:00`])).tally).toMatchObject({
      new: 0,
      bad: 1,
    })
  })

  test('that clash are told with whom: doctor, patient, room, in the calendar or above in the list, or who is away', async () => {
    const { location, department } = doctor
    const second = await aDoctor(db, { location, department, name: { en: 'Omar Saleh', ar: 'عمر صالح' } })
    const room = await aRoom(db, { location_id: location.id })
    await db.updateTable('practitioner_roles').set({ room_id: room.id }).execute()
    const [one, other, third] = [patient, await aPatient(db), await aPatient(db)].map(({ record_number }) => record_number)
    const holiday = { receipt: newId<'receipt'>(), name: { en: 'Closed', ar: 'مغلق' } }
    const hour = (time: string) => ahead.toZonedDateTime({ timeZone: 'Asia/Riyadh', plainTime: Temporal.PlainTime.from(time) }).toInstant()
    await close(db, null, { ...holiday, kind: 'leave', staff: second.staff.id, starts: hour('14:00'), ends: hour('15:00') })
    await close(db, null, { ...holiday, receipt: newId<'receipt'>(), kind: 'holiday', starts: hour('16:00'), ends: hour('17:00') })
    const { said } = await take([
      'Patient file,Doctor,Date,Time,Visit',
      `${one},Sara Alqahtani,${ahead},10:00,`,
      `${other},Sara Alqahtani,${ahead},10:10,`,
      `${one},Omar Saleh,${ahead},10:10,`,
      `${third},Omar Saleh,${ahead},10:10,`,
      `${third},Omar Saleh,${ahead},14:00,`,
      `${third},Omar Saleh,${ahead},16:00,`,
    ])
    expect(said.filter((line) => line.startsWith('  line')).map((line) => line.trim())).toEqual([
      'line 3: the doctor has another visit then',
      'line 4: the patient has another visit then',
      'line 5: the doctor’s room has another visit then',
      'line 6: the doctor is away then',
      'line 7: the clinic or the department is closed then',
    ])
  })

  test('are never put where one of a doctor’s two places is closed, though no cell tells', async () => {
    const cairo = await aLocation(db, { zone: 'Africa/Cairo', name: { en: 'Cairo', ar: 'القاهرة' } })
    await aDoctorsRole(db, doctor.staff, {
      department: await aDepartment(db),
      location: cairo,
      visits: [{ type: await aVisitType(db, { code: 'video' }) }],
    })
    const starts = ahead.toZonedDateTime('Africa/Cairo').toInstant()
    const closing = { receipt: newId<'receipt'>(), kind: 'other' as const, name: { en: 'Closed', ar: 'مغلق' } }
    await close(db, null, { ...closing, location: cairo.id, starts, ends: starts.add({ hours: 24 }) })
    const { said, tally } = await take([
      'File,Doctor,Date,Time,Branch',
      `${patient.record_number},Sara Alqahtani,${ahead},10:00,Cairo`,
      `${patient.record_number},Sara Alqahtani,${ahead},12:00,`,
    ])
    expect(tally).toMatchObject({ new: 1, bad: 1 })
    expect(said.join('\n')).toContain('line 2: the clinic or the department is closed then')
  })

  test('are not begun with a branch or a type of visit that the clinic does not have', async () => {
    const [type] = await db.selectFrom('visit_types').selectAll().execute()
    const [location] = await db.selectFrom('locations').selectAll().execute()
    const row = ['File,Doctor,Date,Time', `${patient.record_number},Sara Alqahtani,${ahead},10:00`]
    await expect(take(row, { 'visit-type': 'X' })).rejects.toThrow(
      `--visit-type: the clinic has no visit type "X". It has ${type?.code} (${type?.name.en}).`,
    )
    await expect(take(row, { location: 'Mars' })).rejects.toThrow(
      `--location: the clinic has no branch "Mars". It has ${location?.name.en}.`,
    )
    await aVisitType(db, { code: 'follow-up' })
    const { said } = await take(row, { 'visit-type': 'مراجعة' })
    expect(said).toContain('  line 2: the doctor does not offer this type of visit')
    expect((await take([...row, ''], { 'visit-type': type?.code, location: location?.name.ar })).tally.new).toBe(1)
  })

  test('are counted in words of visits, and have the day book’s heading for the type of visit', async () => {
    const type = await aVisitType(db, { code: 'follow-up' })
    const [role] = await db.selectFrom('practitioner_roles').select('id').execute()
    if (!role) throw new Error('a doctor has a role')
    await db
      .insertInto('practitioner_role_visit_types')
      .values({ practitioner_role_id: role.id, visit_type_id: type.id, duration_minutes: 15, price_minor: 0 })
      .execute()
    const rows = (time: string, heading: string) => [
      `Patient file,Doctor,Date,Time,${heading}`,
      `${patient.record_number},Sara Alqahtani,${ahead},${time},follow-up`,
    ]
    const { said } = await take(rows('10:00', 'Visit'))
    await take(rows('11:00', 'الزيارة'))
    expect((await visits()).map((visit) => visit.visit_type_id)).toEqual([type.id, type.id])
    expect(said.filter((line) => /^ +\d+ /.test(line)).map((line) => line.trim())).toEqual([
      '1  new',
      '0  in the register already',
      '0  wrong: not taken over',
      '0  empty, or the headings again',
    ])
  })

  test('find their patient by old file number, identity number or record number, and their doctor by licence or another name', async () => {
    const people = await files.put('people.csv', 'File,Name,ID\n4711,هدى بكر سالم,1000000008\n')
    await importing(db, people, { values: { apply: true } })
    await db.updateTable('staff').set({ licence: '21RM0041200' }).where('id', '=', doctor.staff.id).execute()
    const { tally, said } = await take(
      [
        'File,ID,Doctor,Date,Time',
        `4711,,21RM0041200,${behind},09:00`,
        `,1000000008,Dr S.,${behind},10:00`,
        `${patient.record_number.toLowerCase()},,Sara Alqahtani,${behind},11:00`,
        `9999,,Sara Alqahtani,${behind},12:00`,
        `,,Sara Alqahtani,${behind},12:00`,
        `4711,,Dr Who,${behind},12:00`,
      ],
      { doctor: ['Dr S.=Sara Alqahtani'] },
    )
    expect(tally).toMatchObject({ new: 3, bad: 3 })
    const text = said.join('\n')
    expect(text).toContain('line 5: no patient has this number')
    expect(text).toContain('line 6, File: neither file number nor identity number')
    expect(text).toContain('line 7, Doctor: no doctor of the clinic is called so')
    // The patients cannot be taken back from under their visits.
    expect(await undoImport(owner, 1)).toEqual({ ok: false, reason: 'touched', rows: [{ line: 2, why: ['appointments'] }] })
    expect(await undoImport(owner, 2)).toEqual({ ok: true, rows: 3 })
    expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: 1 })
  })

  test('name a department, a branch and a type of visit where the doctor has several', async () => {
    const type = await aVisitType(db, { code: 'follow-up' })
    const department = await aDepartment(db, { name: { en: 'Eyes', ar: 'العيون' } })
    const cairo = await aLocation(db, { zone: 'Africa/Cairo', name: { en: 'Cairo', ar: 'القاهرة' } })
    const role = await aDoctorsRole(db, doctor.staff, { department, location: cairo, visits: [{ type, minutes: 15 }] })
    const { tally } = await take([
      'File,Doctor,Date,Time,Department,Branch,Type',
      `${patient.record_number},Sara Alqahtani,${ahead},10:00,العيون,Cairo,مراجعة`,
      `${patient.record_number},Sara Alqahtani,${ahead},12:00,Bones,,`,
      `${patient.record_number},Sara Alqahtani,${ahead},13:00,Eyes,,procedure`,
    ])
    expect(tally).toMatchObject({ new: 1, bad: 2 })
    const [visit] = await visits()
    expect(visit).toMatchObject({ practitioner_role_id: role.id, location_id: cairo.id, visit_type_id: type.id })
    expect(visit?.starts_at.toZonedDateTimeISO('Africa/Cairo').hour).toBe(10)
    expect(visit?.starts_at.until(visit.ends_at).total('minutes')).toBe(15)
  })

  test('from a spreadsheet have its dates and times', async () => {
    const rows = [
      ['File', 'Doctor', 'Date', 'Time', 'Minutes'],
      [patient.record_number, 'Sara Alqahtani', { day: ahead }, { number: '0.4375' }, { number: '30' }],
      [patient.record_number, 'Sara Alqahtani', { day: behind }, '5:40 PM', { number: '45' }],
    ]
    const file = await files.put('visits.xlsx', workbook(rows))
    const { tally } = await importing(db, file, { name: 'appointments', values: { apply: true } })
    expect(tally).toMatchObject({ new: 2, bad: 0 })
    expect((await visits()).map(({ starts_at, ends_at }) => [wall(starts_at), starts_at.until(ends_at).total('minutes')])).toEqual([
      [`${behind}T17:40`, 45],
      [`${ahead}T10:30`, 30],
    ])
  })

  test('that cannot be are named with their column', async () => {
    const { tally, said } = await take([
      'File,Doctor,Date,Time,Status,End',
      `${patient.record_number},Sara Alqahtani,31/02/2026,10:00,,`,
      `${patient.record_number},Sara Alqahtani,${behind},25:00,,`,
      `${patient.record_number},Sara Alqahtani,${ahead},10:00,completed,`,
      `${patient.record_number},Sara Alqahtani,${behind},10:00,soon,`,
      `${patient.record_number},Sara Alqahtani,${behind},10:00,,09:00`,
      `${patient.record_number},,${behind},10:00,,`,
      `${patient.record_number},Sara Alqahtani,${behind},10:00,,19:00`,
      `${patient.record_number},Sara Alqahtani,${behind},23:40,,00:10`,
    ])
    expect(tally).toMatchObject({ new: 1, bad: 7 })
    const text = said.join('\n')
    for (const line of [
      'line 2, Date: this is no date',
      'line 3, Time: this is no time',
      'line 4, Status: a visit ahead cannot be over',
      'line 5, Status: this status is not known',
      'line 6, End: it ends before it begins, or at the same time',
      'line 7, Doctor: the doctor is missing',
      'line 8, End: a visit lasts at most eight hours',
    ])
      expect(text).toContain(line)
  })

  test('are not taken back once somebody has worked with one', async () => {
    const before = await everything(owner)
    await take([
      'File,Doctor,Date,Time',
      `${patient.record_number},Sara Alqahtani,${ahead},10:00`,
      `${patient.record_number},Sara Alqahtani,${ahead},11:00`,
    ])
    const [visit] = await visits()
    if (!visit) throw new Error('two visits were written')
    await db.updateTable('appointments').set({ payment_state: 'paid', version: 2 }).where('id', '=', visit.id).execute()
    expect(await undoImport(owner, 1)).toEqual({ ok: false, reason: 'touched', rows: [{ line: 2, why: ['changed'] }] })
    await db.updateTable('appointments').set({ payment_state: 'unpaid', version: 1 }).where('id', '=', visit.id).execute()
    expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: 2 })
    expect(await everything(owner)).toEqual(before)
  })
})

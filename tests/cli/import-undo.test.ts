import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { undoImport } from '../../src/cli/import/undo.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { everything, filesOf, importing } from './importing.ts'
import { csvOf } from './messy-list.ts'

const { db, owner } = testDatabase()
let files: Awaited<ReturnType<typeof filesOf>>
beforeAll(async () => {
  files = await filesOf()
})
afterAll(() => files.remove())

const of = (...texts: string[]) => fc.constantFrom(...texts)
const patientRow = fc.tuple(
  of('', '1', '2', '3.0', '٤', 'A-7', '0012'),
  of('', 'محمد سعد الغامدي', 'Mohamed Saad Alghamdi', 'حسن علي', 'حسين علي', 'Hassan Ali', 'نورة', '=HYPERLINK("x")', "O'Brien, Seán", '؟'),
  of('', 'ذكر', 'F', 'x'),
  of('', '1395/7/1', '01/13/1990', '13/01/1990', '1990', '32874', '٢٠٠١/٢/٣', '2020-02-03', 'أمس'),
  of('', '1000000008', '2000000006', '1000000009', 'A1234567', '29001011234567'),
  of('', '0501234567', '0501234567', '501234567', '5.01235E+08', '0501234567/0501234568', '+201001234567', 'x'),
)

describe('import, then undo', () => {
  test('gives an identical database, whatever the list was, and whatever was there before', async () => {
    let number = 0
    let written = 0
    await aPatient(db, { nameAr: 'محمد سعد الغامدي', phone: '+966501234567' })
    await fc.assert(
      fc.asyncProperty(fc.array(patientRow, { minLength: 1, maxLength: 25 }), fc.boolean(), async (rows, doubles) => {
        number += 1
        const before = await everything(owner)
        const file = await files.put(`${number}.csv`, `File,Name,Sex,DOB,ID,Phone\n${csvOf([...rows, [String(number)]])}`)
        const values = { apply: true, dates: 'dmy', 'leave-out': ['birth'], ...(doubles ? { doubles: 'import' } : {}) }
        const { tally } = await importing(db, file, { values })
        written += tally.new
        expect(await undoImport(owner, number)).toEqual({ ok: true, rows: tally.new })
        expect(await everything(owner)).toEqual(before)
      }),
      { numRuns: 40 },
    )
    expect(written).toBeGreaterThan(40)
  }, 240_000)

  test('does so for appointments, with every cell of theirs', async () => {
    await aDoctor(db, { name: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' } })
    const patient = await aPatient(db)
    let number = 0
    let written = 0
    const day = Temporal.Now.plainDateISO('UTC').add({ days: 3 })
    const visit = fc.tuple(
      fc.integer({ min: -40, max: 20 }),
      fc.integer({ min: 7, max: 21 }),
      of('00', '20', '40'),
      of('', 'booked', 'ملغي', 'لم يحضر', 'مكتمل', '?'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 25 }), async (visits) => {
        number += 1
        const before = await everything(owner)
        const rows = visits.map(([days, hour, minute, status]) => [
          patient.record_number,
          'د. سارة القحطاني',
          day.add({ days }).toString(),
          `${hour}:${minute}`,
          status,
        ])
        const file = await files.put(`visits-${number}.csv`, `File,Doctor,Date,Time,Status\n${csvOf([...rows, [String(number)]])}`)
        const { tally } = await importing(db, file, { name: 'appointments', values: { apply: true } })
        expect(await verifyCalendar(db)).toEqual([])
        written += tally.new
        expect(await undoImport(owner, number)).toEqual({ ok: true, rows: tally.new })
        expect(await everything(owner)).toEqual(before)
      }),
      { numRuns: 30 },
    )
    expect(written).toBeGreaterThan(30)
  }, 240_000)
})

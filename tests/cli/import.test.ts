import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { undoImport } from '../../src/cli/import/undo.ts'
import { newId } from '../../src/database/ids.ts'
import { cardsOf } from '../../src/patients/cards.ts'
import { formOf } from '../../src/patients/registering/form-of.ts'
import { testDatabase } from '../support/database.ts'
import { aPatient } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { workbook } from '../support/workbook.ts'
import { everything, filesOf, importing } from './importing.ts'
import { csvOf, headings, linesOf, type MessyRow, messyList } from './messy-list.ts'

const { db, owner } = testDatabase()
let files: Awaited<ReturnType<typeof filesOf>>
beforeAll(async () => {
  files = await filesOf()
})
afterAll(() => files.remove())
beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
})

const unhurried = 240_000
const title = [['قائمة المرضى', null], headings]
const cellsOf = (list: MessyRow[]) => [...title, ...list.map(({ cells }) => cells)]
const countOf = (list: MessyRow[], expected: MessyRow['expected']) => list.filter((row) => row.expected === expected).length

describe('a messy list of 5,000 rows', () => {
  const list = messyList(5000)
  const rows = cellsOf(list)

  test.each([
    ['CSV', async () => ({ file: await files.put('messy.csv', `\ufeff${csvOf(rows)}`), lines: linesOf(rows) })],
    ['XLSX', async () => ({ file: await files.put('messy.xlsx', workbook(rows)), lines: rows.map((_, place) => place + 1) })],
  ])(
    'as %s is understood row by row, and nothing is written',
    async (_, put) => {
      const before = await everything(owner)
      const { file, lines } = await put()
      const report = join(files.folder, 'report.csv')
      const { tally, said } = await importing(db, file, { values: { report } })
      expect(said.join('\n')).toContain('nothing was written')
      expect(await everything(owner)).toEqual(before)
      const told = await toldIn(report)
      for (const [place, { expected }] of list.entries()) {
        const problems = told.get(lines[place + title.length] ?? 0) ?? []
        const faults = problems.filter(([, severity]) => severity === 'wrong').map(([problem]) => problem)
        const wanted = typeof expected === 'object' ? expected.bad : []
        // The second of two alike, whose first was left for somebody to look at, is left as well.
        if (wanted.includes('twice') && faults.length === 0 && problems.length > 0) continue
        expect(faults, `line ${lines[place + title.length]}`).toHaveLength(wanted.length)
        for (const fault of wanted) expect(faults).toContainEqual(expect.stringMatching(words[fault] ?? fault))
      }
      expect(tally).toMatchObject({ known: 0, partly: 0, skipped: countOf(list, 'skipped') })
      // Some namesakes of one age cannot be told apart by a list: somebody has to look.
      expect(tally.double).toBeLessThan(150)
      expect(tally.new + tally.double + tally.bad).toBe(list.length - tally.skipped)
      expect(tally.new).toBeGreaterThan(countOf(list, 'good') - 150)
    },
    unhurried,
  )
})

/** What the report says of each fault. */
const words: Record<string, RegExp> = {
  phone: /no telephone number/,
  'phone-short': /cut digits off/,
  sex: /neither male nor female/,
  'id-check-digit': /one digit .* is wrong/,
  'id-length': /too few or too many digits/,
  birth: /no date of birth/,
  'birth-future': /lies ahead/,
  twice: /the same (file|identity) number as line \d+/,
}

async function toldIn(report: string): Promise<Map<number, [problem: string, severity: string][]>> {
  const lines = (await readFile(report, 'utf8')).split('\r\n').slice(1, -1)
  const told = lines.map((line) => {
    const cells = line.split(',')
    const severity = cells.findIndex((cell) => ['wrong', 'perhaps known', 'left out'].includes(cell))
    return { line: Number(cells[0]), problem: cells.slice(severity + 1).join(','), severity: cells[severity] ?? '' }
  })
  const byLine = Map.groupBy(told, ({ line }) => line)
  return new Map([...byLine].map(([line, all]) => [line, all.map(({ problem, severity }) => [problem, severity])]))
}

describe('a list that is taken over', () => {
  test(
    'is kept as it was meant, and gone without a trace when it is undone',
    async () => {
      await aPatient(db)
      const before = await everything(owner)
      const list = messyList(600)
      const file = await files.put('all.csv', csvOf(cellsOf(list)))
      const { tally } = await importing(db, file, { values: { apply: true } })
      expect(tally.new).toBeGreaterThan(450)
      expect(await db.selectFrom('patients').select('id').execute()).toHaveLength(tally.new + 1)
      const phones = await db.selectFrom('contact_points').select('value').where('contact_system', '=', 'phone').execute()
      for (const { value } of phones) expect(value).toMatch(/^\+(9665\d{8}|96611\d{7}|20\d+)$/)
      const hijri = await db
        .selectFrom('patients')
        .select(['birth_entered', 'birth_date'])
        .where('birth_calendar', '=', 'umalqura')
        .execute()
      expect(hijri.length).toBeGreaterThan(50)
      const names = await db.selectFrom('patient_names').select('text').execute()
      for (const { text } of names) expect(text).toBe(text.replace(/\s+/g, ' ').trim())
      const notes = await db.selectFrom('audit').select('id').where('action', '=', 'patient.import').execute()
      expect(notes).toHaveLength(tally.new)
      expect(await db.selectFrom('outbox').select('id').where('topic', 'in', ['mail', 'text']).execute()).toEqual([])
      expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: tally.new })
      expect(await everything(owner)).toEqual(before)
    },
    unhurried,
  )

  test('names the line of whom it is perhaps the same as, where the list itself has brought them', async () => {
    const rows = [
      'Mary Grace Jose Antonio Ronald Dela Cruz jotirara,F,19-02-1977,0580519827',
      'Mary Grace Jose Antonio Jose Antonio Dela Cruz joqobana,F,,0581905652',
    ]
    const file = await files.put('alike.csv', `Name,Sex,DOB,Phone\n${rows.join('\n')}\n`)
    expect((await importing(db, file)).said).toContainEqual(expect.stringContaining('compared in full only as they are taken over'))
    const { said, tally } = await importing(db, file, { values: { apply: true } })
    expect(tally).toMatchObject({ new: 1, double: 1 })
    expect(said).toContainEqual(expect.stringContaining('line 3: perhaps the same person as in line 2'))
  })

  test('takes namesakes of one birthday with identity numbers of their own for two, and says in what others are alike', async () => {
    const file = await files.put(
      'namesakes.csv',
      [
        'File,Name,Birth date,ID,Phone',
        '1,محمد سعد العتيبي,1980-05-02,1000000008,0501234567',
        '2,محمد خالد العتيبي,1980-05-02,1000000016,0507654321',
        '3,محمد سعد العتيبي,1980-05-02,,0501234567',
        '2,محمد خالد العتيبي,1980-05-02,1000000016,0507654321',
        '4,محمد خالد العتيبي,1980-05-02,1000000016,0507654321',
      ].join('\n'),
    )
    const { tally, said } = await importing(db, file)
    expect(tally).toMatchObject({ new: 2, double: 1, bad: 2 })
    const told = (lines: string[]) => lines.filter((line) => /^ {2}(line|السطر)/.test(line)).map((line) => line.trim())
    expect(told(said)).toEqual([
      'line 4: perhaps the same person as in line 2 (alike: name, date of birth and phone)',
      'line 5: the same file number as line 3',
      'line 6: the same identity number as line 3',
    ])
    expect(told((await importing(db, file, { language: 'ar' })).said)).toEqual([
      'السطر 4: قد يكون صاحب السطر 2 (تشابه في: الاسم وتاريخ الميلاد والهاتف)',
      'السطر 5: رقم الملف مكرر من السطر 3',
      'السطر 6: رقم الهوية مكرر من السطر 3',
    ])
    expect((await importing(db, file, { values: { apply: true } })).tally).toEqual(tally)
  })

  test('is not taken over twice, unless it was undone', async () => {
    const file = await files.put('twice.csv', 'Name,Phone\nHuda Bakr,0501234567\n')
    await importing(db, file, { values: { apply: true } })
    await expect(importing(db, file, { values: { apply: true } })).rejects.toThrow('This file was taken over before, as import 1.')
    expect((await importing(db, file)).said.join('\n')).toContain('taken over before, as import 1')
    await undoImport(owner, 1)
    expect((await importing(db, file, { values: { apply: true } })).tally.new).toBe(1)
    expect(await undoImport(owner, 2)).toEqual({ ok: true, rows: 1 })
    expect(await undoImport(owner, 2)).toEqual({ ok: false, reason: 'undone-before' })
    expect(await undoImport(owner, 3)).toEqual({ ok: false, reason: 'unknown' })
  })

  test('finds who is there already: by number for certain, by name and birth for somebody to look', async () => {
    const first = await files.put(
      'first.csv',
      ['File,Name,Birth date,ID,Phone', '17,هدى بكر سالم,1980-05-02,1000000008,0501234567', '16,ناصر علي فهد,1980-05-02,2000000006,'].join(
        '\n',
      ),
    )
    await importing(db, first, { values: { apply: true } })
    const second = await files.put(
      'second.csv',
      [
        'File,Name,Birth date,ID,Phone',
        '18,هدى بكر سالم,,1000000008,',
        '19,Huda Bakr Salem,1980-05-02,,0501234567',
        '20,فهد ناصر,,2000000006,',
        '17,سلطان تركي,,,',
        '21,حسن بكر سالم,1980-05-02,,0501234567',
        '16,هدى بكر سالم,,1000000008,',
      ].join('\n'),
    )
    const { tally, said } = await importing(db, second, { values: { apply: true } })
    expect(tally).toMatchObject({ new: 1, known: 1, double: 1, bad: 3 })
    const text = said.join('\n')
    expect(text).toMatch(/line 3: perhaps the same person as R-\d+ \(alike: name, date of birth and phone\)/)
    expect(text).toMatch(/line 4: the identity number belongs to R-\d+/)
    expect(text).toMatch(/line 5: the file number belongs to R-\d+/)
    await undoImport(owner, 2)
    const others = await importing(db, second, { values: { apply: true, doubles: 'import' } })
    expect(others.tally).toMatchObject({ new: 2, double: 0 })
  })

  test('leaves out what is wrong only in columns that may be left out, and says so', async () => {
    const file = await files.put('wrong.csv', 'Name,Phone,Email\nHuda Bakr,12,huda@\nSara Ali,0501234567,\nReem Saad,12,\n')
    expect((await importing(db, file)).tally).toMatchObject({ new: 1, bad: 2 })
    const { tally, said } = await importing(db, file, { values: { 'leave-out': ['phone'], apply: true } })
    expect(tally).toMatchObject({ new: 2, bad: 1, partly: 1 })
    expect(said.join('\n')).toContain('line 4, Phone: this is no telephone number')
    expect(await db.selectFrom('contact_points').select('value').execute()).toEqual([{ value: '+966501234567' }])
  })

  test('keeps a mother’s telephone as hers, and what the operator says about columns', async () => {
    const file = await files.put('map.csv', 'A;B;C;D\nليان سعيد;أنثى;2019;0501234567\nعمر سعيد;ذكر;2015;0501234567\n')
    const { tally } = await importing(db, file, { values: { apply: true, map: ['name=A,sex=B', 'birth=#3', 'phone=D'] } })
    expect(tally.new).toBe(2)
    const points = await db.selectFrom('contact_points').select(['value', 'whose']).execute()
    expect(points).toEqual([
      { value: '+966501234567', whose: 'guardian' },
      { value: '+966501234567', whose: 'guardian' },
    ])
  })

  test('links children to the parent whose telephone they have, wherever she stands in the list, and guesses nobody of two', async () => {
    const { id } = await aPatient(db, { name: 'Noura Saad', phone: '+966500000001', birth_date: Temporal.PlainDate.from('1985-03-02') })
    const list = [
      'File,Name,Birth date,Phone,Whose phone',
      '1,Layan Saeed,2019-05-02,0500012345,',
      '2,Omar Saeed,2015-05-02,0500012345,mother',
      '3,Fatimah Ali,1988-05-02,0500012345,',
      '4,Reem Khalid,2020-05-02,0500000001,mother',
      '5,Saud Fahad,2018-05-02,0500000002,',
      '6,Huda Bakr,1980-05-02,0500000002,',
      '7,Fahad Saud,1979-05-02,0500000002,',
      '8,Hassan Omar,2016-05-02,0500000003,',
      '9,Munirah Saleh,1990-05-02,0500012345,mother',
    ]
    const before = await everything(owner)
    const file = await files.put('families.csv', `${list.join('\n')}\n`)
    expect((await importing(db, file)).tally).toMatchObject({ new: 9, linked: 3 })
    expect(await everything(owner)).toEqual(before)
    const { tally, said } = await importing(db, file, { values: { apply: true } })
    expect(tally).toMatchObject({ new: 9, linked: 3 })
    expect(said.join('\n')).toMatch(/ 3 {2}children linked to the parent or guardian whose telephone they have/)
    const rows = await db.selectFrom('import_rows').select(['file_number', 'patient_id']).execute()
    const patientOf = (number: string) => rows.find(({ file_number }) => file_number === number)?.patient_id
    const links = await db.selectFrom('patient_guardians').select(['patient_id', 'guardian_id', 'relation']).execute()
    expect(links.toSorted((a, b) => (a.patient_id < b.patient_id ? -1 : 1))).toEqual([
      { patient_id: patientOf('1'), guardian_id: patientOf('3'), relation: 'guardian' },
      { patient_id: patientOf('2'), guardian_id: patientOf('3'), relation: 'mother' },
      { patient_id: patientOf('4'), guardian_id: id, relation: 'mother' },
    ])
    const card = (await cardsOf(db, [links[0]?.patient_id ?? id])).values().next().value
    expect(card?.childOf).not.toBeNull()
    expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: 9 })
    expect(await everything(owner)).toEqual(before)
  })

  test('with dates of either order is asked about, in both languages', async () => {
    const file = await files.put('order.csv', 'Name,DOB\nHuda Bakr,01/02/1990\nSara Ali,03/04/1991\n')
    await expect(importing(db, file)).rejects.toThrow(
      '2 dates can be read day first or month first (line 2). Say which with --dates dmy or --dates mdy.',
    )
    await expect(importing(db, file, { language: 'ar' })).rejects.toThrow('--dates dmy')
    await importing(db, file, { values: { apply: true, dates: 'mdy' } })
    const births = await db.selectFrom('patients').select('birth_date').orderBy('birth_date').execute()
    expect(births.map(({ birth_date }) => birth_date?.toString())).toEqual(['1990-01-02', '1991-03-04'])
    const clear = await files.put('clear.csv', 'Name,DOB\nHuda Bakr,13/02/1990\nSara Ali,03/04/1991\n')
    expect((await importing(db, clear)).tally.new + (await importing(db, clear)).tally.double).toBeGreaterThan(0)
    const both = await files.put('both.csv', 'Name,DOB\nHuda Bakr,13/02/1990\nSara Ali,03/14/1991\n')
    await expect(importing(db, both)).rejects.toThrow('Some dates are written day first, others month first.')
  })
})

describe('a patient from a list', () => {
  test('is found by the old file number, which no form takes for an identity number', async () => {
    const file = await files.put('file.csv', 'File,Name,Phone\nK-4711,Huda Bakr,0501234567\n')
    await importing(db, file, { values: { apply: true } })
    const { id } = await db.selectFrom('patients').select('id').executeTakeFirstOrThrow()
    const found = await db.selectFrom('search_tokens').select('subject_id').where('token', '=', '!k4711').execute()
    expect(found).toEqual([{ subject_id: id }])
    expect((await formOf(db, id))?.fields).not.toHaveProperty('idType1', 'file-number')
  })
})

describe('an import that somebody has worked with', () => {
  test('is not undone, and says which rows were used for what', async () => {
    const file = await files.put('used.csv', 'Name,Phone\nHuda Bakr,0501234567\nSara Ali,0501234568\nReem Saad,\n')
    await importing(db, file, { values: { apply: true } })
    const rows = await db.selectFrom('import_rows').select(['line', 'patient_id']).orderBy('line').execute()
    const [huda, sara, reem] = rows
    if (!huda || !sara || !reem) throw new Error('three rows were written')
    await db.updateTable('contact_points').set({ value: '+966501234569', version: 2 }).where('patient_id', '=', huda.patient_id).execute()
    const guardian = await aPatient(db)
    await db
      .insertInto('patient_guardians')
      .values([
        { id: newId(), patient_id: guardian.id, guardian_id: sara.patient_id, name: null, relation: 'mother' },
        { id: newId(), patient_id: reem.patient_id, guardian_id: null, name: 'Hessa', relation: 'mother' },
        { id: newId(), patient_id: huda.patient_id, guardian_id: null, name: 'Hessa', relation: 'mother' },
        { id: newId(), patient_id: huda.patient_id, guardian_id: sara.patient_id, name: null, relation: 'mother' },
      ])
      .execute()
    const before = await everything(owner)
    expect(await undoImport(owner, 1)).toEqual({
      ok: false,
      reason: 'touched',
      rows: [
        { line: 2, why: ['changed', 'patient_guardians'] },
        { line: 3, why: ['patient_guardians'] },
        { line: 4, why: ['patient_guardians'] },
      ],
    })
    expect(await everything(owner)).toEqual(before)
  })
})

test('an undo that is interrupted takes back nothing, however far it has come', async () => {
  const file = await files.put('interrupted.csv', 'Name,Phone\nHuda Bakr,0501234567\nSara Ali,0501234568\n')
  await importing(db, file, { values: { apply: true } })
  const before = await everything(owner)
  const interruption = new AbortController()
  const progress = () => interruption.abort()
  expect(await undoImport(owner, 1, { progress, interrupted: interruption.signal })).toEqual({ ok: false, reason: 'interrupted' })
  expect(await everything(owner)).toEqual(before)
  expect(await undoImport(owner, 1)).toEqual({ ok: true, rows: 2 })
})

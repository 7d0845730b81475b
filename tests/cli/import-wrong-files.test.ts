import { randomFillSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CannotStart } from '../../src/config.ts'
import { testDatabase } from '../support/database.ts'
import { theSettings } from '../support/places.ts'
import { workbook, zipped } from '../support/workbook.ts'
import { everything, filesOf, importing } from './importing.ts'

const { db, owner } = testDatabase()
let files: Awaited<ReturnType<typeof filesOf>>
beforeAll(async () => {
  files = await filesOf()
})
afterAll(() => files.remove())
beforeEach(() => theSettings(db))

const windows1256 = Buffer.from([
  0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x3b, 0xc7, 0xe1, 0xcc, 0xe6, 0xc7, 0xe1, 0x0d, 0x0a, 0xe3, 0xcd, 0xe3, 0xcf, 0x20, 0xda, 0xe1, 0xed, 0x3b,
  0x30, 0x35, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x0d, 0x0a,
])
const good = 'Name,Phone\nHuda Bakr,0501234567\n'
const sheet = workbook([
  ['Name', 'Phone'],
  ['Huda Bakr', '0501234567'],
])
const megabytes = (count: number) => '<'.repeat(count * 1_000_000)

/** A workbook whose one part unpacks to 300 MB, and one that says that it does not. */
const bombs = () => {
  const part = megabytes(300)
  return { honest: zipped({ 'xl/workbook.xml': part }), lying: zipped({ 'xl/workbook.xml': part }, { 'xl/workbook.xml': 1000 }) }
}

describe('a file that is no list', () => {
  test.each<[what: string, name: string, content: () => string | Buffer, line: RegExp]>([
    ['an empty file', 'empty.csv', () => '', /^The file is empty\.$/],
    ['blank lines', 'blank.csv', () => '\n \n\t\n', /^The file is empty\.$/],
    ['a picture', 'photo.csv', () => randomFillSync(Buffer.alloc(20_000)), /^The file is neither CSV nor XLSX\.$/],
    ['one column', 'one.csv', () => 'Name\nHuda\nSara\n', /^No separator between columns was found/],
    [
      'no headings',
      'none.csv',
      () => 'a,b\n1,2\n',
      /^No headings were found\. Name the columns with --map.* The first line has A: a, B: b$/,
    ],
    [
      'no names',
      'names.csv',
      () => 'Phone,Sex\n0501234567,F\n',
      /^There is no column for name\. Name it with --map.* The file has A: Phone, B: Sex$/,
    ],
    [
      'a quotation mark that never ends',
      'quotes.csv',
      () => `${good}"Sara,050${'x,y\n'.repeat(80_000)}`,
      /^From line 3 on the quotation marks do not match\.$/,
    ],
    ['a huge cell', 'huge.csv', () => `${good}${'x'.repeat(20_000)},1\n`, /^Line 3 has a cell of more than 10,000 letters\.$/],
    ['very many columns', 'wide.csv', () => `${good}${'x,'.repeat(500)}\n`, /^Line 3 has more than 300 columns\.$/],
    [
      'broken letters',
      'letters.csv',
      () => Buffer.concat([Buffer.from('\ufeffName,Phone\n'), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from(',050\n')]),
      /^The letters cannot be read\. Save the file as CSV UTF-8/,
    ],
    [
      'an Excel file of before 2007',
      'old.xls',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      /^This is an Excel file from before 2007, or one with a password\./,
    ],
    ['half of an Excel file', 'half.xlsx', () => sheet.subarray(0, sheet.length / 2), /^The Excel file is damaged\./],
    ['an Excel file whose middle is lost', 'hole.xlsx', () => Buffer.from(sheet).fill(0, 60, 400), /^The Excel file is damaged\./],
    ['a zip that is no Excel file', 'other.xlsx', () => zipped({ 'hello.txt': 'hello' }), /^The Excel file is damaged\./],
    ['a zip bomb', 'bomb.xlsx', () => bombs().honest, /^The Excel file unpacks to more than 250 MB\. Save the sheet as CSV UTF-8\.$/],
    [
      'a zip bomb that lies about its size',
      'liar.xlsx',
      () => bombs().lying,
      /^The Excel file unpacks to more than 250 MB\. Save the sheet as CSV UTF-8\.$/,
    ],
  ])(
    'such as %s is refused in one line',
    async (_, name, content, line) => {
      const file = await files.put(name, content())
      const before = await everything(owner)
      const refused = await importing(db, file, { values: { apply: true } }).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(CannotStart)
      const message = refused instanceof Error ? refused.message : ''
      expect(message).toMatch(line)
      expect(message).not.toContain('\n')
      expect(await everything(owner)).toEqual(before)
      expect(await db.selectFrom('imports').select('id').execute()).toEqual([])
    },
    60_000,
  )

  test('such as one that is not there, or a folder, is refused in one line, in Arabic as well', async () => {
    await expect(importing(db, '/no/such/file.csv')).rejects.toThrow('There is no file /no/such/file.csv.')
    await expect(importing(db, files.folder)).rejects.toThrow('is not a file')
    await expect(importing(db, '/no/such/file.csv', { language: 'ar' })).rejects.toThrow('الملف /no/such/file.csv غير موجود.')
  })

  test('with an encoding, sheet or column that does not exist is refused in one line', async () => {
    const csv = await files.put('good.csv', good)
    const xlsx = await files.put('good.xlsx', sheet)
    await expect(importing(db, csv, { values: { encoding: 'klingon' } })).rejects.toThrow('--encoding windows-1256. klingon')
    await expect(importing(db, csv, { values: { map: ['nam=Name'] } })).rejects.toThrow('--map: there is no field "nam".')
    await expect(importing(db, csv, { values: { map: ['name=Nmae'] } })).rejects.toThrow(
      '--map: the file has no column "Nmae" for name. It has A: Name, B: Phone',
    )
    for (const column of ['ZZ', 'C', '#3', '#0'])
      await expect(importing(db, csv, { values: { map: [`name=${column}`] } })).rejects.toThrow(
        `the file has no column "${column}" for name.`,
      )
    const beside = await files.put('beside.csv', 'Patients\nSex,Born,\nF,1990-02-03,Huda Bakr\n')
    expect((await importing(db, beside, { values: { map: ['name=C'] } })).tally.new).toBe(1)
    const wide = await files.put('many.csv', `${Array.from({ length: 40 }, (_, place) => `c${place}`).join(',')}\n`)
    await expect(importing(db, wide, { values: { map: ['name=ZZ'] } })).rejects.toThrow('B: c1, ')
    await expect(importing(db, wide, { values: { map: ['name=ZZ'] } })).rejects.toThrow('AD: c29, and 10 more')
    await expect(importing(db, csv, { values: { dates: 'ydm' } })).rejects.toThrow('--dates: "ydm" is neither dmy')
    await expect(importing(db, csv, { values: { report: csv } })).rejects.toThrow('--report: this is the list itself.')
    await expect(importing(db, csv, { values: { report: '/no/such/folder/report.csv' } })).rejects.toThrow('cannot be written')
    await expect(importing(db, csv, { values: { country: 'Atlantis' } })).rejects.toThrow('--country: "Atlantis"')
    await expect(importing(db, xlsx, { values: { sheet: 'Feuille' } })).rejects.toThrow('The file has no sheet "Feuille".')
  })
})

describe('a workbook that names entities', () => {
  const withEntity = (entities: string) =>
    workbook(
      [
        ['Name', 'Phone'],
        ['Huda NAMED', '0501234567'],
      ],
      (texts) => texts.replace('<sst', `<!DOCTYPE sst [${entities}]><sst`).replace('NAMED', '&named;'),
    )
  const laughs = ['<!ENTITY a0 "ha">', ...Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`)]

  test.each([
    ['of a file of the machine', (secret: string) => `<!ENTITY named SYSTEM "file://${secret}">`],
    ['of itself, a thousand million times over', () => `${laughs.join('')}<!ENTITY named "&a30;">`],
  ])('%s gets nothing of it', async (_, entities) => {
    const secret = await files.put('secret.txt', 'Bakr of the secret file')
    const file = await files.put('entities.xlsx', withEntity(entities(secret)))
    const answer = await importing(db, file, { values: { apply: true } }).catch((error: unknown) => error)
    if (answer instanceof Error) expect(answer).toBeInstanceOf(CannotStart)
    const names = await db.selectFrom('patient_names').select('text').execute()
    expect(JSON.stringify(names)).not.toMatch(/secret file|haha/)
  })
})

describe('a list in another form', () => {
  test.each<[what: string, name: string, content: () => string | Buffer]>([
    ['with semicolons in Windows-1256', 'windows.csv', () => windows1256],
    ['with tabs in UTF-16', 'tabs.txt', () => Buffer.from('\ufeffالاسم\tالجوال\nمحمد علي\t0501234567\n', 'utf16le')],
    ['with a mark, quotes and line breaks', 'quotes.csv', () => '\ufeff"الاسم","الجوال"\r\n"محمد\nعلي","٠٥٠١٢٣٤٥٦٧"\r\n'],
    [
      'under another ending',
      'list.dat',
      () =>
        workbook([
          ['الاسم', 'الجوال'],
          ['محمد علي', { number: '501234567' }],
        ]),
    ],
    ['with Excel’s cut number written out', 'cut.csv', () => 'الاسم,الجوال\nمحمد علي,5.01234567E+08\n'],
  ])('%s is read', async (_, name, content) => {
    const { tally } = await importing(db, await files.put(name, content()), { values: { apply: true } })
    expect(tally).toMatchObject({ new: 1, bad: 0 })
    expect(await db.selectFrom('patient_names').select('text').execute()).toEqual([{ text: 'محمد علي' }])
    expect(await db.selectFrom('contact_points').select('value').execute()).toEqual([{ value: '+966501234567' }])
  })
})

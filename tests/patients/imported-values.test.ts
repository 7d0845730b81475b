import { describe, expect, test } from 'vitest'
import { birthIn, orderTold } from '../../src/patients/imported/birth-cell.ts'
import type { Cell } from '../../src/patients/imported/cell.ts'
import { identifierIn } from '../../src/patients/imported/identifier-cell.ts'
import { namesTold } from '../../src/patients/imported/names-told.ts'
import { phonesIn } from '../../src/patients/imported/phones.ts'
import { countryOf, ownerOf, payerOf, sexOf } from '../../src/patients/imported/words.ts'

const text = (value: string): Cell => ({ text: value, kind: 'text' })
const number = (value: string): Cell => ({ text: value, kind: 'number' })
const day = (value: string): Cell => ({ text: value, kind: 'date' })
const firstOfRajab = Temporal.PlainDate.from({ calendar: 'islamic-umalqura', year: 1395, month: 7, day: 1 })
  .withCalendar('iso8601')
  .toString()
const today = Temporal.PlainDate.from('2026-11-23')

describe('a telephone number from a list', () => {
  test.each([
    ['0501234567'],
    ['501234567'],
    ['501234567.0'],
    ['5.01234567E+08'],
    ['5.01234567E8'],
    ['+966501234567'],
    ['00966 50 123 4567'],
    ['966501234567'],
    ['9.66501234567E+11'],
    ['+966 (0)50-123-4567'],
    ['(+966) 501234567'],
    ['٠٥٠١٢٣٤٥٦٧'],
    ["'0501234567"],
    ['\u200e050 123 4567\u200f'],
    ['جوال: 0501234567'],
    ['050/123/4567'],
  ])('%s is the same as all others', (typed) => {
    expect(phonesIn(text(typed), 'SA')).toEqual({ numbers: ['+966501234567'], fault: null })
    expect(phonesIn(number(typed), 'SA').numbers).toEqual(['+966501234567'])
  })

  test.each([
    ['0501234567 / 0112345678', ['+966501234567', '+966112345678']],
    ['(+966) 501234567 / (+966) 501234568', ['+966501234567', '+966501234568']],
    ['0501234567-0501234568', ['+966501234567', '+966501234568']],
    ['0501234567،0501234568', ['+966501234567', '+966501234568']],
    ['0501234567 أو 0501234567', ['+966501234567']],
    ['0501234567\n0501234568', ['+966501234567', '+966501234568']],
  ])('%j are several', (typed, numbers) => {
    expect(phonesIn(text(typed), 'SA')).toEqual({ numbers, fault: null })
  })

  test.each(['', '-', 'لا يوجد', 'N/A', '0', '0000000000', 'بدون'])('%j is none', (typed) => {
    expect(phonesIn(text(typed), 'SA')).toEqual({ numbers: [], fault: null })
  })

  test.each([
    ['5.01E+08', 'phone-short'],
    ['5.01235E+08', 'phone-short'],
    ['9.66501E+11', 'phone-short'],
    ['12345', 'phone'],
    ['05012345678', 'phone'],
    ['call his brother', 'phone'],
  ])('%s is wrong: %s', (typed, fault) => {
    expect(phonesIn(text(typed), 'SA')).toMatchObject({ fault })
  })

  test('without a country is dialled in the clinic’s, and an Egyptian one has lost its zero', () => {
    expect(phonesIn(text('01001234567'), 'EG').numbers).toEqual(['+201001234567'])
    expect(phonesIn(number('1001234567'), 'EG').numbers).toEqual(['+201001234567'])
  })
})

describe('a birth from a list', () => {
  test.each<[Cell, string, string, string]>([
    [text('05/02/1988'), '1988-02-05', 'day', 'gregorian'],
    [text('1988-05-02'), '1988-05-02', 'day', 'gregorian'],
    [text('1988-05-02 00:00:00'), '1988-05-02', 'day', 'gregorian'],
    [text('5/2/1988 12:00:00 AM'), '1988-02-05', 'day', 'gregorian'],
    [day('1988-05-02T00:00:00'), '1988-05-02', 'day', 'gregorian'],
    [number('32265'), '1988-05-02', 'day', 'gregorian'],
    [number('32265.0'), '1988-05-02', 'day', 'gregorian'],
    [text('19880502'), '1988-05-02', 'day', 'gregorian'],
    [text('1395/7/1'), firstOfRajab, 'day', 'umalqura'],
    [text('1/7/1395 هـ'), firstOfRajab, 'day', 'umalqura'],
    [text('٠١/٠٧/١٣٩٥'), firstOfRajab, 'day', 'umalqura'],
    [text('1 رجب 1395'), firstOfRajab, 'day', 'umalqura'],
    [number('1988'), '1988-01-01', 'year', 'gregorian'],
    [text('35'), '1991-01-01', 'age', 'gregorian'],
  ])('%j is %s', (cell, date, precision, calendar) => {
    const birth = birthIn(cell, 'dmy', today)
    if (birth === null || birth === 'unknown') throw new Error('it is read')
    expect([birth.date.toString(), birth.precision, birth.calendar]).toEqual([date, precision, calendar])
  })

  test('has its month first where the list says so, but never a Hijri one', () => {
    expect(birthIn(text('05/02/1988'), 'mdy', today)).toMatchObject({ date: Temporal.PlainDate.from('1988-05-02') })
    expect(birthIn(text('05/07/1395'), 'mdy', today)).toEqual(birthIn(text('05/07/1395'), 'dmy', today))
  })

  test.each(['31/02/1990', '1/13/2031', 'yesterday', '2031-01-01', '0/0/1990x', '1395/13/1'])('%s is none', (typed) => {
    expect(birthIn(text(typed), 'dmy', today)).toBeNull()
  })

  test.each(['', '-', '0', '00/00/0000', 'غير معروف'])('%j is not known', (typed) => {
    expect(birthIn(text(typed), 'dmy', today)).toBe('unknown')
  })

  test('tells the order of the others, or leaves it open', () => {
    const told = ['13/02/1990', '02/13/1990', '01/02/1990', '02/02/1990', '1990-02-01', '1395/7/1', '1/7/1395', ''].map((one) =>
      orderTold(text(one)),
    )
    expect(told).toEqual(['dmy', 'mdy', 'either', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'])
  })
})

describe('an identity number from a list', () => {
  test.each<[string, 'id' | 'iqama' | 'passport' | 'insurance', string]>([
    ['1000000008', 'id', 'national-id SA 1000000008'],
    ['1000000008.0', 'id', 'national-id SA 1000000008'],
    ['1.000000008E9', 'id', 'national-id SA 1000000008'],
    ['١٠٠٠٠٠٠٠٠٨', 'id', 'national-id SA 1000000008'],
    ['2000000006', 'id', 'iqama SA 2000000006'],
    ['2000000006', 'iqama', 'iqama SA 2000000006'],
    ['29001010112345', 'id', 'eg-national-id EG 29001010112345'],
    ['a 1234567', 'id', 'passport SA A1234567'],
    ['N0012345', 'passport', 'passport SA N0012345'],
    ['BUPA-55/1', 'insurance', 'insurance SA BUPA55/1'],
  ])('%s in the column %s is %s', (typed, kind, expected) => {
    const told = identifierIn(text(typed), kind, 'SA')
    expect(told && 'type' in told ? `${told.type} ${told.country} ${told.value}` : told).toBe(expected)
  })

  test.each<[string, string]>([
    ['1000000009', 'id-check-digit'],
    ['3000000004', 'id-first-digit'],
    ['12345', 'id-length'],
    ['1.00000E+09', 'id-short'],
    ['29013010112345', 'id-birth-date'],
    ['رقم', 'id-form'],
  ])('%s is wrong: %s', (typed, fault) => {
    expect(identifierIn(text(typed), 'id', 'SA')).toEqual({ fault })
  })

  test.each(['', '0', '-', 'لا يوجد', '000-000'])('%j is none', (typed) => {
    expect(identifierIn(text(typed), 'id', 'SA')).toBeNull()
  })
})

describe('names from a list', () => {
  const shown = (told: Parameters<typeof namesTold>[0]) => namesTold(told).map(({ script, text: name }) => `${script} ${name}`)

  test('are in the script that they are written in, whatever the column says', () => {
    expect(shown({ name: 'محمد سعد الغامدي' })).toEqual(['ar محمد سعد الغامدي'])
    expect(shown({ nameAr: 'Mohamed Saad', nameEn: 'محمد سعد' })).toEqual(['ar محمد سعد', 'latn Mohamed Saad'])
    expect(shown({ name: 'محمد سعد - Mohamed Saad' })).toEqual(['ar محمد سعد', 'latn Mohamed Saad'])
    expect(shown({ name: '  محمـــد   سعد\u200f ' })).toEqual(['ar محمد سعد'])
    expect(shown({ name: '-', nameEn: 'N/A' })).toEqual([])
  })

  test('have parts only where the list has them apart', () => {
    expect(namesTold({ given: 'محمد', father: 'سعد', family: 'الغامدي' })).toEqual([
      { script: 'ar', text: 'محمد سعد الغامدي', given: 'محمد', father: 'سعد', grandfather: null, family: 'الغامدي' },
    ])
    expect(namesTold({ name: 'محمد سعد الغامدي' })).toMatchObject([{ given: null, family: null }])
  })
})

test('words for sex, nationality, payer and whose telephone it is are understood in both languages', () => {
  expect(['F', 'أنثى', 'انثى', 'Female', 'امرأة'].map(sexOf)).toEqual(Array(5).fill('female'))
  expect(['m', 'ذكر', 'MALE', 'رجل'].map(sexOf)).toEqual(Array(4).fill('male'))
  // A number is one thing in one program and the other in the next.
  expect(['1', '2', '0', 'x'].map(sexOf)).toEqual([null, null, null, null])
  expect(['سعودية', 'Saudi', 'KSA', 'مصري', 'فليبينية', 'Klingon'].map(countryOf)).toEqual(['SA', 'SA', 'SA', 'EG', 'PH', null])
  expect(['نقدي', 'Cash', 'تأمين', 'شركة'].map(payerOf)).toEqual(['cash', 'cash', 'insurance', 'company'])
  expect(['الأم', 'والدته', 'father', 'نفسه', 'السائق'].map(ownerOf)).toEqual(['mother', 'mother', 'father', 'self', 'carer'])
})

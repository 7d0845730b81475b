import { describe, expect, test } from 'vitest'
import { type Language, textsFor } from '../../src/web/texts.ts'

const en = textsFor('en')
const ar = textsFor('ar')
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.PlainTime.from(text)

describe('dates', () => {
  test('are written out day first, with the weekday, and without a comma in Arabic', () => {
    expect(en.date(day('2026-11-24'))).toBe('Tuesday 24 November 2026')
    expect(ar.date(day('2026-11-24'))).toBe('الثلاثاء 24 نوفمبر 2026')
  })

  test('have a short form for lists and a numeric one for tables', () => {
    expect(en.dayMonth(day('2026-11-24'))).toBe('Tue 24 Nov')
    expect(ar.dayMonth(day('2026-11-24'))).toBe('الثلاثاء 24 نوفمبر')
    expect(en.numericDate(day('2026-03-04'))).toBe('04/03/2026')
    expect(ar.numericDate(day('2026-03-04'))).toBe('04/03/2026')
  })

  test('have umm al-Qura ones beside', () => {
    expect(en.hijri(day('2026-11-24'))).toBe('14 Jumada II 1448')
    expect(ar.hijri(day('2026-11-24'))).toBe('14 جمادى الآخرة 1448 هـ')
    // The first days of Ramadan 1447 and of Muharram 1448 in the umm al-Qura calendar.
    expect(en.hijri(day('2026-02-18'))).toBe('1 Ramadan 1447')
    expect(en.hijri(day('2026-06-16'))).toBe('1 Muharram 1448')
  })

  test('name months and weekdays', () => {
    expect([en.month(day('2026-11-24')), en.weekday(day('2026-11-24'))]).toEqual(['November 2026', 'Tuesday'])
    expect([ar.month(day('2026-11-24')), ar.weekday(day('2026-11-24'))]).toEqual(['نوفمبر 2026', 'الثلاثاء'])
  })
})

describe('the clock', () => {
  test('says noon and midnight as twelve', () => {
    expect([en.time(at('00:00')), en.time(at('12:00'))]).toEqual(['12:00 am', '12:00 pm'])
    expect([ar.time(at('00:00')), ar.time(at('12:00'))]).toEqual(['12:00 ص', '12:00 م'])
  })

  test('always says which half of the day it is', () => {
    expect([en.time(at('00:20')), en.time(at('09:05')), en.time(at('17:40')), en.time(at('23:59'))]).toEqual([
      '12:20 am',
      '9:05 am',
      '5:40 pm',
      '11:59 pm',
    ])
    expect([ar.time(at('09:05')), ar.time(at('17:40'))]).toEqual(['9:05 ص', '5:40 م'])
  })

  test('shows the wall time of the place that a moment belongs to', () => {
    expect(en.time(Temporal.ZonedDateTime.from('2026-11-24T17:40[Asia/Riyadh]'))).toBe('5:40 pm')
  })
})

test.each<Language>(['en', 'ar'])('nothing in %s has Arabic-Indic digits or invisible marks', (language) => {
  for (const country of [undefined, 'SA', 'EG']) {
    const t = textsFor(language, country)
    const all = [
      t.date(day('2026-11-24')),
      t.dayMonth(day('2026-11-24')),
      t.month(day('2026-11-24')),
      t.hijri(day('2026-11-24')),
      t.numericDate(day('2026-11-24')),
      t.time(at('17:40')),
      t.number(1_234_567.5),
      t.money(123_456, 'SAR'),
      t.money(123_456, 'EGP'),
      t.phone('+966501234567', 'SA'),
    ].join(' ')
    expect(all).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9\u200e\u200f\u202a-\u202f\u2066-\u2069]/)
  }
})

test('amounts show halalas and piastres only where there are some', () => {
  expect(en.money(20_000, 'SAR')).toBe('SAR 200')
  expect(en.money(15_050, 'SAR')).toBe('SAR 150.50')
  expect(en.money(120_000, 'EGP')).toBe('EGP 1,200')
  expect(en.money(1_500, 'KWD')).toBe('KWD 1.500')
  expect(ar.money(20_000, 'SAR')).toBe('200 ر.س')
  expect(ar.money(35_000, 'EGP')).toBe('350 ج.م')
  expect(en.money(-5_000, 'SAR')).toBe('SAR -50')
  expect(en.money(0, 'SAR')).toBe('SAR 0')
})

describe('telephone numbers', () => {
  test.each([
    ['+966501234567', 'SA', '050 123 4567'],
    ['+966112345678', 'SA', '011 234 5678'],
    ['+966920012345', 'SA', '9200 12345'],
    ['+9668001234567', 'SA', '800 123 4567'],
    ['+966501234567', 'EG', '+966 50 123 4567'],
    ['+201001234567', 'EG', '0100 123 4567'],
    ['+20227363636', 'EG', '02 2736 3636'],
    ['+20403334444', 'EG', '040 333 4444'],
    ['+201001234567', 'SA', '+20 100 123 4567'],
  ])('%s is written in %s as %s', (number, country, written) => {
    expect(en.phone(number, country)).toBe(written)
    expect(ar.phone(number, country)).toBe(written)
  })

  test('of plans that we do not know stay as they are', () => {
    expect(en.phone('+442079460958', 'SA')).toBe('+442079460958')
    expect(en.phone('997', 'SA')).toBe('997')
  })
})

test('lists are joined as the language joins them', () => {
  expect(en.list(['Arabic', 'English', 'Urdu'])).toBe('Arabic, English and Urdu')
  expect(ar.list(['العربية', 'الإنجليزية'])).toBe('العربية والإنجليزية')
})

test('a thing of the clinic without a name in the language is called as in the other', () => {
  expect(ar.local({ en: 'Dermatology', ar: 'الجلدية' })).toBe('الجلدية')
  expect(ar.local({ en: 'Dermatology', ar: '' })).toBe('Dermatology')
  expect(en.local({ en: '', ar: 'الجلدية' })).toBe('الجلدية')
})

test('Arabic names sort by letters, with and without hamza together', () => {
  const sorted = ['باسم', 'أحمد', 'إبراهيم', 'احمد', 'أحمس'].sort(ar.compare)
  expect([sorted[0], sorted[3], sorted[4]]).toEqual(['إبراهيم', 'أحمس', 'باسم'])
})

describe('messages', () => {
  test('follow the clinic’s country, not the browser', () => {
    expect(textsFor('ar', 'SA')('auth.login.patient')).toBe('رقم الجوال أو البريد الإلكتروني')
    expect(textsFor('ar', 'EG')('auth.login.patient')).toBe('رقم الموبايل أو البريد الإلكتروني')
    expect(textsFor('en', 'EG')('auth.login.patient')).toBe(en('auth.login.patient'))
  })

  test('keep what they name out of the page’s markup', async () => {
    const said = en.jsx('error.reference', { id: <code>{'<b>'}</code> })
    expect(String(await (<p>{said}</p>))).toBe('<p>Reference for the clinic: <code>&lt;b&gt;</code></p>')
    const plain = en.jsx('error.reference', { id: '<script>' })
    expect(String(await (<p>{plain}</p>))).toBe('<p>Reference for the clinic: &lt;script&gt;</p>')
  })

  test('fail loudly when a value is missing, instead of showing braces to somebody', () => {
    expect(() => en('error.reference')).toThrow()
  })
})

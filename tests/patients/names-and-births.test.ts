import { describe, expect, test } from 'vitest'
import { ageOn, type Birth, birthOf, birthShown } from '../../src/patients/birth.ts'
import { namesFor, namesOf } from '../../src/patients/names.ts'

const day = Temporal.PlainDate.from('2026-11-24')
const born = (date: string, precision: Birth['precision'] = 'day', calendar: Birth['calendar'] = 'gregorian'): Birth => ({
  date: Temporal.PlainDate.from(date),
  precision,
  calendar,
  entered: null,
})

describe('a name', () => {
  const arabic = { script: 'ar', usage_kind: 'official', text: 'محمد الغامدي' } as const
  const latin = { script: 'latn', usage_kind: 'official', text: 'Mohamed Alghamdi' } as const

  test('is shown in the reader’s script first, with the other beside it', () => {
    const names = namesOf([latin, arabic])
    expect(namesFor(names, 'ar').map(({ text }) => text)).toEqual(['محمد الغامدي', 'Mohamed Alghamdi'])
    expect(namesFor(names, 'en').map(({ text, language }) => `${language} ${text}`)).toEqual(['en Mohamed Alghamdi', 'ar محمد الغامدي'])
  })

  test('in one script only is shown in that one to everybody', () => {
    expect(namesFor(namesOf([latin]), 'ar')).toEqual([{ text: 'Mohamed Alghamdi', language: 'en' }])
    expect(namesFor(namesOf([arabic]), 'en')).toEqual([{ text: 'محمد الغامدي', language: 'ar' }])
    expect(namesFor(namesOf([]), 'en')).toEqual([])
  })

  test('of the past is never shown; a preferred one stands in only for an official one', () => {
    const previous = { script: 'latn', usage_kind: 'previous', text: 'Christine' } as const
    const preferred = { script: 'latn', usage_kind: 'preferred', text: 'Jack' } as const
    expect(namesOf([previous])).toEqual({ ar: null, latn: null })
    expect(namesOf([previous, preferred]).latn).toBe('Jack')
    expect(namesOf([preferred, latin]).latn).toBe('Mohamed Alghamdi')
  })
})

describe('an age', () => {
  test.each([
    ['born today', born('2026-11-24'), { count: 0, unit: 'days' }],
    ['27 days', born('2026-10-28'), { count: 27, unit: 'days' }],
    ['28 days are months', born('2026-10-27'), { count: 0, unit: 'months' }],
    ['a month to the day', born('2026-10-24'), { count: 1, unit: 'months' }],
    ['a day short of two years', born('2024-11-25'), { count: 23, unit: 'months' }],
    ['two years', born('2024-11-24'), { count: 2, unit: 'years' }],
    ['the day before a birthday', born('1975-11-25'), { count: 50, unit: 'years' }],
    ['a birthday', born('1975-11-24'), { count: 51, unit: 'years' }],
    ['born on 29 February', born('2000-02-29'), { count: 26, unit: 'years' }],
  ])('%s', (_, birth, age) => {
    expect(ageOn(birth, day)).toEqual({ ...age, approximate: false })
  })

  test('is as exact as the birth is known', () => {
    expect(ageOn(born('2026-11-01', 'month'), day)).toEqual({ count: 0, unit: 'months', approximate: true })
    expect(ageOn(born('1971-01-01', 'year'), day)).toEqual({ count: 55, unit: 'years', approximate: true })
    expect(ageOn(born('1929-01-01', 'age'), day)).toEqual({ count: 97, unit: 'years', approximate: true })
    expect(ageOn(born('2026-01-01', 'year'), day)).toEqual({ count: 0, unit: 'years', approximate: true })
  })

  test('is not known without a birth, nor before it', () => {
    expect(ageOn(null, day)).toBeNull()
    expect(ageOn(born('2026-11-25'), day)).toBeNull()
  })
})

describe('a birth date', () => {
  const columns = { birth_precision: null, birth_calendar: null, birth_entered: null }

  test('that nobody knows is none; one without more is a day by the Gregorian calendar', () => {
    expect(birthOf({ ...columns, birth_date: null })).toBeNull()
    expect(birthOf({ ...columns, birth_date: day })).toEqual({ date: day, precision: 'day', calendar: 'gregorian', entered: null })
  })

  test('is shown as far as it is known', () => {
    expect(birthShown(born('1975-07-01'))).toMatchObject({ known: 'day', hijri: false })
    expect(birthShown(born('2019-03-01', 'month'))).toEqual({ known: 'month', year: 2019, month: 3, hijri: false })
    expect(birthShown(born('1971-01-01', 'year'))).toEqual({ known: 'year', year: 1971, hijri: false })
    expect(birthShown(born('1929-01-01', 'age'))).toEqual({ known: 'age', year: 1929 })
  })

  test('that was told by the Hijri calendar is shown by it: 1 Rajab 1395 was 11 July 1975', () => {
    expect(birthShown(born('1975-07-11', 'year', 'umalqura'))).toEqual({ known: 'year', year: 1395, hijri: true })
    expect(birthShown(born('1975-07-11', 'month', 'umalqura'))).toEqual({ known: 'month', year: 1395, month: 7, hijri: true })
  })
})

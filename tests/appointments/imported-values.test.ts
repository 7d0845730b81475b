import { describe, expect, test } from 'vitest'
import { dayIn, timeIn } from '../../src/appointments/imported/clock-cell.ts'
import { statusOf } from '../../src/appointments/imported/status-words.ts'
import type { Cell } from '../../src/patients/imported/cell.ts'

const text = (value: string): Cell => ({ text: value, kind: 'text' })
const today = Temporal.PlainDate.from('2026-11-23')

describe('a time from a list', () => {
  test.each<[Cell, string]>([
    [text('17:40'), '17:40'],
    [text('5:40 PM'), '17:40'],
    [text('5:40pm'), '17:40'],
    [text('٥:٤٠ م'), '17:40'],
    [text('5:40 مساءً'), '17:40'],
    [text('09:05:00'), '09:05'],
    [text('9 ص'), '09:00'],
    [text('12 am'), '00:00'],
    [text('12:30 م'), '12:30'],
    [text('0900'), '09:00'],
    [text('8'), '08:00'],
    [text('17.40'), '17:40'],
    [{ text: '0.7361111111', kind: 'number' }, '17:40'],
    [{ text: '46349.4375', kind: 'number' }, '10:30'],
    [{ text: '1899-12-30T17:40:00', kind: 'date' }, '17:40'],
    [text('2026-11-24 17:40'), '17:40'],
  ])('%j is %s', (cell, time) => {
    expect(timeIn(cell)?.toString({ smallestUnit: 'minute' })).toBe(time)
  })

  test.each(['', '25:00', '13:00 pm', '10:75', 'noon', '2026-11-24'])('%j is none', (typed) => {
    expect(timeIn(text(typed))).toBeNull()
  })
})

describe('a day from a list', () => {
  test.each<[Cell, string]>([
    [text('24/11/2026'), '2026-11-24'],
    [text('2027-01-05 17:40'), '2027-01-05'],
    [text('24/11/27'), '2027-11-24'],
    [
      text('14/6/1448 هـ'),
      Temporal.PlainDate.from({ calendar: 'islamic-umalqura', year: 1448, month: 6, day: 14 }).withCalendar('iso8601').toString(),
    ],
    [{ text: '2026-11-24T00:00:00', kind: 'date' }, '2026-11-24'],
    [{ text: '46350', kind: 'number' }, '2026-11-24'],
  ])('%j is %s', (cell, day) => {
    expect(dayIn(cell, 'dmy', today)?.toString()).toBe(day)
  })

  test.each(['31/02/2026', '2026', '11/2026', 'tomorrow', ''])('%j is none', (typed) => {
    expect(dayIn(text(typed), 'dmy', today)).toBeNull()
  })
})

test('what became of a visit is understood in both languages', () => {
  expect(['مكتمل', 'Completed', 'تم', 'حضر'].map(statusOf)).toEqual(Array(4).fill('fulfilled'))
  expect(['No-Show', 'لم يحضر', 'غياب'].map(statusOf)).toEqual(Array(3).fill('noshow'))
  expect(['ملغي', 'ملغى', 'Canceled'].map(statusOf)).toEqual(Array(3).fill('cancelled'))
  expect(['محجوز', 'confirmed', 'مؤكد'].map(statusOf)).toEqual(Array(3).fill('booked'))
  expect(statusOf('?')).toBeNull()
})

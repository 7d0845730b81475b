import { describe, expect, test } from 'vitest'
import { clinicDayAt, type HoursRow, type Interval, intervalsOn, joined, without } from '../../src/clinic/hours.ts'
import { type Hours, hoursRows, sundayToThursday } from '../support/hours.ts'

const riyadh = 'Asia/Riyadh'
const cairo = 'Africa/Cairo'
const tuesday = Temporal.PlainDate.from('2026-11-24')
const friday = Temporal.PlainDate.from('2026-11-27')

describe('the hours of a clinic day', () => {
  test('a split day has two intervals, in order', () => {
    expect(shown(hours('16:00-22:00', '08:00-12:00'), tuesday)).toEqual(['2026-11-24T08:00/12:00', '2026-11-24T16:00/22:00'])
  })

  test('an evening that ends at two in the morning ends on the next date', () => {
    const [evening] = intervalsOn(hours('18:00-02:00'), tuesday, riyadh)
    expect(evening?.ends.toPlainDate().toString()).toBe('2026-11-25')
    expect(evening?.ends.since(evening.starts).total('hours')).toBe(8)
  })

  test('hours from midnight to midnight are the whole day', () => {
    const [day] = intervalsOn(hours('00:00-00:00'), tuesday, riyadh)
    expect(day?.ends.since(day.starts).total('hours')).toBe(24)
  })

  test('a weekday without hours has none', () => {
    expect(shown(hours({ time: '08:00-16:00', days: sundayToThursday }), friday)).toEqual([])
  })

  test('hours count from their first day to their last, both included', () => {
    const rows = hours({ time: '08:00-16:00', from: '2026-11-24', until: '2026-11-25' })
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map(
      (day) => intervalsOn(rows, Temporal.PlainDate.from(day), riyadh).length,
    )
    expect(days).toEqual([0, 1, 1, 0])
  })

  test('Ramadan hours replace the usual ones, and close a weekday that they leave out', () => {
    const ramadan = { from: '2027-02-08', until: '2027-03-08', precedence: 1 }
    const rows = hours('08:00-16:00', { time: '21:00-02:00', days: sundayToThursday, ...ramadan })
    expect(shown(rows, Temporal.PlainDate.from('2027-02-07'))).toEqual(['2027-02-07T08:00/16:00'])
    expect(shown(rows, Temporal.PlainDate.from('2027-02-09'))).toEqual(['2027-02-09T21:00/02:00'])
    expect(shown(rows, Temporal.PlainDate.from('2027-02-12'))).toEqual([])
    expect(shown(rows, Temporal.PlainDate.from('2027-03-09'))).toEqual(['2027-03-09T08:00/16:00'])
  })

  test('no rows are no hours', () => {
    expect(shown([], tuesday)).toEqual([])
  })

  test('on Cairo’s short day an interval is an hour shorter, and one inside the skipped hour is none', () => {
    const shortDay = Temporal.PlainDate.from('2026-04-24')
    const [night, ...others] = intervalsOn(hours('22:00-02:00'), shortDay.subtract({ days: 1 }), cairo)
    expect(night?.ends.since(night.starts).total('hours')).toBe(3)
    expect(others).toEqual([])
    expect(intervalsOn(hours('00:10-00:50'), shortDay, cairo)).toEqual([])
    expect(shown(hours('00:30-03:00'), shortDay, cairo)).toEqual(['2026-04-24T01:00/03:00'])
  })

  test('on Cairo’s long day an evening over midnight lasts the hour that comes twice', () => {
    const [night] = intervalsOn(hours('22:00-02:00'), Temporal.PlainDate.from('2026-10-29'), cairo)
    expect(night?.ends.since(night.starts).total('hours')).toBe(5)
  })
})

describe('hours without a pause between them', () => {
  test.each([
    ['touch and become one', ['08:00-16:00', '16:00-22:00'], ['08:00/22:00']],
    ['overlap and become one', ['08:00-17:00', '16:00-22:00'], ['08:00/22:00']],
    ['lie inside others and vanish', ['08:00-22:00', '09:00-10:00', '22:00-23:00'], ['08:00/23:00']],
    ['keep their pause', ['08:00-12:00', '16:00-22:00'], ['08:00/12:00', '16:00/22:00']],
  ])('%s', (_, given, one) => {
    expect(joined(intervalsOn(hours(...given), tuesday, riyadh)).map(wall)).toEqual(one)
  })
})

describe('what closures leave', () => {
  const day = () => intervalsOn(hours('08:00-12:00', '16:00-22:00'), tuesday, riyadh)
  const closed = (from: string, until: string) => ({ starts_at: instant(`2026-11-24T${from}`), ends_at: instant(`2026-11-24T${until}`) })

  test.each([
    ['the whole day', '00:00', '23:59', []],
    ['the middle of an interval', '09:00', '10:00', ['08:00/09:00', '10:00/12:00', '16:00/22:00']],
    ['the end of one and the beginning of the next', '11:00', '17:00', ['08:00/11:00', '17:00/22:00']],
    ['exactly one interval', '08:00', '12:00', ['16:00/22:00']],
    ['the time between', '12:00', '16:00', ['08:00/12:00', '16:00/22:00']],
  ])('%s', (_, from, until, left) => {
    expect(without(day(), [closed(from, until)]).map(wall)).toEqual(left)
  })

  test('several closures, overlapping ones too, are all taken away', () => {
    expect(without(day(), [closed('09:00', '11:00'), closed('10:00', '16:30'), closed('21:00', '23:00')]).map(wall)).toEqual([
      '08:00/09:00',
      '16:30/21:00',
    ])
  })
})

describe('which clinic day it is', () => {
  const rows = hours('18:00-02:00')

  test('an evening that still runs after midnight belongs to the day before', () => {
    expect(clinicDayAt(rows, instant('2026-11-25T01:59'), riyadh).toString()).toBe('2026-11-24')
  })

  test('when it has ended the new day has begun', () => {
    expect(clinicDayAt(rows, instant('2026-11-25T02:00'), riyadh).toString()).toBe('2026-11-25')
  })

  test('it is the date of the place', () => {
    expect(clinicDayAt([], Temporal.Instant.from('2026-11-24T21:30:00Z'), riyadh).toString()).toBe('2026-11-25')
    expect(clinicDayAt([], Temporal.Instant.from('2026-11-24T21:30:00Z'), cairo).toString()).toBe('2026-11-24')
  })
})

const hours = (...given: Hours[]): HoursRow[] => hoursRows(given)
const instant = (wallTime: string) => Temporal.PlainDateTime.from(wallTime).toZonedDateTime(riyadh).toInstant()
const wall = ({ starts, ends }: Interval) => `${short(starts)}/${short(ends)}`
const short = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' })
const shown = (rows: HoursRow[], day: Temporal.PlainDate, zone = riyadh) =>
  intervalsOn(rows, day, zone).map((interval) => `${interval.starts.toPlainDate()}T${wall(interval)}`)

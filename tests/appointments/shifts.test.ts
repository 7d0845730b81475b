import { describe, expect, test } from 'vitest'
import { dateOf, dayNumberOf, instantOf } from '../../src/appointments/free/minutes.ts'
import { type Hours, shiftsOf } from '../../src/appointments/free/shifts.ts'
import { type Hours as Given, hoursRows } from '../support/hours.ts'

const minutesOf = (time: Temporal.PlainTime): number => time.hour * 60 + time.minute

const hours = (...given: Given[]): Hours[] =>
  hoursRows(given).map((row) => ({
    weekday: row.weekday,
    starts: minutesOf(row.starts),
    ends: minutesOf(row.ends),
    precedence: row.precedence,
    validFrom: row.valid_from && dayNumberOf(row.valid_from),
    validUntil: row.valid_until && dayNumberOf(row.valid_until),
  }))

/** As the clock on the wall shows them, with the offset from UTC. */
function shifts(zone: string, first: string, last: string, rows: Hours[]): string[] {
  const shown = (minute: number) =>
    instantOf(minute).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }).slice(5)
  return shiftsOf(rows, zone, dayNumberOf(Temporal.PlainDate.from(first)), dayNumberOf(Temporal.PlainDate.from(last))).map(
    ({ day, from, until }) => `${dateOf(day).toString().slice(5)}: ${shown(from)} to ${shown(until)}`,
  )
}

describe('a shift', () => {
  test('that ends after midnight belongs to the day that it began on', () => {
    expect(shifts('Asia/Riyadh', '2026-11-24', '2026-11-24', hours('20:00-02:00'))).toEqual([
      '11-24: 11-24T20:00+03:00 to 11-25T02:00+03:00',
    ])
  })

  test('that ends when it begins lasts a day', () => {
    expect(shifts('Asia/Riyadh', '2026-11-24', '2026-11-24', hours('08:00-08:00'))).toEqual([
      '11-24: 11-24T08:00+03:00 to 11-25T08:00+03:00',
    ])
  })

  test('touching another stays apart, overlapping another is one with it', () => {
    expect(shifts('Asia/Riyadh', '2026-11-24', '2026-11-24', hours('08:00-12:00', '12:00-14:00', '13:00-15:00'))).toEqual([
      '11-24: 11-24T08:00+03:00 to 11-24T12:00+03:00',
      '11-24: 11-24T12:00+03:00 to 11-24T15:00+03:00',
    ])
  })

  test('of the night goes before the hours of the next day that it reaches into', () => {
    const rows = hours({ time: '22:00-09:00', days: [2] }, { time: '08:00-12:00', days: [3] })
    expect(shifts('Asia/Riyadh', '2026-11-25', '2026-11-25', rows)).toEqual(['11-25: 11-25T09:00+03:00 to 11-25T12:00+03:00'])
  })

  test('of Ramadan takes the place of all other hours, on days that it leaves out too', () => {
    const ramadan = { time: '21:00-01:00', days: [7], from: '2027-02-08', until: '2027-03-09', precedence: 1 }
    expect(shifts('Asia/Riyadh', '2027-03-07', '2027-03-10', hours('08:00-12:00', ramadan))).toEqual([
      '03-07: 03-07T21:00+03:00 to 03-08T01:00+03:00',
      '03-10: 03-10T08:00+03:00 to 03-10T12:00+03:00',
    ])
  })
})

describe('when Cairo puts its clocks forward at midnight', () => {
  test('an evening over midnight has an hour less, and its end is what the wall shows', () => {
    expect(shifts('Africa/Cairo', '2026-04-23', '2026-04-23', hours('20:00-02:00'))).toEqual([
      '04-23: 04-23T20:00+02:00 to 04-24T02:00+03:00',
    ])
  })

  test('a shift begins and ends at the skip, where its time is skipped', () => {
    expect(
      shifts('Africa/Cairo', '2026-04-23', '2026-04-24', hours({ time: '00:30-04:00', days: [5] }, { time: '20:00-00:30', days: [4] })),
    ).toEqual(['04-23: 04-23T20:00+02:00 to 04-24T01:00+03:00', '04-24: 04-24T01:00+03:00 to 04-24T04:00+03:00'])
  })

  test('a shift inside the skipped hour is none', () => {
    expect(shifts('Africa/Cairo', '2026-04-24', '2026-04-24', hours('00:15-00:45'))).toEqual([])
  })
})

describe('when Cairo puts its clocks back at midnight', () => {
  test('an evening until midnight has an hour more', () => {
    const [shift] = shiftsOf(
      hours('20:00-00:00'),
      'Africa/Cairo',
      dayNumberOf(Temporal.PlainDate.from('2026-10-29')),
      dayNumberOf(Temporal.PlainDate.from('2026-10-29')),
    )
    expect(shift && shift.until - shift.from).toBe(300)
  })

  test('a time that comes twice is the first of both', () => {
    expect(shifts('Africa/Cairo', '2026-10-29', '2026-10-29', hours('20:00-23:30'))).toEqual([
      '10-29: 10-29T20:00+03:00 to 10-29T23:30+03:00',
    ])
    expect(shifts('Africa/Cairo', '2026-10-29', '2026-10-29', hours('23:15-00:30'))).toEqual([
      '10-29: 10-29T23:15+03:00 to 10-30T00:30+02:00',
    ])
  })
})

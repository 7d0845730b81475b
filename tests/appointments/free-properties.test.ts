import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumberOf, type Interval, weekdayOf } from '../../src/appointments/free/minutes.ts'
import { type Hours, joined, shiftsOf } from '../../src/appointments/free/shifts.ts'
import { slotsOf } from '../../src/appointments/free/slots.ts'
import { type Case, freeTimesByTheClock } from './oracle.ts'

/** Riyadh never changes its clocks; Cairo does at midnight, London at one and two, Lord Howe by half an hour; Kathmandu is off by 5:45. */
const places: { zone: string; changes: string[] }[] = [
  { zone: 'Asia/Riyadh', changes: ['2026-11-24'] },
  { zone: 'Africa/Cairo', changes: ['2026-04-24', '2026-10-29', '2027-04-30', '2027-10-28'] },
  { zone: 'Europe/London', changes: ['2027-03-28', '2026-10-25'] },
  { zone: 'Australia/Lord_Howe', changes: ['2026-10-04', '2027-04-04'] },
  { zone: 'Asia/Kathmandu', changes: ['2027-01-01'] },
]

const fives = (min: number, max: number) => fc.integer({ min: min / 5, max: max / 5 }).map((five) => five * 5)

/** Often a round one, so that shifts touch. */
const wallTime = fc.oneof(fives(0, 1435), fc.constantFrom(0, 60, 480, 720, 960, 1200, 1380))

const sometimes = (value: fc.Arbitrary<number>) => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })

const hoursAround = (day: number): fc.Arbitrary<Hours> =>
  fc.record({
    // The days around the change, so that most rows count.
    weekday: fc.integer({ min: day - 1, max: day + 2 }).map(weekdayOf),
    starts: wallTime,
    ends: wallTime,
    precedence: fc.constantFrom(0, 0, 0, 0, 1, 2),
    validFrom: sometimes(fc.integer({ min: day - 3, max: day + 3 })),
    validUntil: sometimes(fc.integer({ min: day - 3, max: day + 3 })),
  })

const intervalsFrom = (start: number): fc.Arbitrary<Interval[]> =>
  fc.array(
    fc
      .record({ from: fives(0, 5 * 1440), length: fives(5, 600) })
      .map(({ from, length }) => ({ from: start + from, until: start + from + length })),
    { maxLength: 6 },
  )

const cases: fc.Arbitrary<Case> = fc.constantFrom(...places).chain(({ zone, changes }) =>
  fc.constantFrom(...changes).chain((change) => {
    const day = dayNumberOf(Temporal.PlainDate.from(change))
    const start = (day - 2) * 1440
    return fc.record({
      zone: fc.constant(zone),
      hours: fc.array(hoursAround(day), { maxLength: 8 }),
      first: fc.integer({ min: day - 2, max: day }),
      days: fc.integer({ min: 1, max: 4 }),
      visit: fc.record({ duration: fives(5, 120), before: fives(0, 30), after: fives(0, 30) }),
      blocked: intervalsFrom(start),
      visits: intervalsFrom(start),
      now: fc.oneof(
        fc.integer({ min: start, max: start + 3 * 1440 }),
        fives(0, 3 * 1440).map((minutes) => start + minutes),
      ),
    })
  }),
)

test('free times are those that a clock on the wall and a finger on the calendar find', () => {
  let times = 0
  fc.assert(
    fc.property(cases, (given) => {
      const shifts = shiftsOf(given.hours, given.zone, given.first, given.first + given.days - 1)
      const way = { now: given.now, blocked: [joined(given.blocked)], visits: joined(given.visits) }
      const found = slotsOf(shifts, given.visit, way)
      times += found.length
      expect(found).toEqual(freeTimesByTheClock(given))
    }),
    { numRuns: 2000 },
  )
  // Otherwise the cases are so odd that nothing was compared.
  expect(times).toBeGreaterThan(2000)
})

test('closures and appointments may come as several lists or as one', () => {
  fc.assert(
    fc.property(cases, intervalsFrom(20_000_000), (given, more) => {
      const shifts = shiftsOf(given.hours, given.zone, given.first, given.first + given.days - 1)
      const shifted = more.map(({ from, until }) => ({
        from: from - 20_000_000 + given.first * 1440,
        until: until - 20_000_000 + given.first * 1440,
      }))
      const apart = slotsOf(shifts, given.visit, { now: given.now, blocked: [joined(given.blocked), joined(shifted)], visits: [] })
      const together = slotsOf(shifts, given.visit, { now: given.now, blocked: [joined([...given.blocked, ...shifted])], visits: [] })
      expect(apart).toEqual(together)
    }),
  )
})

import { expect, test } from 'vitest'
import type { DayItem } from '../../src/appointments/day-book/day-items.ts'
import { dealtWith } from '../../src/appointments/day-book/dealt-with.ts'

const now = Temporal.Instant.from('2026-11-30T14:00:00Z')

const visit = (minutes: number, status: string, payment = 'unpaid') =>
  ({ startsAt: now.add({ minutes }), status, payment }) as unknown as DayItem
const waiting = () => ({ entry: {}, status: 'arrived' }) as unknown as DayItem

const over = Array.from({ length: 6 }, (_, n) => visit(-90 - n, 'fulfilled', 'paid'))

test('what is over for an hour and paid is dealt with; who did not come or cancelled owes nothing', () => {
  const more = [visit(-61, 'noshow'), visit(-200, 'cancelled'), visit(-200, 'entered-in-error')]
  expect(dealtWith([...over, ...more], now)).toEqual(new Set([...over, ...more]))
})

test('what somebody may still have to do with stays: unpaid, just over, waiting, with the doctor, or late', () => {
  const staying = [
    visit(-200, 'fulfilled'),
    visit(-59, 'fulfilled', 'paid'),
    visit(-59, 'noshow'),
    visit(-200, 'booked'),
    visit(-200, 'arrived'),
    visit(-200, 'in-consultation'),
    waiting(),
  ]
  const found = dealtWith([...staying, ...over], now)
  expect(staying.filter((one) => found.has(one))).toEqual([])
  expect(found.size).toBe(6)
})

test('a few are left where they are', () => {
  expect(dealtWith(over.slice(1), now).size).toBe(0)
})

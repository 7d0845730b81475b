import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import { between } from './chance.ts'

/** Those of real bookings: without vowels, which make words, and without signs that are mistaken for others. */
const signs = '23456789CDFGHJKMNPRTVWXY'

/** A booking number for each of these visits, the same one each time unless somebody has it. */
export async function bookingNumbers(tx: Tx, visits: Id<'appointment'>[]): Promise<Map<Id<'appointment'>, string>> {
  const numbers = new Map<Id<'appointment'>, string>()
  const given = new Set<string>()
  for (let turn = 0; numbers.size < visits.length; turn += 1) {
    const wanted = new Map(visits.filter((visit) => !numbers.has(visit)).map((visit) => [numberOf(visit, turn), visit]))
    const rows = await tx
      .selectFrom('appointments')
      .select('number')
      .where('number', 'in', [...wanted.keys()])
      .execute()
    for (const { number } of rows) given.add(number)
    for (const [number, visit] of wanted) {
      if (given.has(number)) continue
      given.add(number)
      numbers.set(visit, number)
    }
  }
  return numbers
}

const numberOf = (visit: Id<'appointment'>, turn: number): string =>
  `A-${[0, 1, 2, 3].map((place) => signs.charAt(between(0, signs.length - 1, 'number', visit, turn, place))).join('')}`

import { sql } from 'kysely'
import { freeTimes } from '../../src/appointments/free/free.ts'
import { book } from '../../src/appointments/visit/book.ts'
import { newId } from '../../src/database/ids.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { aVisitType, theSettings } from '../support/places.ts'
import { atMost, figure, type Measure } from './report.ts'
import { withPool, withScratch } from './scratch.ts'

const rounds = 200
const bookers = 8

/** Eight patients at one free time, two hundred times over. */
export const race = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner }) => {
    await theSettings(owner)
    const type = await aVisitType(owner)
    const doctor = await aDoctor(owner, { hours: ['08:00-20:00'], visits: [{ type, minutes: 10 }] })
    const patients = await Promise.all(Array.from({ length: bookers }, () => aPatient(owner)))
    return withPool(address, { connections: bookers }, async (db) => {
      const times = await freeTimes(db, { visitType: type.id, doctor: doctor.staff.id })
      let wrong = 0
      let slowest = 0
      for (const { starts } of times.slice(0, rounds)) {
        const began = performance.now()
        const answers = await Promise.all(
          patients.map((patient) =>
            book(db, null, {
              receipt: newId<'receipt'>(),
              patient: patient.id,
              visitType: type.id,
              start: starts,
              doctor: doctor.staff.id,
              through: 'patient',
            }),
          ),
        )
        slowest = Math.max(slowest, performance.now() - began)
        const won = answers.filter((answer) => answer.ok).length
        const told = answers.filter((answer) => !answer.ok && answer.reason === 'taken' && answer.others.length > 0).length
        if (won !== 1 || told !== bookers - 1) wrong += 1
      }
      const { rows } = await sql<{ n: number }>`
        SELECT COUNT(*) AS n FROM appointments a JOIN appointments b
        ON a.doctor_id = b.doctor_id AND a.id < b.id AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until`.execute(db)
      return [
        atMost(`booking race: ${Math.min(rounds, times.length)} rounds of ${bookers}, without exactly one winner`, 'rounds', 0, wrong),
        atMost('booking race: overlaps in the table', 'rounds', 0, rows[0]?.n ?? -1),
        figure('booking race: slowest round', 'ms', slowest),
      ]
    })
  })

import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Progress } from '../progress.ts'
import { insertRows, type Rows } from './bulk.ts'
import { fillCalendars } from './fill-calendars.ts'
import { crowdId, numberIn } from './ids.ts'
import { inTransaction } from './in-transaction.ts'
import { rowsOfPeople } from './patient-rows.ts'
import { blockSize, peopleOfBlock } from './people.ts'

export interface CrowdSize {
  patients: number
  appointments: number
}

/** More than anybody asks for; the ids of the crowd go no further. */
const most = 100_000_000

/** People of one transaction; the next ones are made while the database writes these. */
const atOnce = 4000

/**
 * Adds to the demo clinic until its crowd has so many patients and appointments: always the same people, in the same order. Each
 * batch is a transaction, so what was interrupted goes on where it stopped. Answers what is there then.
 */
export async function growCrowd(db: Database, wanted: CrowdSize, progress: Progress, now = Temporal.Now.instant()): Promise<CrowdSize> {
  const before = await crowdSize(db)
  if (wanted.patients > before.patients) await addPatients(db, before.patients, wanted.patients, progress)
  const patients = Math.max(wanted.patients, before.patients)
  if (wanted.appointments > before.appointments) await fillCalendars(db, { ...wanted, patients, there: before.appointments, now }, progress)
  const after = await crowdSize(db)
  await audit(db, null, { action: 'clinic.crowd', reason: `${after.patients} patients, ${after.appointments} appointments` })
  return after
}

/** What of the crowd is there: its people come in the order of their numbers. */
export async function crowdSize(db: Database): Promise<CrowdSize> {
  const last = await db
    .selectFrom('patients')
    .select('id')
    .where('id', '>=', crowdId<'patient'>('patient', 0))
    .where('id', '<', crowdId<'patient'>('patient', most))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const doctors = await db
    .selectFrom('staff')
    .select('id')
    .where('id', '>=', crowdId<'staff'>('doctor', 0))
    .where('id', '<', crowdId<'staff'>('doctor', most))
    .execute()
  const { visits } = await db
    .selectFrom('appointments')
    .select(sql<number>`COUNT(*)`.as('visits'))
    .where('doctor_id', 'in', [crowdId<'staff'>('doctor', 0), ...doctors.map(({ id }) => id)])
    .executeTakeFirstOrThrow()
  return { patients: last ? numberIn(last.id) + 1 : 0, appointments: visits }
}

async function addPatients(db: Database, from: number, until: number, progress: Progress): Promise<void> {
  progress.begin('Patients', until - from)
  let writing: Promise<void> = Promise.resolve()
  for (let place = from; place < until; place += atOnce) {
    const end = Math.min(until, place + atOnce)
    const rows = await rowsBetween(place, end)
    await writing
    progress.at(place - from)
    writing = inTransaction(db, (tx) => insertTables(tx, rows))
    // Somebody waits for it in the next turn; until then a failure must not end the process by itself.
    writing.catch(() => {})
  }
  await writing
  progress.at(until - from)
  progress.done()
}

/** Makes the next batch a little at a time, so that the one before is sent meanwhile. */
async function rowsBetween(from: number, until: number): Promise<Rows[]> {
  const parts: Rows[][] = []
  const first = Math.floor(from / blockSize)
  for (let block = first; block * blockSize < until; block += 1) {
    const people = peopleOfBlock(block).filter(({ place }) => place >= from && place < until)
    parts.push(rowsOfPeople(people))
    if (block % 4 === 0) await turn()
  }
  const [head = [], ...others] = parts
  return head.map((table, place) => {
    const rows = [...table.rows]
    for (const part of others) for (const row of part[place]?.rows ?? []) rows.push(row)
    return { ...table, rows: table.sorted ? rows.sort() : rows }
  })
}

async function insertTables(tx: Tx, tables: Rows[]): Promise<void> {
  for (const table of tables) await insertRows(tx, table)
}

import type { Database } from '../database/pool.ts'
import { type Clinic, clinicOf } from './queries.ts'

interface Memory {
  clinic: Promise<Clinic>
  /** When it is time to read again, and until when the old copy serves meanwhile. */
  fresh: number
  stale: number
}

const memories = new WeakMap<Database, Memory>()
const freshFor = 5000
const staleFor = 60_000

/**
 * The clinic, read once in five seconds at most: names and hours change rarely, and a page has better uses for its statements.
 * Whoever comes after that starts a new read and is served the copy of up to a minute ago. Each app process has its own memory.
 */
export function clinicNow(db: Database): Promise<Clinic> {
  const known = memories.get(db)
  const now = performance.now()
  if (known === undefined || now >= known.stale) return read(db, now)
  if (now >= known.fresh) renew(db, known, now)
  return known.clinic
}

/** The date at the first branch, by the calendar: from when and until when somebody has a role. */
export async function dateToday(db: Database): Promise<Temporal.PlainDate> {
  const { locations } = await clinicNow(db)
  return Temporal.Now.plainDateISO(locations[0]?.zone ?? 'UTC')
}

/** After the clinic was changed by this process: the next page reads it anew. */
export const forgetClinic = (db: Database): boolean => memories.delete(db)

function read(db: Database, now: number): Promise<Clinic> {
  const memory = { clinic: clinicOf(db), fresh: now + freshFor, stale: now + staleFor }
  memories.set(db, memory)
  memory.clinic.catch(() => {
    if (memories.get(db) === memory) memories.delete(db)
  })
  return memory.clinic
}

/** A read that fails leaves the old copy, and is tried again in five seconds. */
function renew(db: Database, known: Memory, now: number): void {
  known.fresh = now + freshFor
  clinicOf(db).then(
    (clinic) => {
      if (memories.get(db) === known) memories.set(db, { clinic: Promise.resolve(clinic), fresh: now + freshFor, stale: now + staleFor })
    },
    () => {},
  )
}

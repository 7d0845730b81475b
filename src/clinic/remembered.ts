import type { Database } from '../database/pool.ts'
import { type Clinic, clinicOf } from './queries.ts'

interface Memory {
  reading: Promise<Clinic>
  until: number
}

const memories = new WeakMap<Database, Memory>()
const milliseconds = 5000

/**
 * The clinic, read at most once in five seconds and only once at a time: names and hours change rarely, and a page has better
 * uses for its statements. Each app process has its own memory.
 */
export function clinicNow(db: Database): Promise<Clinic> {
  const known = memories.get(db)
  const now = performance.now()
  if (known !== undefined && now < known.until) return known.reading
  const memory: Memory = { reading: clinicOf(db), until: now + milliseconds }
  memories.set(db, memory)
  memory.reading.catch(() => {
    if (memories.get(db) === memory) memories.delete(db)
  })
  return memory.reading
}

/** After the clinic was changed by this process: the next page reads it anew. */
export const forgetClinic = (db: Database): boolean => memories.delete(db)

import type { Database } from '../database/pool.ts'
import { type Clinic, clinicOf } from './queries.ts'

/**
 * The clinic for the frame of every page, read at most once in so many seconds and only once at a time: names and hours
 * change rarely, and a page has better uses for its statements. Each app process has its own.
 */
export function rememberedClinic(seconds = 5): (db: Database) => Promise<Clinic> {
  let reading: Promise<Clinic> | undefined
  let until = 0
  return (db) => {
    const now = performance.now()
    if (reading !== undefined && now < until) return reading
    until = now + seconds * 1000
    const attempt = clinicOf(db)
    reading = attempt
    attempt.catch(() => {
      if (reading === attempt) reading = undefined
    })
    return attempt
  }
}

import { type SqlBool, sql } from 'kysely'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'

/** What a board goes by: which changes its page has taken in. */
export interface BoardVersion {
  /** Goes out with the page and comes back with its poll. */
  text: string
  /** Whether something has changed since a page was made at that version; one that cannot be told says yes. */
  differsFrom: (seen: string) => boolean
  /** Whether a minute has begun since, for what shows how long somebody waits. */
  isAMinuteAfter: (seen: string) => boolean
}

interface Change {
  id: string
  topic: string
  at: number
}

/** What this process knows of the changes, by the database's clock; milliseconds. */
interface Known {
  changes: Map<string, Change>
  /** When it was last read, and from when on nothing was missed. */
  now: number
  since: number
  /** By the process's own clock: no two reads within a second. */
  readAt: number
  reading: Promise<void>
}

/** A row is dated by its transaction but seen after the commit: so long may that take. */
const lateness = 15_000
const kept = 10 * 60_000
const betweenReads = 1000

const memories = new WeakMap<Database, Known>()

/**
 * The version of a topic's boards, to be asked for before what they show is read: what happens meanwhile then counts as new.
 * However many ask, the table is read once a second at most (`fresh`: now, for whoever has just changed something themselves).
 */
export async function versionOf(db: Database, topic: string, { fresh = false } = {}): Promise<BoardVersion> {
  const known = await upToDate(db, fresh)
  const changes = [...known.changes.values()].filter((change) => change.topic === topic)
  const recent = changes.filter(({ at }) => at > known.now - lateness).map(({ id }) => shortOf(id))
  return {
    text: [known.now.toString(36), ...recent].join('.'),
    isAMinuteAfter: (seen) => Math.floor(momentOf(seen) / 60_000) < Math.floor(known.now / 60_000),
    differsFrom: (seen) => {
      const [, ...ids] = seen.split('.')
      const then = momentOf(seen)
      if (!(then >= known.since)) return true
      return changes.some(({ id, at }) => at > then - lateness && !ids.includes(shortOf(id)))
    },
  }
}

const momentOf = (seen: string): number => Number.parseInt(seen.split('.', 1)[0] ?? '', 36)

/** The random end of an id. */
const shortOf = (id: string): string => id.slice(-8)

async function upToDate(db: Database, fresh: boolean): Promise<Known> {
  const old = memories.get(db)
  const now = performance.now()
  if (old && !fresh && now - old.readAt < betweenReads) return old.reading.then(() => old)
  const usable = old && now - old.readAt < kept ? old : undefined
  const known: Known = usable ?? { changes: new Map(), now: 0, since: 0, readAt: 0, reading: Promise.resolve() }
  const before = known.reading
  known.readAt = now
  known.reading = before.then(() => read(db, known))
  memories.set(db, known)
  known.reading.catch(() => memories.delete(db))
  await known.reading
  return known
}

async function read(db: Database, known: Known): Promise<void> {
  const first = known.now === 0
  const from = first
    ? sql`${sqlNow} - INTERVAL ${lateness / 1000} SECOND`
    : sql`${Temporal.Instant.fromEpochMilliseconds(known.now - lateness)}`
  const rows = await db
    .selectFrom(db.selectNoFrom(sqlNow.as('now')).as('clock'))
    .leftJoin('changes as c', (join) => join.on(sql<SqlBool>`c.at > ${from}`))
    .select(['clock.now', 'c.id', 'c.topic', 'c.at'])
    .execute()
  known.now = rows[0]?.now.epochMilliseconds ?? known.now
  for (const { id, topic, at } of rows) if (id && topic && at) known.changes.set(id, { id, topic, at: at.epochMilliseconds })
  const oldest = known.now - kept
  known.since = first ? known.now : Math.max(known.since, oldest + lateness)
  for (const { id, at } of known.changes.values()) if (at < oldest) known.changes.delete(id)
}

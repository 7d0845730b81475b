import { sql } from 'kysely'
import type { Actor } from '../audit/actor.ts'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'

/** Characters of `searches.words`. */
const longest = 200

/** Keeps what somebody typed for ten minutes, under an address that says nothing of it. */
export async function keepSearch(db: Database, actor: Actor, words: string): Promise<Id<'search'>> {
  const id = newId<'search'>()
  const kept = [...words].slice(0, longest).join('')
  await db.insertInto('searches').values({ id, session_hash: actor.session, words: kept, at: sqlNow }).execute()
  return id
}

/** The words, for the session that typed them and as long as they are kept; null otherwise. */
export async function keptSearch(db: Database, actor: Actor, id: Id<'search'> | null): Promise<string | null> {
  if (id === null) return null
  const row = await db
    .selectFrom('searches')
    .select('words')
    .where('id', '=', id)
    .where('session_hash', '=', actor.session)
    .where('at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL 10 MINUTE`)
    .executeTakeFirst()
  return row?.words ?? null
}

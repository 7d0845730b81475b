import { sql } from 'kysely'
import { type Id, idOf } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { channels, isAboutAppointment, noticeIn, type Purpose, purposes } from './notice.ts'

/** What an admin took off the list; it stays what it is for those who count on it. */
const discarded = 'discarded'

/** `refused`: by the other side. `address`: it can be none. `unclear`: nobody knows. `gave-up`: tried for a day. `not-delivered`: the gateway says so. */
type Why = 'refused' | 'address' | 'unclear' | 'gave-up' | 'not-delivered'

export interface Undelivered {
  id: Id<'outbox'>
  channel: string
  address: string
  /** Null where the row cannot be read. */
  purpose: Purpose | null
  /** Null for codes and the like. */
  patient: Id<'patient'> | null
  writtenAt: Temporal.Instant
  why: Why
  /** The reason as it was noted: ours to write, it names nobody. */
  noted: string | null
  /** Its words are still here. */
  canRetry: boolean
}

const most = 200

/** What did not arrive and nobody has dealt with, newest first: to whom and what kind, never the words. */
export async function undelivered(db: Database, id?: Id<'outbox'>): Promise<Undelivered[]> {
  const [parked, failed] = await Promise.all([parkedNotices(db, id), failedTexts(db, id)])
  return [...parked, ...failed].toSorted((a, b) => Temporal.Instant.compare(b.writtenAt, a.writtenAt)).slice(0, most)
}

async function parkedNotices(db: Database, id: Id<'outbox'> | undefined): Promise<Undelivered[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'topic', 'payload', 'created_at', 'last_error'])
    .where('topic', 'in', channels)
    .where('parked_at', 'is not', null)
    .where((row) => row.or([row('last_error', 'is', null), row('last_error', '<>', discarded)]))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? null))
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id, topic, payload, created_at, last_error }) => {
    const notice = noticeIn(payload)
    return {
      id,
      channel: topic,
      address: notice?.to.address ?? '',
      purpose: notice?.purpose ?? null,
      patient: notice && isAboutAppointment(notice) ? idOf<'patient'>(notice.values.patient) : null,
      writtenAt: created_at,
      why: whyOf(last_error ?? ''),
      noted: last_error,
      canRetry: notice !== null,
    }
  })
}

async function failedTexts(db: Database, id: Id<'outbox'> | undefined): Promise<Undelivered[]> {
  const rows = await db
    .selectFrom('sent_texts')
    .select(['id', 'address', 'purpose', 'sent_at'])
    .where('state', '=', 'failed')
    .where('seen_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? null))
    .orderBy('sent_at', 'desc')
    .limit(most)
    .execute()
  const said = { channel: 'text', patient: null, why: 'not-delivered' as const, noted: null, canRetry: false }
  return rows.map(({ sent_at, purpose, ...row }) => ({
    ...row,
    ...said,
    purpose: purposes.find((one) => one === purpose) ?? null,
    writtenAt: sent_at,
  }))
}

function whyOf(noted: string): Why {
  if (/^not a (phone|mail)/.test(noted)) return 'address'
  if (noted.includes('not understood')) return 'unclear'
  return /^text refused|(RCPT|DATA) 5\d\d/.test(noted) ? 'refused' : 'gave-up'
}

/** How many wait to be sent, by channel. */
export async function waitingNotices(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select(['topic', (row) => row.fn.countAll<number>().as('n')])
    .where('topic', 'in', channels)
    .where('parked_at', 'is', null)
    .groupBy('topic')
    .execute()
  return new Map(rows.map(({ topic, n }) => [topic, Number(n)]))
}

/**
 * The appointments of which at least one message is not on its way as it should: it was refused, did not arrive, or has failed so far.
 * Whoever should have read it is better called.
 */
export async function appointmentsUntold(db: Database): Promise<Set<string>> {
  const about = sql<string>`SUBSTRING(cause, 13, 36)`
  const [waiting, failed] = await Promise.all([
    db
      .selectFrom('outbox')
      .select(about.as('appointment'))
      .where('topic', 'in', channels)
      .where('cause', 'like', 'appointment/%')
      .where((row) => row.or([row('parked_at', 'is not', null), row('last_error', 'is not', null)]))
      .execute(),
    db
      .selectFrom('sent_texts')
      .select(about.as('appointment'))
      .where('state', '=', 'failed')
      .where('cause', 'like', 'appointment/%')
      .execute(),
  ])
  return new Set([...waiting, ...failed].map(({ appointment }) => appointment))
}

/** Sends it again, from the first try on. */
export const sendAgain = { parked_at: null, attempts: 0, last_error: null }
/** Nobody is going to send it; what it says is forgotten. */
export const putAside = { payload: {}, last_error: discarded }

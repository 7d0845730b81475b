import { westernDigits } from '../../accounts/phones.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, StaffRole } from '../../database/tables.ts'

/** Whose record number or identifier this is, as it was typed; null when it is nobody's, or that of several people. */
export async function patientByNumber(db: Database, typed: string): Promise<Id<'patient'> | null> {
  const number = westernDigits(typed).replaceAll(/\s/g, '').toUpperCase()
  const record = /^\d{1,12}$/.test(number) ? `R-${number.padStart(6, '0')}` : number
  const rows = await db
    .selectFrom('patients as p')
    .select('p.id')
    .where('p.archived_at', 'is', null)
    .where((where) =>
      where.or([
        where('p.record_number', '=', record),
        where.exists(
          where.selectFrom('identifiers as i').select('i.id').whereRef('i.patient_id', '=', 'p.id').where('i.value', '=', number),
        ),
      ]),
    )
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** The records that are open to this person now although they are not among theirs. */
export function openRecordsOf(db: Database, actor: Actor) {
  return db
    .selectFrom('glass_breaks as g')
    .innerJoin('patients as p', 'p.id', 'g.patient_id')
    .select(['g.id', 'g.patient_id', 'g.ends_at', 'p.record_number'])
    .where('g.user_id', '=', actor.user)
    .where('g.ends_at', '>', sqlNow)
    .orderBy('g.ends_at', 'desc')
    .limit(20)
    .execute()
}

/** An opening of this person's own, over or not. */
export function ownOpening(db: Database, actor: Actor, id: Id<'glass-break'>) {
  return db
    .selectFrom('glass_breaks as g')
    .innerJoin('patients as p', 'p.id', 'g.patient_id')
    .select(['g.id', 'g.patient_id as patient', 'p.record_number as recordNumber'])
    .where('g.id', '=', id)
    .where('g.user_id', '=', actor.user)
    .executeTakeFirst()
}

export interface Opening {
  id: Id<'glass-break'>
  version: number
  patient: Id<'patient'>
  recordNumber: string
  user: Id<'user'>
  /** Who opened it, and as what. */
  name: ByLanguage
  role: StaffRole
  reason: string
  openedAt: Temporal.Instant
  seenAt: Temporal.Instant | null
  seenBy: ByLanguage | null
  note: string | null
}

/** A page of what an admin looks at: what nobody has seen yet first, then the newest. */
export async function openings(db: Database, { page, size }: { page: number; size: number }): Promise<Opening[]> {
  const rows = await selected(db)
    .orderBy((row) => row('g.seen_at', 'is not', null))
    .orderBy('g.opened_at', 'desc')
    .orderBy('g.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return rows.map(openingOf)
}

export async function countOpenings(db: Database): Promise<number> {
  const row = await db
    .selectFrom('glass_breaks')
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

export async function opening(db: Database, id: Id<'glass-break'>): Promise<Opening | null> {
  const row = await selected(db).where('g.id', '=', id).executeTakeFirst()
  return row ? openingOf(row) : null
}

const selected = (db: Database) =>
  db
    .selectFrom('glass_breaks as g')
    .innerJoin('patients as p', 'p.id', 'g.patient_id')
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .leftJoin('users as s', 's.id', 'g.seen_by_user_id')
    .select(['g.id', 'g.version', 'g.patient_id', 'g.user_id', 'g.role', 'g.reason', 'g.opened_at', 'g.seen_at', 'g.note'])
    .select(['p.record_number', 'u.name', 's.name as seen_by'])

type OpeningRow = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

const openingOf = (row: OpeningRow): Opening => ({
  id: row.id,
  version: row.version,
  patient: row.patient_id,
  recordNumber: row.record_number,
  user: row.user_id,
  name: row.name,
  role: row.role,
  reason: row.reason,
  openedAt: row.opened_at,
  seenAt: row.seen_at,
  seenBy: row.seen_by,
  note: row.note,
})

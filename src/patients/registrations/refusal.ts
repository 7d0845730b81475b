import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

export type RefusedBecause = NonNullable<Row<'registrations'>['refused_because']>

/** What the desk chooses from; each is a sentence that the refused person reads. `other` is said in the desk's own words. */
export const refusedBecause = ['no-card', 'other-name', 'no-name', 'has-account', 'other'] as const satisfies RefusedBecause[]

/** Why somebody's registration was refused, as they read it. */
export interface Refusal {
  because: RefusedBecause
  /** What the desk wrote beside it. */
  words: string
}

/** Of somebody who registered, was refused and has no record of their own since; null for everybody else. One statement. */
export async function refusalOf(db: Database, user: Id<'user'>): Promise<Refusal | null> {
  const row = await db
    .selectFrom('registrations as r')
    .select(['r.refused_because', 'r.reason'])
    .where('r.user_id', '=', user)
    .where('r.status', '=', 'refused')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('patient_access as a')
            .select('a.id')
            .whereRef('a.user_id', '=', 'r.user_id')
            .where('a.relation', '=', 'self')
            .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)])),
        ),
      ),
    )
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? refusalIn(row) : null
}

/** A row of before there was a list to choose from has words alone. */
export const refusalIn = (row: Pick<Row<'registrations'>, 'refused_because' | 'reason'>): Refusal => ({
  because: row.refused_because ?? 'other',
  words: row.reason ?? '',
})

import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage } from '../database/tables.ts'

/** All doctors who work here or did, for filters, in the clinic's order. One statement. */
export async function doctorNames(db: Database): Promise<{ id: Id<'staff'>; name: ByLanguage }[]> {
  return db
    .selectFrom('staff as s')
    .select(['s.id', 's.name'])
    .where('s.archived_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('practitioner_roles as r').select('r.id').whereRef('r.staff_id', '=', 's.id').where('r.role', '=', 'doctor')),
    )
    .orderBy('s.position')
    .orderBy('s.id')
    .execute()
}

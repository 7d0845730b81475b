import { type Id, newId } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { refreshTokens } from './refresh-tokens.ts'

const atOnce = 500

/** Makes anew what every patient is found by, while the clinic is open: a batch is one transaction. Answers how many they are. */
export async function reindexPatients(db: Database, progress: (done: number, all: number) => void = () => {}): Promise<number> {
  const { all } = await db
    .selectFrom('patients')
    .select((from) => from.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  let done = 0
  for (let last: Id<'patient'> | null = null; ; ) {
    let query = db.selectFrom('patients').select('id').orderBy('id').limit(atOnce)
    if (last !== null) query = query.where('id', '>', last)
    const batch = await query.execute()
    if (batch.length === 0) return done
    await transact(db, { receipt: newId<'receipt'>(), name: 'patients.reindex', user: null, subject: null }, async (tx) => {
      for (const { id } of batch) await refreshTokens(tx, id)
      return { ok: true as const }
    })
    done += batch.length
    last = batch.at(-1)?.id ?? null
    progress(done, Number(all))
  }
}

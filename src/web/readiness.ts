import { sql } from 'kysely'
import type { Database } from '../database/pool.ts'

/** Why the clinic cannot be used just now; a person or a load balancer reads it at `/readyz`. */
type NotReady = 'starting' | 'stopping' | 'database'

export interface Readiness {
  /** Migrations and seeds are done. */
  started: () => void
  /** From now on new visitors are to go elsewhere. */
  stopping: () => void
  reasons: () => Promise<NotReady[]>
}

export function readiness(db: Database): Readiness {
  let phase: 'starting' | 'open' | 'stopping' = 'starting'
  return {
    started: () => {
      if (phase === 'starting') phase = 'open'
    },
    stopping: () => {
      phase = 'stopping'
    },
    async reasons() {
      if (phase !== 'open') return [phase]
      return (await answers(db)) ? [] : ['database']
    },
  }
}

/** Two seconds are longer than any healthy database needs for nothing. */
async function answers(db: Database): Promise<boolean> {
  const { promise: tooLong, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, 2000, false)
  const asked = sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  )
  const answer = await Promise.race([asked, tooLong])
  clearTimeout(timer)
  return answer
}

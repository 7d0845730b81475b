import type { Logger } from 'pino'
import { rememberedSeal, rememberSeal, sealText } from '../audit/last-seal.ts'
import { sealAudit, sealStands } from '../audit/seal.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/pool.ts'
import type { Handler } from '../jobs/deliver.ts'
import { lookAgain } from '../jobs/enqueue.ts'
import { reasonOf } from '../jobs/failure.ts'

/** The recurring job that seals the audit. */
export const sealJob = { topic: 'audit-seal', cause: 'every-minute' }

interface Parts {
  db: Database
  audit: Config['audit']
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

/** Seals what was written since the last minute. Number and hash go into the log as well, which leaves this machine. */
export function keepSealed(parts: Parts): Handler {
  return async () => {
    try {
      await seal(parts)
    } catch (error) {
      parts.log.warn({ reason: reasonOf(error) }, 'the audit could not be sealed; trying again in a minute')
    }
    await lookAgain(parts.db, { ...sealJob, inSeconds: 60 })
  }
}

/** A remembered seal that is gone stays remembered, so that `raseel verify-audit` names it whatever is written after. */
async function seal({ db, audit: { key, lastSeal }, log }: Parts): Promise<void> {
  const remembered = lastSeal === null ? null : await rememberedSeal(lastSeal)
  const stands = remembered === null || (await sealStands(db, remembered))
  if (!stands) log.error({ seal: sealText(remembered) }, 'this seal of the audit is gone: run raseel verify-audit')
  const made = await sealAudit(db, key)
  if (made === null) return
  log.info({ seal: sealText(made) }, 'the audit is sealed')
  if (lastSeal !== null && stands) await rememberSeal(lastSeal, made)
}

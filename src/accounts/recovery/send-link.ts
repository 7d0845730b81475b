import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../audit/write.ts'
import { newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import type { Handler } from '../../jobs/deliver.ts'
import { Poison } from '../../jobs/failure.ts'
import { send } from '../../notices/send.ts'
import { type ClinicSaid, type Reached, reachedAt } from '../own/tell.ts'
import type { AskedFor } from './ask.ts'
import { recoverable } from './find.ts'

/** Minutes in which a link may be used. */
const linkMinutes = 30

/** 96 random bits: longer ones would cost a text message a second part. */
const newLinkToken = (): string => randomBytes(12).toString('base64url')

export const linkHash = (token: string): Buffer => createHash('sha256').update(`recovery ${token}`).digest()

const askedFor = z.object({
  site: z.enum(['patient', 'staff']),
  login: z.object({ kind: z.enum(['phone', 'email', 'staff-name']), value: z.string() }),
  language: z.enum(['en', 'ar']),
})

/** The worker's part: a link to whoever has this login, to the address that was typed or, for a staff name, to one that is confirmed. */
export const sendLinks =
  (db: Database, clinic: () => Promise<ClinicSaid>): Handler =>
  async (job) => {
    const read = askedFor.safeParse(job.payload)
    if (!read.success) throw new Poison('the row does not hold a login')
    await sendLink(db, read.data, await clinic())
  }

async function sendLink(db: Database, { site, login, language }: AskedFor, said: ClinicSaid): Promise<void> {
  const user = await recoverable(db, site, login)
  const to = user && addressFor(await reachedAt(db, user), login)
  if (!user || !to) return
  const token = newLinkToken()
  const id = newId<'recovery'>()
  await transact(db, { receipt: newId<'receipt'>(), name: 'password.send-link', user: null, subject: id }, async (tx) => {
    await tx
      .insertInto('recoveries')
      .values({
        id,
        user_id: user,
        site,
        token_hash: linkHash(token),
        created_at: sqlNow,
        expires_at: sql`${sqlNow} + INTERVAL ${linkMinutes} MINUTE`,
        used_at: null,
      })
      .execute()
    await audit(tx, null, { action: 'password.send-link', subject: { type: 'user', id: user } })
    await send(tx, {
      to: { channel: to.channel, address: to.address, own: true },
      purpose: 'link',
      language,
      values: {
        what: 'password-reset',
        path: `/new-password/${token}`,
        hours: 1,
        minutes: linkMinutes,
        site,
        clinic: said.clinic,
        country: said.country,
      },
      cause: `recovery/${id}`,
    })
    return { ok: true as const }
  })
}

/** Never to another address than the one typed: who borrowed a phone would learn of an e-mail address. A staff name is no address. */
function addressFor(reached: Reached[], { kind, value }: AskedFor['login']): Reached | undefined {
  if (kind !== 'staff-name') return reached.find(({ address }) => address === value)
  return reached.find(({ channel }) => channel === 'mail') ?? reached[0]
}

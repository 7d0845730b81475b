import type { TextGateway } from '../config/text-gateway.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { Job } from '../jobs/claim.ts'
import type { Handler } from '../jobs/deliver.ts'
import { Later, Poison, Setback } from '../jobs/failure.ts'
import type { Language, Texts } from '../web/texts.ts'
import { handOver } from './gateway.ts'
import type { Sites } from './letter.ts'
import { isTooLate, type Notice, noticeIn } from './notice.ts'
import { quietUntil } from './quiet.ts'
import { noticeSettings } from './settings.ts'
import { templateOf } from './templates.ts'
import { textKindOf } from './text-kinds.ts'
import { textMessage } from './text-message.ts'

export interface TextOptions {
  db: Database
  gateway: TextGateway
  sites: Sites
  textsFor: (language: Language, country: string) => Texts
  now?: () => Temporal.Instant
}

/** Answers that say neither yes nor no, before somebody has to look: the message may have been sent each time. */
const unclearTries = 3

/** Hands texts to the gateway, once each unless an answer is lost; nobody's phone rings in the clinic's quiet hours. */
export function textHandler({ db, gateway, sites, textsFor, now = () => Temporal.Now.instant() }: TextOptions): Handler {
  return async (job, signal) => {
    const notice = noticeIn(job.payload)
    if (notice === null) throw new Poison('the row does not hold a notice')
    if (textKindOf(notice) === null) throw new Poison('no text message')
    const phone = notice.to.address
    if (!/^\+[1-9]\d{6,14}$/.test(phone)) throw new Poison('not a phone number')
    if (isTooLate(notice, job.created_at) || (await wasTaken(db, job))) return
    const waits = quietUntil(await noticeSettings(db), notice, now())
    if (waits) throw new Later(waits)
    const text = await wordsOf(db, notice, textsFor(notice.language, notice.values.country), sites)
    const reference = await handOver(gateway, { id: job.id, phone, text }, job.attempts < unclearTries ? Setback : Poison, signal)
    await noteTaken(db, job, notice, reference)
  }
}

export async function wordsOf(db: Database, notice: Notice, t: Texts, sites: Sites): Promise<string> {
  const kind = textKindOf(notice)
  const own = kind && (await templateOf(db, kind, t.language))
  return textMessage(notice, t, sites, own?.words)
}

/** The gateway took it, and the process ended before its row was gone. */
const wasTaken = async (db: Database, { id }: Job): Promise<boolean> =>
  (await db.selectFrom('sent_texts').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

/** Told twice by the same name, a gateway that names two messages alike keeps both rows from one another. */
async function noteTaken(db: Database, job: Job, notice: Notice, reference: string | null): Promise<void> {
  await db
    .insertInto('sent_texts')
    .values({
      id: job.id,
      cause: job.cause,
      purpose: notice.purpose,
      address: notice.to.address,
      reference,
      state: 'sent',
      sent_at: sqlNow,
    })
    .onDuplicateKeyUpdate({ sent_at: sqlNow })
    .execute()
}

import { recoveryTopic } from './accounts/recovery/ask.ts'
import { sendLinks } from './accounts/recovery/send-link.ts'
import { keepPaperDays, paperJob } from './appointments/paper/paper-files.tsx'
import { forgetScreens } from './boards/forget.ts'
import { clinicNow } from './clinic/remembered.ts'
import { clinicSaid } from './clinic/said.ts'
import type { Config } from './config.ts'
import type { Database } from './database/pool.ts'
import type { Handler } from './jobs/deliver.ts'
import { type Chore, hourly, housekeeping, removeOlder } from './jobs/housekeeping.ts'
import { startWorker, type Worker, type WorkerOptions } from './jobs/worker.ts'
import { forgetOldNotices } from './notices/forget.ts'
import { mailHandler } from './notices/mail.ts'
import { textHandler } from './notices/text.ts'
import { endGuardianships } from './patients/families/end-guardianships.ts'
import { keepSealed, sealJob } from './records/keep-sealed.ts'
import { textsFor } from './web/texts.ts'

const hour = 3600
const day = 24 * hour

/** What is removed once an hour. A receipt lasts two days, so that a form sent again that late is still one action. */
const chores: Record<string, Chore> = {
  receipts: removeOlder('receipts', 'at', 2 * day),
  attempts: removeOlder('attempts', 'at', hour),
  // Those of a day are counted.
  codes: removeOlder('codes', 'created_at', 2 * day),
  // Kept a day longer: a form posted after the end is kept for the same person, and the row says who that was.
  sessions: removeOlder('sessions', 'expires_at', day),
  changes: removeOlder('changes', 'at', hour),
  'past cells': removeOlder('reservations', 'cell', day),
  recoveries: removeOlder('recoveries', 'expires_at', day),
  searches: removeOlder('searches', 'at', 600),
  'devices of past shifts': removeOlder('trusted_devices', 'expires_at', day),
  notices: forgetOldNotices,
  // Who wrote may answer the answer; what became of it then stands elsewhere, or nowhere.
  'messages dealt with': removeOlder('contact_messages', 'done_at', 180 * day),
  // A gateway reports within days; until then an admin sees what did not arrive.
  'sent texts': removeOlder('sent_texts', 'sent_at', 30 * day),
  'unpaired screens': forgetScreens,
  'guardians of adults': endGuardianships,
}

interface Parts {
  db: Database
  config: Pick<Config, 'smtpUrl' | 'textGateway' | 'mailFrom' | 'publicUrl' | 'staffUrl' | 'paperFolder' | 'audit'>
  log: WorkerOptions['log']
}

/** Starts what works on the outbox beside the pages. Without a mail server mails stay where they are, without a gateway texts. */
export function startClinicWorker({ db, config, log }: Parts): Worker {
  const handlers: Record<string, Handler> = {
    [hourly.topic]: housekeeping(db, chores, log),
    [recoveryTopic]: sendLinks(db, async () => clinicSaid(await clinicNow(db))),
    [sealJob.topic]: keepSealed({ db, audit: config.audit, log }),
  }
  const { smtpUrl, textGateway: gateway, mailFrom: from, publicUrl, staffUrl, paperFolder } = config
  const sites = { patient: publicUrl, staff: staffUrl }
  if (smtpUrl !== null) handlers.mail = mailHandler({ smtpUrl, from, sites, textsFor })
  if (gateway !== null) handlers.text = textHandler({ db, gateway, sites, textsFor })
  if (paperFolder !== null) handlers[paperJob.topic] = keepPaperDays({ db, folder: paperFolder, textsFor, log })
  const recurring = [hourly, sealJob, ...(paperFolder === null ? [] : [paperJob])]
  return startWorker({ db, handlers, recurring, log })
}

import { Hono } from 'hono'
import { z } from 'zod'
import { DealWithPage } from '../../views/notices/deal-with-page.tsx'
import { SendingPage, type UndeliveredLine } from '../../views/notices/sending-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { westernDigits } from '../accounts/phones.ts'
import { able, signedInActor } from '../accounts/require.ts'
import { audit } from '../audit/write.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { idOf } from '../database/ids.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, form, type Typed } from '../web/form.ts'
import { page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { notFound } from '../web/refusal.ts'
import { openChannels } from './channels.ts'
import { discardNotice, retryNotice } from './deal-with.ts'
import { isMailAddress } from './mail.ts'
import { channels } from './notice.ts'
import { saveNoticeSettings } from './save-settings.ts'
import { noticeSettings } from './settings.ts'
import { type Undelivered, undelivered, waitingNotices } from './undelivered.ts'

/** The staff site, for admins: what did not arrive, when phones stay quiet, and where mail for the clinic goes. */
export const sendingRoutes = new Hono<Env>()

const home = '/administration/messages'

sendingRoutes.get(home, able('clinic-edit'), (c) => sendingPage(c))

const time = z
  .string()
  .default('')
  .transform((typed, context) => {
    const text = westernDigits(typed).trim()
    if (text === '') return null
    if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(text)) return Temporal.PlainTime.from(text.padStart(5, '0'))
    context.addIssue({ code: 'custom', message: 'sending.wrongTime' })
    return z.NEVER
  })

const settingsForm = z
  .object({
    version: z.coerce.number().int().min(0).catch(0),
    quietFrom: time,
    quietUntil: time,
    contactEmail: z
      .string()
      .default('')
      .transform((typed) => typed.trim() || null)
      .refine((address) => address === null || isMailAddress(address), 'sending.wrongEmail'),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    path: ['quietFrom'],
    message: 'sending.enterBoth',
  })

sendingRoutes.post(home, able('clinic-edit'), async (c) => {
  const read = await form(c, settingsForm)
  if (!read.ok) return sendingPage(c, { typed: read.typed, errors: read.errors, status: 422 })
  const { version, quietFrom, quietUntil, contactEmail } = read.values
  const wanted = { version, quiet_from: quietFrom, quiet_until: quietUntil, contact_email: contactEmail }
  const answer = await saveNoticeSettings(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), ...wanted })
  if (!answer.ok) return sendingPage(c, { changed: true, status: 409 })
  return c.redirect(`${home}?done=saved`, 303)
})

for (const verb of ['retry', 'removal'] as const) {
  const work = { retry: retryNotice, removal: discardNotice }[verb]
  sendingRoutes.get(`${home}/:notice/${verb}`, able('clinic-edit'), async (c) => {
    const line = await lineIn(c, verb)
    return page(c, <DealWithPage frame={c.var.frame} line={line} verb={verb} receipt={newReceipt()} />)
  })
  sendingRoutes.post(`${home}/:notice/${verb}`, able('clinic-edit'), async (c) => {
    const notice = idOf<'outbox'>(c.req.param('notice')) ?? notFound()
    const read = await form(c, z.object({}))
    const answer = await work(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), notice })
    if (!answer.ok) notFound()
    return c.redirect(`${home}?done=${verb === 'retry' ? 'retried' : 'discarded'}`, 303)
  })
}

async function lineIn(c: WebContext, verb: 'retry' | 'removal'): Promise<UndeliveredLine> {
  const id = idOf<'outbox'>(c.req.param('notice')) ?? notFound()
  const [found] = await undelivered(c.var.db, id)
  if (!found || (verb === 'retry' && !found.canRetry)) return notFound()
  await seen(c, [found])
  return lineOf(found, await zoneOf(c))
}

const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

const lineOf = ({ writtenAt, patient: _patient, ...line }: Undelivered, zone: string): UndeliveredLine => ({
  ...line,
  writtenAt: writtenAt.toZonedDateTimeISO(zone),
})

/** Whose addresses are shown is written down. */
const seen = (c: WebContext, found: Undelivered[]) =>
  audit(c.var.db, signedInActor(c), { action: 'notices.see', patients: [...new Set(found.flatMap(({ patient }) => patient ?? []))] })

interface Showing {
  typed?: Typed
  errors?: FieldError[]
  changed?: boolean
  status?: 200 | 409 | 422
}

async function sendingPage(c: WebContext, { typed, errors = [], changed = false, status = 200 }: Showing = {}) {
  const { db, frame, t, config } = c.var
  const [found, waiting, settings, zone] = await Promise.all([undelivered(db), waitingNotices(db), noticeSettings(db), zoneOf(c)])
  if (found.length > 0) await seen(c, found)
  const open = openChannels(config)
  const done = c.req.query('done')
  const { version, quiet_from, quiet_until, contact_email } = settings
  const kept = {
    version: String(version),
    quietFrom: quiet_from?.toString().slice(0, 5) ?? '',
    quietUntil: quiet_until?.toString().slice(0, 5) ?? '',
    contactEmail: contact_email ?? '',
  }
  return page(
    c,
    <SendingPage
      frame={frame}
      channels={channels.map((channel) => ({ channel, open: open.includes(channel), waiting: waiting.get(channel) ?? 0 }))}
      lines={found.map((one) => lineOf(one, zone))}
      receipt={newReceipt()}
      typed={typed ?? kept}
      errors={errors}
      note={
        changed ? (
          <Note kind="warn">{t('sending.changed')}</Note>
        ) : (
          (done === 'saved' || done === 'retried' || done === 'discarded') && <Note kind="good">{t(`sending.${done}`)}</Note>
        )
      }
    />,
    status,
  )
}

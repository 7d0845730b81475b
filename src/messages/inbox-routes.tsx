import { Hono } from 'hono'
import { z } from 'zod'
import { InboxPage } from '../../views/messages/inbox-page.tsx'
import { MessagePage } from '../../views/messages/message-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { able, signedInActor } from '../accounts/require.ts'
import { audit } from '../audit/write.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { idOf } from '../database/ids.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, form, type Typed } from '../web/form.ts'
import { page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { notFound } from '../web/refusal.ts'
import { type Finished, finishMessage } from './finish.ts'
import { type ContactMessage, contactMessage, contactMessages } from './inbox.ts'

/** The staff site: what visitors of the public site wrote, for the desk to answer. */
export const inboxRoutes = new Hono<Env>()

inboxRoutes.get('/messages', able('inbox'), async (c) => {
  const { db, frame, t } = c.var
  const [messages, zone] = await Promise.all([contactMessages(db), zoneOf(c)])
  await audit(db, signedInActor(c), { action: 'contact.list' })
  const done = c.req.query('done')
  const lines = messages.map((message) => lineOf(c, message, zone))
  const note = (done === 'answered' || done === 'finished') && <Note kind="good">{t(`inbox.${done}`)}</Note>
  return page(c, <InboxPage frame={frame} waiting={lines.filter((one) => !one.done)} done={lines.filter((one) => one.done)} note={note} />)
})

// Each address that takes a form shows the message with its forms.
for (const address of ['/messages/:message', '/messages/:message/answer', '/messages/:message/completion'] as const) {
  inboxRoutes.get(address, able('inbox'), async (c) => {
    const { id } = (await contactMessage(c.var.db, idIn(c))) ?? notFound()
    await audit(c.var.db, signedInActor(c), { action: 'contact.see', subject: { type: 'contact-message', id } })
    return show(c, {}, [])
  })
}

const version = z.coerce.number().int().catch(0)

inboxRoutes.post('/messages/:message/answer', able('inbox'), async (c) => {
  const read = await form(
    c,
    z.object({ version, answer: z.string('inbox.enterAnswer').trim().min(1, 'inbox.enterAnswer').max(2000, 'contact.messageLong') }),
  )
  if (!read.ok) return show(c, read.typed, read.errors, 422)
  const answer = await finishMessage(c.var.db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    message: idIn(c),
    ...read.values,
  })
  return answer.ok ? c.redirect('/messages?done=answered', 303) : refused(c, read.typed, answer)
})

inboxRoutes.post('/messages/:message/completion', able('inbox'), async (c) => {
  const read = await form(c, z.object({ version }))
  const answer = await finishMessage(c.var.db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    message: idIn(c),
    version: read.ok ? read.values.version : 0,
    answer: null,
  })
  return answer.ok ? c.redirect('/messages?done=finished', 303) : refused(c, read.typed, answer)
})

/** Somebody was first: who and what they answered is shown. */
const refused = (c: WebContext, typed: Typed, { reason }: Exclude<Finished, { ok: true }>) =>
  reason === 'done' ? show(c, typed, [], 409) : notFound()

const idIn = (c: WebContext) => idOf<'contact-message'>(c.req.param('message')) ?? notFound()

const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

function lineOf(c: WebContext, message: ContactMessage, zone: string) {
  const { t, frame } = c.var
  const { id, version, sender, email, phone, words, language, written_at, done_at, doneBy, answer } = message
  return {
    id,
    version,
    sender,
    email,
    phone: phone === null ? null : { value: phone, text: t.phone(phone, frame.clinic.country) },
    words,
    language,
    writtenAt: written_at.toZonedDateTimeISO(zone),
    done: done_at && { at: done_at.toZonedDateTimeISO(zone), by: doneBy ? t.local(doneBy) : '' },
    answer,
  }
}

async function show(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200) {
  const message = (await contactMessage(c.var.db, idIn(c))) ?? notFound()
  return page(
    c,
    <MessagePage
      frame={c.var.frame}
      message={lineOf(c, message, await zoneOf(c))}
      receipts={[newReceipt(), newReceipt()]}
      typed={typed}
      errors={errors}
      overtaken={status === 409}
    />,
    status,
  )
}

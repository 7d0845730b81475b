import { Hono } from 'hono'
import { MessagePage } from '../../views/notices/message-page.tsx'
import { MessagesPage } from '../../views/notices/messages-page.tsx'
import { clinicNow } from '../clinic/remembered.ts'
import { idOf } from '../database/ids.ts'
import type { Env, WebContext } from '../web/context.ts'
import { page } from '../web/page.ts'
import { notFound } from '../web/refusal.ts'
import { textsFor } from '../web/texts.ts'
import { unsentChannels } from './channels.ts'
import { letterOf } from './letter.ts'
import { type KeptNotice, keptNotice, keptNotices } from './queries.ts'
import { wordsOf } from './text.ts'

/** What would have been sent, to be read where no mail server is set up. Never in production: anybody can open it. */
export const noticeRoutes = new Hono<Env>()

noticeRoutes.use('/development/messages/*', async (c, next) => {
  if (!c.var.frame.messagesPage) notFound()
  c.header('Cache-Control', 'no-store')
  await next()
})

noticeRoutes.get('/development/messages', async (c) => {
  const messages = await Promise.all((await keptNotices(c.var.db, unsentChannels(c.var.config))).map((kept) => shown(c, kept)))
  return page(c, <MessagesPage frame={c.var.frame} messages={messages} />)
})

noticeRoutes.get('/development/messages/:id', async (c) => {
  const id = idOf<'outbox'>(c.req.param('id'))
  const kept = id && (await keptNotice(c.var.db, unsentChannels(c.var.config), id))
  return kept ? page(c, <MessagePage frame={c.var.frame} message={await shown(c, kept)} />) : notFound()
})

async function shown(c: WebContext, { id, notice, writtenAt }: KeptNotice) {
  const zone = (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'
  const words = textsFor(notice.language, notice.values.country)
  const { publicUrl, staffUrl } = c.var.config
  const sites = { patient: publicUrl, staff: staffUrl }
  return {
    id,
    channel: notice.to.channel,
    to: notice.to.address,
    words,
    letter: letterOf(notice, words, sites),
    text: await wordsOf(c.var.db, notice, words, sites),
    writtenAt: writtenAt.toZonedDateTimeISO(zone),
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import { ContactPage, ContactSentPage } from '../../views/messages/contact-page.tsx'
import { takeTurn } from '../accounts/attempts.ts'
import { loginOf } from '../accounts/logins.ts'
import { ownAccount } from '../accounts/own/queries.ts'
import { isMailAddress } from '../notices/mail.ts'
import { neighbourhood } from '../web/client.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, form, type Typed } from '../web/form.ts'
import { page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { writeToClinic } from './write-to-clinic.ts'

/** The public site: anybody writes to the clinic, without an account. */
export const contactRoutes = new Hono<Env>()

contactRoutes.get('/contact', async (c) => contactPage(c, await known(c), []))

contactRoutes.get('/contact/sent', (c) => page(c, <ContactSentPage frame={c.var.frame} />))

/** What the account says of its person, so that only the message is left to write. */
async function known(c: WebContext): Promise<Typed> {
  const { db, actor, frame, t } = c.var
  if (!actor) return {}
  const { name, phone, email } = await ownAccount(db, actor.user)
  const reach = phone ? t.phone(phone, frame.clinic.country) : email
  return { name: t.local(name), ...(reach ? { reach } : {}) }
}

const line = (missing: 'contact.enterName' | 'contact.enterReach') => z.string(missing).trim().min(1, missing).max(120, 'contact.nameLong')

const contactForm = (country: string) =>
  z.object({
    name: line('contact.enterName').refine((name) => !/\p{Cc}/u.test(name), 'contact.enterName'),
    reach: z
      .string('contact.enterReach')
      .trim()
      .transform((typed, context) => {
        const login = loginOf(typed, country)
        if (login?.kind === 'phone') return { kind: 'phone' as const, value: login.value }
        if (login?.kind === 'email' && isMailAddress(login.value)) return { kind: 'email' as const, value: login.value }
        context.addIssue({ code: 'custom', message: typed === '' ? 'contact.enterReach' : 'contact.wrongReach' })
        return z.NEVER
      }),
    message: z.string('contact.enterMessage').trim().min(1, 'contact.enterMessage').max(2000, 'contact.messageLong'),
  })

contactRoutes.post('/contact', async (c) => {
  const { db, config, frame, t } = c.var
  const read = await form(c, contactForm(frame.clinic.country))
  const receipt = receiptOf(read.typed)
  // A field that nobody sees or hears: programs fill it in, and learn nothing from the answer.
  if ((c.var.posted.get('website') ?? '') !== '') return c.redirect('/contact/sent', 303)
  if (!read.ok) return contactPage(c, read.typed, read.errors, 422)
  const turn = await takeTurn({ db, secret: config.secret }, [
    { of: `contact from ${neighbourhood(c.var.client)}`, free: 3, most: 6 },
    { of: 'contact', free: 60, most: 120 },
  ])
  if (!turn.ok) return contactPage(c, read.typed, [{ field: 'message', message: t('contact.tooMany', { n: turn.retryMinutes }) }], 429)
  await pause(Math.min(turn.wait, 2000))
  const { name: sender, reach, message: words } = read.values
  await writeToClinic(db, { receipt, sender, reach, words, language: t.language, requestId: c.var.requestId })
  return c.redirect('/contact/sent', 303)
})

/** A plain form, not a swapped one: so the answer to too many is a page too. */
const contactPage = (c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 422 | 429 = 200) =>
  page(c, <ContactPage frame={c.var.frame} receipt={newReceipt()} typed={typed} errors={errors} />, status)

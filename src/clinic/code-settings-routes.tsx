import { Hono } from 'hono'
import { z } from 'zod'
import { CodesPage } from '../../views/administration/codes-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { codeTextsToday } from '../accounts/code-limits.ts'
import { westernDigits } from '../accounts/phones.ts'
import { able, signedInActor } from '../accounts/require.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, form, type Typed } from '../web/form.ts'
import { page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { clinicOf } from './queries.ts'
import { forgetClinic } from './remembered.ts'
import { saveCodeSettings } from './save-code-settings.ts'

/** The staff site, for admins: to which countries texts with codes go, and how many a day there may be. */
export const codeSettingsRoutes = new Hono<Env>()

const home = '/administration/codes'

/** With or without plus or zeros, separated by anything: kept with a plus, each once. */
const prefixes = z
  .string()
  .default('')
  .transform((typed) => [
    ...new Set(
      westernDigits(typed)
        .split(/[\s,،;؛]+/)
        .filter((part) => part !== '')
        .map((part) => part.replace(/^(\+|00)?/, '+')),
    ),
  ])
  .refine((all) => all.length > 0, 'codes.enterPrefixes')
  .refine((all) => all.every((prefix) => /^\+[1-9]\d{0,3}$/.test(prefix)), 'codes.wrongPrefixes')
  .transform((all) => all.join(' '))
  .refine((text) => text.length <= 120, 'codes.tooManyPrefixes')

const settingsForm = z.object({
  version: z.coerce.number().int().min(0).catch(0),
  prefixes,
  textsADay: z
    .string()
    .default('')
    .transform((typed) => westernDigits(typed).trim())
    .refine((typed) => /^\d{1,6}$/.test(typed), 'codes.enterTexts')
    .transform(Number),
})

codeSettingsRoutes.get(home, able('clinic-edit'), (c) => codesPage(c))

codeSettingsRoutes.post(home, able('clinic-edit'), async (c) => {
  const { db } = c.var
  const read = await form(c, settingsForm)
  if (!read.ok) return codesPage(c, { typed: read.typed, errors: read.errors, status: 422 })
  const { version, prefixes: code_prefixes, textsADay: code_texts_a_day } = read.values
  const wanted = { receipt: receiptOf(read.typed), version, code_prefixes, code_texts_a_day }
  const answer = await saveCodeSettings(db, signedInActor(c), wanted)
  if (!answer.ok) return codesPage(c, { changed: true, status: 409 })
  forgetClinic(db)
  return c.redirect(`${home}?done=saved`, 303)
})

interface Showing {
  typed?: Typed
  errors?: FieldError[]
  changed?: boolean
  status?: 200 | 409 | 422
}

async function codesPage(c: WebContext, { typed, errors = [], changed = false, status = 200 }: Showing = {}) {
  const { db, frame, t } = c.var
  const [{ settings }, sent] = await Promise.all([clinicOf(db), codeTextsToday(db)])
  const kept = {
    version: String(settings.version),
    prefixes: settings.code_prefixes,
    textsADay: String(settings.code_texts_a_day),
  }
  const saved = c.req.query('done') === 'saved' && <Note kind="good">{t('codes.saved')}</Note>
  return page(
    c,
    <CodesPage
      frame={frame}
      receipt={newReceipt()}
      sent={sent}
      typed={typed ?? kept}
      errors={errors}
      note={changed ? <Note kind="warn">{t('sending.changed')}</Note> : saved}
    />,
    status,
  )
}

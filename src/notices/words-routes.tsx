import { Hono } from 'hono'
import { z } from 'zod'
import { OriginalPage } from '../../views/notices/original-page.tsx'
import { TextsPage } from '../../views/notices/texts-page.tsx'
import { PreviewPart, WordsPage } from '../../views/notices/words-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { able, signedInActor } from '../accounts/require.ts'
import { clinicNow } from '../clinic/remembered.ts'
import type { Env, WebContext } from '../web/context.ts'
import { form, type Typed, typedIn } from '../web/form.ts'
import { fragment, isFragment, page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { notFound } from '../web/refusal.ts'
import { type Language, type Texts, textsFor } from '../web/texts.ts'
import { changeWords, dropWords } from './change-words.ts'
import { partsOf } from './parts.ts'
import { plainPhone } from './plain-phone.ts'
import { faultIn, placeholdersOf, sampleFor } from './template-words.ts'
import { templateOf, templates } from './templates.ts'
import { isTextKind, type TextKind, textKinds } from './text-kinds.ts'
import { filled, ourWords, type Said } from './text-message.ts'

/** The staff site, for admins: what text messages say. */
export const wordsRoutes = new Hono<Env>()

const list = '/administration/texts'
const one = `${list}/:kind/:language`

wordsRoutes.get(list, able('clinic-edit'), async (c) => {
  const own = await templates(c.var.db)
  const done = c.req.query('done')
  const kinds = await Promise.all(
    Object.keys(textKinds)
      .filter(isTextKind)
      .map(async (kind) => ({
        name: `texts.kind.${kind}` as const,
        languages: await Promise.all(
          (['ar', 'en'] as const).map(async (language) => {
            const { words, sample } = await sampled(c, kind, language)
            const kept = own.find((row) => row.kind === kind && row.language === language)?.words
            const text = filled(kept ?? ourWords(words, kind), sample)
            return { language, href: `${list}/${kind}/${language}`, own: kept !== undefined, parts: partsOf(text) }
          }),
        ),
      })),
  )
  const note = (done === 'saved' || done === 'dropped') && <Note kind="good">{c.var.t(`texts.${done}`)}</Note>
  return page(c, <TextsPage frame={c.var.frame} kinds={kinds} note={note} />)
})

wordsRoutes.get(one, able('clinic-edit'), async (c) => show(c, {}))

wordsRoutes.post(one, able('clinic-edit'), async (c) => {
  const { kind, language } = which(c)
  const read = await form(c, z.object({ words: z.string().default(''), version: z.coerce.number().int().min(0).catch(0) }))
  if (!read.ok) return show(c, { typed: read.typed, status: 422 })
  const { words, version } = read.values
  const { sample } = await sampled(c, kind, language)
  const fault = faultIn(kind, words, sample)
  if (fault) return show(c, { typed: read.typed, wrong: c.var.t(fault.key, fault.values), status: 422 })
  const answer = await changeWords(c.var.db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    kind,
    language,
    words: words.trim(),
    version,
  })
  if (answer.ok) return c.redirect(`${list}?done=saved`, 303)
  return show(c, { typed: read.typed, wrong: c.var.t('texts.changed'), changed: true, status: 409 })
})

wordsRoutes.get(`${one}/preview`, able('clinic-edit'), (c) => c.redirect(addressOf(c), 303))

/** While somebody types the preview alone; from the button, without scripts, the whole page. */
wordsRoutes.post(`${one}/preview`, able('clinic-edit'), async (c) => {
  const { kind, language } = which(c)
  const typed = typedIn(c.var.posted)
  const { words, sample } = await sampled(c, kind, language)
  if (isFragment(c)) return fragment(c, <PreviewPart t={c.var.t} words={words} preview={previewOf(typed.words ?? '', sample)} />)
  const fault = faultIn(kind, typed.words ?? '', sample)
  return show(c, { typed, ...(fault ? { wrong: c.var.t(fault.key, fault.values), status: 422 } : {}) })
})

wordsRoutes.get(`${one}/original`, able('clinic-edit'), (c) => {
  const { kind, language } = which(c)
  const words = wordsIn(c, language)
  return page(
    c,
    <OriginalPage frame={c.var.frame} address={addressOf(c)} ours={ourWords(words, kind)} words={words} receipt={newReceipt()} />,
  )
})

wordsRoutes.post(`${one}/original`, able('clinic-edit'), async (c) => {
  const read = await form(c, z.object({}))
  await dropWords(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), ...which(c) })
  return c.redirect(`${list}?done=dropped`, 303)
})

function which(c: WebContext): { kind: TextKind; language: Language } {
  const kind = c.req.param('kind') ?? ''
  const language = (['en', 'ar'] as const).find((known) => known === c.req.param('language'))
  return isTextKind(kind) && language ? { kind, language } : notFound()
}

function addressOf(c: WebContext): string {
  const { kind, language } = which(c)
  return `${list}/${kind}/${language}`
}

const wordsIn = (c: WebContext, language: Language): Texts => textsFor(language, c.var.frame.clinic.country)

async function sampled(c: WebContext, kind: TextKind, language: Language): Promise<{ words: Texts; sample: Said }> {
  const { settings, locations } = await clinicNow(c.var.db)
  const words = wordsIn(c, language)
  const [location] = locations
  const phone = location ? plainPhone(words, location.phone, location.country) : ''
  const site = kind === 'invitation' ? c.var.config.staffUrl : c.var.config.publicUrl
  return { words, sample: sampleFor(kind, words, { clinic: words.local(settings.clinic_name), phone, host: site.hostname }) }
}

const previewOf = (words: string, sample: Said) => {
  const text = filled(words, sample)
  return { text, parts: partsOf(text) }
}

interface Showing {
  typed?: Typed
  wrong?: string
  changed?: boolean
  status?: 200 | 409 | 422
}

async function show(c: WebContext, { typed, wrong, changed = false, status = 200 }: Showing): Promise<Response> {
  const { kind, language } = which(c)
  const [{ words, sample }, own] = await Promise.all([sampled(c, kind, language), templateOf(c.var.db, kind, language)])
  const kept = own?.words ?? ourWords(words, kind)
  const current = { words: kept, version: String(own?.version ?? 0) }
  const shown = { ...current, ...typed, ...(changed ? { version: current.version } : {}) }
  const needed: string[] = [...textKinds[kind].needed]
  return page(
    c,
    <WordsPage
      frame={c.var.frame}
      address={addressOf(c)}
      kind={`texts.kind.${kind}`}
      words={words}
      placeholders={placeholdersOf(kind).map((name) => ({ name, example: sample[name] ?? '', needed: needed.includes(name) }))}
      preview={previewOf(shown.words, sample)}
      own={own !== null}
      {...(changed ? { theirs: kept } : {})}
      receipt={newReceipt()}
      typed={shown}
      errors={wrong === undefined ? [] : [{ field: 'words', message: wrong }]}
    />,
    status,
  )
}

import { Hono } from 'hono'
import { z } from 'zod'
import { OpeningPage } from '../../../views/glass/opening-page.tsx'
import { OpeningsPage } from '../../../views/glass/openings-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { cardsOf } from '../cards.ts'
import { namesFor } from '../names.ts'
import { countOpenings, type Opening, opening, openings } from './queries.ts'
import { reviewOpening } from './review-opening.ts'

/** Admins look at every record that was opened outside of somebody's scope. */
export const glassReviewRoutes = new Hono<Env>()

const onAPage = 50

glassReviewRoutes.get('/administration/emergency-access', able('audit-see'), async (c) => {
  const { db, frame, t } = c.var
  const asked = Number(c.req.query('page') ?? 1)
  const [all, zone] = await Promise.all([countOpenings(db), zoneOf(c)])
  const pages = Math.max(1, Math.ceil(all / onAPage))
  const shown = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1
  const rows = await openings(db, { page: shown, size: onAPage })
  const cards = await cardsOf(
    db,
    rows.map(({ patient }) => patient),
  )
  if (rows.length > 0) await audit(db, signedInActor(c), { action: 'glass.list', patients: [...cards.keys()] })
  return page(
    c,
    <OpeningsPage
      frame={frame}
      page={shown}
      pages={pages}
      openings={rows.map((row) => ({
        ...inWords(c, row, zone),
        patient: namesFor(cards.get(row.patient)?.names ?? { ar: null, latn: null }, t.language),
      }))}
      note={c.req.query('done') === 'seen' && <Note kind="good">{t('glass.seenDone')}</Note>}
    />,
  )
})

glassReviewRoutes.get('/administration/emergency-access/:opening', able('audit-see'), async (c) => {
  const found = await openingIn(c)
  return openingPage(c, found, { note: found.note ?? '', errors: [] })
})

glassReviewRoutes.post('/administration/emergency-access/:opening', able('audit-see'), async (c) => {
  const { db, t } = c.var
  const found = await openingIn(c)
  const read = await form(
    c,
    z.object({ version: z.coerce.number().int(), note: z.string().trim().max(500, 'glass.reasonLong').default('') }),
  )
  if (!read.ok) return openingPage(c, found, { note: read.typed.note ?? '', errors: read.errors }, 422)
  const { version, note } = read.values
  const answer = await reviewOpening(db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    opening: found,
    version,
    note: note === '' ? null : note,
  })
  if (!answer.ok) return openingPage(c, found, { note, errors: [{ field: 'note', message: t('edit.conflict') }] }, 409)
  return c.redirect('/administration/emergency-access?done=seen', 303)
})

async function openingIn(c: WebContext): Promise<Opening> {
  const id = idOf<'glass-break'>(c.req.param('opening'))
  return (id && (await opening(c.var.db, id))) ?? notFound()
}

async function openingPage(
  c: WebContext,
  found: Opening,
  { note, errors }: { note: string; errors: FieldError[] },
  status: 200 | 409 | 422 = 200,
) {
  const { db, frame, t } = c.var
  const [cards, zone] = await Promise.all([cardsOf(db, [found.patient]), zoneOf(c)])
  await audit(db, signedInActor(c), { action: 'glass.see', subject: { type: 'glass-break', id: found.id }, patient: found.patient })
  const names = namesFor(cards.get(found.patient)?.names ?? { ar: null, latn: null }, t.language)
  return page(
    c,
    <OpeningPage
      frame={frame}
      opening={{ ...inWords(c, found, zone), patient: names }}
      patientHref={`/patients/${found.patient}`}
      auditHref={`/administration/audit?person=${found.user}&patient=${found.patient}`}
      version={found.version}
      typedNote={note}
      receipt={newReceipt()}
      errors={errors}
    />,
    status,
  )
}

const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

function inWords(c: WebContext, row: Opening, zone: string) {
  const { t } = c.var
  return {
    href: `/administration/emergency-access/${row.id}`,
    recordNumber: row.recordNumber,
    person: t.local(row.name),
    role: row.role,
    reason: row.reason,
    openedAt: row.openedAt.toZonedDateTimeISO(zone),
    seenAt: row.seenAt?.toZonedDateTimeISO(zone) ?? null,
    seenBy: row.seenBy && t.local(row.seenBy),
    note: row.note,
  }
}

import { Hono } from 'hono'
import { z } from 'zod'
import { EndPage } from '../../../views/glass/end-page.tsx'
import { GlassPage } from '../../../views/glass/glass-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { takeTurn } from '../../accounts/attempts.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { reachOf } from '../scope.ts'
import { closeRecord } from './close-record.ts'
import { glassHours, openRecord } from './open-record.ts'
import { openRecordsOf, ownOpening, patientByNumber } from './queries.ts'

/** A record outside of one's scope, in an emergency: with a reason, for a while, and looked at afterwards. */
export const glassRoutes = new Hono<Env>()

const asked = z.object({
  number: z.string('glass.enterNumber').trim().min(1, 'glass.enterNumber').max(40, 'glass.noSuchPatient'),
  reason: z.string('glass.enterReason').trim().min(10, 'glass.enterReason').max(500, 'glass.reasonLong'),
})

glassRoutes.get('/emergency-access', able('break-the-glass'), (c) => glassPage(c, {}, []))

glassRoutes.post('/emergency-access', able('break-the-glass'), async (c) => {
  const { db, t } = c.var
  const read = await form(c, asked)
  if (!read.ok) return glassPage(c, read.typed, read.errors, 422)
  const actor = signedInActor(c)
  const receipt = receiptOf(read.typed)
  const turn = await takeTurn({ db, secret: c.var.config.secret }, [{ of: `glass ${actor.user}`, free: 20, most: 20 }])
  if (!turn.ok) return glassPage(c, read.typed, [{ field: 'number', message: t('auth.tooMany', { n: turn.retryMinutes }) }], 429)
  const patient = await patientByNumber(db, read.values.number)
  if (patient === null) {
    await audit(db, actor, { action: 'glass.miss', reason: read.values.reason })
    return glassPage(c, read.typed, [{ field: 'number', message: t('glass.noSuchPatient') }], 422)
  }
  if (await mustBeOpened(c, patient)) await openRecord(db, actor, { receipt, patient, reason: read.values.reason })
  return c.redirect(`/patients/${patient}`, 303)
})

glassRoutes.get('/emergency-access/:opening/ending', able('break-the-glass'), async (c) => {
  const { recordNumber, id } = await openingInAddress(c)
  return page(
    c,
    <EndPage frame={c.var.frame} recordNumber={recordNumber} action={`/emergency-access/${id}/ending`} receipt={newReceipt()} />,
  )
})

glassRoutes.post('/emergency-access/:opening/ending', able('break-the-glass'), async (c) => {
  const read = await form(c, z.object({}))
  const opening = await openingInAddress(c)
  await closeRecord(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), opening })
  return c.redirect('/emergency-access?done=ended', 303)
})

async function openingInAddress(c: WebContext) {
  const id = idOf<'glass-break'>(c.req.param('opening'))
  return (id && (await ownOpening(c.var.db, signedInActor(c), id))) ?? notFound()
}

/** Who reaches the patient already is led to them, and nothing is opened. */
async function mustBeOpened(c: WebContext, patient: Id<'patient'>): Promise<boolean> {
  return (await reachOf(c.var.db, signedInActor(c), patient)) === null
}

async function glassPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 422 | 429 = 200) {
  const { db, frame, t } = c.var
  const now = Temporal.Now.instant()
  const open = await openRecordsOf(db, signedInActor(c))
  return page(
    c,
    <GlassPage
      frame={frame}
      hours={glassHours}
      open={open.map(({ id, patient_id, record_number, ends_at }) => ({
        href: `/patients/${patient_id}`,
        end: `/emergency-access/${id}/ending`,
        recordNumber: record_number,
        minutes: Math.max(1, Math.ceil(now.until(ends_at).total('minutes'))),
      }))}
      note={c.req.query('done') === 'ended' && errors.length === 0 ? <Note kind="good">{t('glass.ended')}</Note> : undefined}
      receipt={newReceipt()}
      typed={typed}
      errors={errors}
    />,
    status,
  )
}

import { Hono } from 'hono'
import { z } from 'zod'
import { signedInActor, signedInFrom } from '../../accounts/require.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { form, type Typed, typedIn } from '../../web/form.ts'
import { receiptOf } from '../../web/receipt.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { book } from '../visit/book.ts'
import { checkAgain, othersAround } from './booking-check.tsx'
import { flowOf } from './booking-flow.ts'
import { bookingAddress, wantedIn } from './wanted.ts'

/** The patients' site: the booking itself. What it refuses it answers with the check page, with all that was typed. */
export const bookRoutes = new Hono<Env>()

const booking = z.object({ reason: z.string().trim().max(500, 'book.reasonLong').optional() })

bookRoutes.post('/patients/:patient/appointments', signedInFrom(checkAddress), async (c) => {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const patient = idOf<'patient'>(c.req.param('patient')) ?? notFound()
  const read = await form(c, booking)
  const receipt = receiptOf(read.typed)
  const { time: chosen = '' } = read.typed
  const flow = await flowOf(c, answersIn(read.typed), patient)
  const { choice } = flow
  const { doctor, time } = choice.wanted
  if (!choice.visit || !choice.department || !doctor || !time) throw new Refusal(422, 'book.incomplete')
  const typed = { receipt, reason: read.typed.reason ?? '' }
  if (!chosen) {
    const errors = [{ field: 'time', message: t('book.choose.time') }]
    return checkAgain(flow, patient, {
      ...typed,
      errors,
      problem: { text: 'book.problem.gone', others: await othersAround(flow) },
      status: 422,
    })
  }
  if (!read.ok) return checkAgain(flow, patient, { ...typed, errors: read.errors, status: 422 })
  const answer = await book(db, actor, {
    receipt,
    patient,
    visitType: choice.visit.type,
    start: time.starts,
    doctor,
    department: choice.department.id,
    location: time.location,
    reason: read.values.reason,
    through: 'patient',
  })
  if (answer.ok) return c.redirect(`/patients/${patient}/appointments/${answer.appointment}/booked`, 303)
  if (answer.reason === 'two-held') throw new Refusal(409, 'book.problem.two-held')
  const others = answer.reason === 'taken' ? answer.others : await othersAround(flow)
  const text = `book.problem.${answer.reason}` as const
  const errors = others.length > 0 ? [{ field: 'time', message: t(text) }] : []
  return checkAgain(flow, patient, { ...typed, errors, problem: { text, others }, status: 409 })
})

/** Where other times were offered, `was` is the one that had gone. */
const answersIn = (typed: Typed): Typed => ({ ...typed, time: typed.time || typed.was || '' })

/** The check page with what was posted. */
function checkAddress(c: WebContext): string {
  const { wanted } = wantedIn(answersIn(typedIn(c.var.posted)))
  return bookingAddress(`/patients/${c.req.param('patient')}/book`, wanted)
}

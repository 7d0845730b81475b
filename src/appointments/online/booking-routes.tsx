import { Hono } from 'hono'
import { ForWhomPage } from '../../../views/booking/for-whom-page.tsx'
import { signedIn, signedInActor } from '../../accounts/require.ts'
import { sendToSignIn } from '../../accounts/send-to-sign-in.tsx'
import { audit } from '../../audit/write.ts'
import { idOf } from '../../database/ids.ts'
import type { Env } from '../../web/context.ts'
import { page } from '../../web/page.ts'
import { notFound } from '../../web/refusal.ts'
import { checkPage } from './booking-check.tsx'
import { flowOf, stepProps } from './booking-flow.ts'
import { stepPages } from './booking-pages.tsx'
import { stepFor } from './booking-steps.ts'
import { bookingAddress, fieldsOf } from './wanted.ts'

/** The patients' site: the way to an appointment, one question a page. */
export const bookingRoutes = new Hono<Env>()

bookingRoutes.get('/book', async (c) => {
  const query = c.req.query()
  const flow = await flowOf(c, query, undefined)
  const step = stepFor(flow.choice.wanted)
  if (step !== 'check') return stepPages[step](flow, query.step === step)
  if (!c.var.actor) return sendToSignIn(c)
  const [only, ...others] = flow.people
  const path = only && others.length === 0 ? `/patients/${only.id}/book` : '/patients'
  return c.redirect(bookingAddress(path, flow.choice.wanted), 303)
})

/** "Who is the appointment for?", and on to that person's booking. */
bookingRoutes.get('/patients', signedIn, async (c) => {
  const query = c.req.query()
  const flow = await flowOf(c, query, undefined)
  const { people, choice } = flow
  const chosen = people.length === 1 ? people[0] : people.find(({ id }) => id === query.for)
  const whom = people.length > 1 ? ('asked' as const) : undefined
  if (chosen) return c.redirect(bookingAddress(`/patients/${chosen.id}/book`, { ...choice.wanted, whom }), 303)
  await audit(c.var.db, signedInActor(c), { action: 'patients.see', patients: people.map(({ id }) => id) })
  const missing = query.step === 'for' ? ['for'] : []
  const shown = people.map(({ id, names, relation }) => ({ id, names, isSelf: relation === 'self' }))
  const hidden = fieldsOf({ ...choice.wanted, from: undefined, at: undefined })
  const props = { ...stepProps({ ...flow, path: '/book' }, 'for', missing), frame: c.var.frame, action: '/patients', hidden }
  return page(c, <ForWhomPage {...props} people={shown} />, missing.length > 0 ? 422 : 200)
})

bookingRoutes.get('/patients/:patient/book', signedIn, async (c) => {
  const patient = idOf<'patient'>(c.req.param('patient')) ?? notFound()
  const query = c.req.query()
  const flow = await flowOf(c, query, patient)
  const step = stepFor(flow.choice.wanted)
  return step === 'check' ? checkPage(flow, patient) : stepPages[step](flow, query.step === step)
})

import { Hono } from 'hono'
import { z } from 'zod'
import { EnteredVisitPage } from '../../../views/desk/entered-visit-page.tsx'
import { type Ability, scopeOf } from '../../accounts/abilities.ts'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { idOf } from '../../database/ids.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { dateOf } from '../../web/date-field.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import { ownBranch } from '../day-book/own-branch.ts'
import { type Entered, enterPastVisit, squeezeIn } from '../visit/enter-visit.ts'
import { clinicToday } from './desk-found.ts'
import { deskOffers } from './desk-offers.ts'
import { patientAtDesk } from './patient-at-desk.ts'

/** Visits at times that nobody offers: beside another one of the doctor's, or over and never written down. */
export const enterRoutes = new Hono<Env>()

type Kind = 'squeeze-in' | 'past-visit'

const abilities: Record<Kind, Ability> = { 'squeeze-in': 'squeeze-in', 'past-visit': 'appointments' }

const verbs = { 'squeeze-in': squeezeIn, 'past-visit': enterPastVisit }

for (const kind of ['squeeze-in', 'past-visit'] as const) {
  const address = `/patients/:patient/${kind}`
  enterRoutes.get(address, able(abilities[kind]), (c) => enterPage(c, kind, keptFor(c, c.req.path) ?? {}, []))
  enterRoutes.post(address, able(abilities[kind]), (c) => enter(c, kind))
}

const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/

const entered = z.object({
  doctor: z
    .string('deskEnter.chooseDoctor')
    .transform((text) => idOf<'staff'>(text))
    .refine((id) => id !== null, 'deskEnter.chooseDoctor'),
  visit: z
    .string('walkIn.chooseVisit')
    .transform((text) => idOf<'visit-type'>(text))
    .refine((id) => id !== null, 'walkIn.chooseVisit'),
  branch: z.string().optional(),
  day: z
    .string('deskEnter.chooseDay')
    .transform(dateOf)
    .refine((day) => day !== null, 'deskEnter.chooseDay'),
  time: z.string('deskEnter.chooseTime').trim().regex(clock, 'deskEnter.chooseTime'),
  why: z.string('deskEnter.sayWhy').trim().min(3, 'deskEnter.sayWhy').max(500, 'appointment.reasonLong'),
  reason: z.string().trim().max(500, 'appointment.reasonLong').optional(),
})

async function enter(c: WebContext, kind: Kind): Promise<Response> {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const read = await form(c, entered)
  if (!read.ok) return enterPage(c, kind, read.typed, read.errors, 422)
  const { doctor, visit, branch, day, time, why, reason } = read.values
  const { locations } = await clinicNow(db)
  const location = locations.find(({ id }) => id === (branch ?? ownBranch(actor, locations)))
  if (doctor === null || visit === null || day === null || !location) throw new Refusal(400, 'error.form')
  const scope = scopeOf(actor, abilities[kind])
  if (scope !== 'all' && doctor !== actor.staff) throw new Refusal(403)
  if (patient.deceased && kind === 'squeeze-in') {
    return enterPage(c, kind, read.typed, [{ field: 'doctor', message: t('deskBook.deceased') }], 409)
  }
  const start = day.toZonedDateTime({ timeZone: location.zone, plainTime: Temporal.PlainTime.from(time.padStart(5, '0')) }).toInstant()
  const asked = { receipt: receiptOf(read.typed), patient: patient.id, visitType: visit, doctor, location: location.id, start, why, reason }
  const answer = await verbs[kind](db, actor, asked)
  if (answer.ok) return c.redirect(`/appointments/${answer.appointment}?done=booking&visit=${answer.appointment}`, 303)
  return enterPage(c, kind, read.typed, [{ field: fieldOf(answer.reason), message: t(`deskEnter.refused.${answer.reason}`) }], 409)
}

type Reason = Exclude<Entered, { ok: true }>['reason']

const fieldOf = (reason: Reason): string => (reason === 'not-offered' ? 'doctor' : reason === 'too-far' ? 'day' : 'time')

async function enterPage(c: WebContext, kind: Kind, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const { today } = await clinicToday(c)
  const { locations } = await clinicNow(db)
  const own = scopeOf(actor, abilities[kind]) === 'own'
  const found = await deskOffers(db, { visitType: 'every', ...(own && actor.staff ? { doctor: actor.staff } : {}) })
  await audit(db, actor, { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  const { doctor, visit } = c.req.query()
  return page(
    c,
    <EnteredVisitPage
      frame={frame}
      kind={kind}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      patientHref={`/patients/${patient.id}`}
      receipt={newReceipt()}
      doctors={found.doctors.map(({ id, name }) => ({ value: id, label: t('staff.doctor', { name: t.local(name) }) }))}
      visits={found.visitTypes.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      branches={found.locations.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      chosen={{ doctor: doctor ?? '', visit: visit ?? '', branch: ownBranch(actor, locations) ?? '', day: today.toString() }}
      typed={typed}
      errors={errors}
    />,
    status,
  )
}

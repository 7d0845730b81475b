import { Hono } from 'hono'
import { z } from 'zod'
import { ChangePatientPage } from '../../../views/desk/change-patient-page.tsx'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { idOf } from '../../database/ids.ts'
import { headerPatient } from '../../patients/header.ts'
import { staffPatientOf } from '../../patients/queries.ts'
import { findPatients } from '../../patients/search/find.ts'
import { keepSearch, keptSearch } from '../../search/kept.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { changePatient, type PatientChanged } from '../visit/change-patient.ts'
import { mayChange } from './desk-appointment.ts'
import { appointmentWithPatient, clinicToday } from './desk-found.ts'
import { deskAppointment } from './desk-words.ts'
import { hitInWords } from './hit-words.ts'

/** A visit that was entered for the wrong patient goes to the right one. */
export const changePatientRoutes = new Hono<Env>()

const address = '/appointments/:appointment/patient'
const most = 10

const change = z.object({
  patient: z
    .string('changePatient.choose')
    .transform((text) => idOf<'patient'>(text))
    .refine((id) => id !== null, 'changePatient.choose'),
  reason: z.string('changePatient.giveReason').trim().min(3, 'changePatient.giveReason').max(200, 'changePatient.giveReason'),
  version: z.coerce.number('error.form').int('error.form'),
})

changePatientRoutes.get(address, able('patient-edit'), (c) => show(c, keptFor(c, c.req.path) ?? {}, []))

changePatientRoutes.post(address, able('patient-edit'), async (c) => {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const { appointment } = await theirs(c)
  const words = c.var.posted.get('words')?.trim()
  if (words) return c.redirect(`${c.req.path}?search=${await keepSearch(db, actor, words)}`, 303)
  const read = await form(c, change)
  if (!read.ok) return show(c, read.typed, read.errors, 422)
  const { patient, reason, version } = read.values
  const right = patient && (await staffPatientOf(db, actor, patient))
  if (!right) return show(c, read.typed, [{ field: 'patient', message: t('changePatient.choose') }], 422)
  const answer = await changePatient(db, actor, {
    receipt: receiptOf(read.typed),
    appointment: appointment.id,
    version,
    patient: right.id,
    reason,
  })
  if (answer.ok) return c.redirect(`/appointments/${appointment.id}`, 303)
  return show(c, read.typed, [{ field: 'patient', message: t(refusals[answer.reason]) }], 409)
})

const refusals: Record<Exclude<PatientChanged, { ok: true }>['reason'], TextKey> = {
  'not-found': 'changePatient.choose',
  changed: 'step.refused.changed',
  'same-patient': 'changePatient.same',
  'own-visit': 'changePatient.ownVisit',
}

async function theirs(c: WebContext) {
  const found = await appointmentWithPatient(c, signedInActor(c))
  if (!mayChange(signedInActor(c), found.appointment)) throw new Refusal(403)
  return found
}

async function show(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, frame, t } = c.var
  const { country } = frame.clinic
  const actor = signedInActor(c)
  const { appointment, patient } = await theirs(c)
  const { now, today } = await clinicToday(c)
  const search = idOf<'search'>(c.req.query('search') ?? typed.search)
  const words = await keptSearch(db, actor, search)
  const found = words === null ? null : await findPatients(db, actor, words, { limit: most, country, today })
  const hits = found?.hits.filter(({ id }) => id !== patient.id) ?? null
  await audit(db, actor, {
    action: 'appointment.see',
    subject: { type: 'appointment', id: appointment.id },
    patient: patient.id,
    ...(hits && hits.length > 0 ? { patients: hits.map(({ id }) => id) } : {}),
  })
  return page(
    c,
    <ChangePatientPage
      frame={frame}
      appointment={deskAppointment(t, appointment, frame.clinic.locations.length > 1, now)}
      patient={headerPatient(t, patient, country, today)}
      version={appointment.version}
      receipt={newReceipt()}
      words={words ?? ''}
      search={search ?? ''}
      hits={hits?.map((hit) => ({ ...hitInWords(t, hit, { actor, today, now }), id: hit.id })) ?? null}
      typed={typed}
      errors={errors}
    />,
    status,
  )
}

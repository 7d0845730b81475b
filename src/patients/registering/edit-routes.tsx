import { Hono } from 'hono'
import { z } from 'zod'
import { EditPage } from '../../../views/patients/edit-page.tsx'
import { may } from '../../accounts/abilities.ts'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { audit } from '../../audit/write.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, type Typed, typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { headerPatient } from '../header.ts'
import { namesFor } from '../names.ts'
import { type PatientAtDesk, staffPatientOf } from '../queries.ts'
import { typedBirthRead } from './birth-words.ts'
import { editPatient } from './edit.ts'
import { fieldLabel, fieldText } from './field-words.ts'
import { type FormOf, formOf } from './form-of.ts'
import { guardianTyped } from './guardian-typed.ts'
import { type Difference, differencesOf, merged } from './merge-forms.ts'
import { withParts } from './name-parts.ts'
import { patientChoices } from './patient-choices.ts'
import { patientInAddress } from './patient-in-address.ts'
import { readTold } from './told-form.ts'
import { versionIn } from './version-in.ts'

/** What is known of a patient is corrected; two people at once lose nothing. */
export const editRoutes = new Hono<Env>()

editRoutes.get('/patients/:patient/edit', able('contacts-edit'), async (c) => {
  const patient = await patientInAddress(c)
  const saved = await formOf(c.var.db, patient.id)
  return saved ? show(c, patient, saved, keptFor(c, c.req.path) ?? saved.fields, {}) : notFound()
})

editRoutes.post('/patients/:patient/edit', able('contacts-edit'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientInAddress(c)
  const { id } = patient
  const saved = (await formOf(db, id)) ?? notFound()
  const typed = typedIn(c.var.posted)
  if (typed.to === 'propose') return show(c, patient, savedAs(saved, typed), withParts(typed), {})
  const version = versionIn(typed)
  if (version !== saved.version) return conflict(c, patient, saved, typed)
  const contactsOnly = !may(actor, 'patient-edit')
  const { today } = await clinicToday(c)
  const filled = contactsOnly ? { ...typed, ...personOf(saved) } : merged(typed, saved.fields)
  const read = readTold(filled, { country: frame.clinic.country, today })
  const guardians = await guardianTyped(db, read.guardian)
  const errors = read.errors
    .filter(({ field }) => field !== 'birth' || filled.birth !== saved.fields.birth)
    .map(({ field, key }) => ({ field, message: t(key) }))
  if (guardians === null) errors.push({ field: 'guardian', message: t('register.noGuardian') })
  const warnings = read.warnings.map(({ key }) => t(key))
  if (errors.length > 0 || guardians === null) return show(c, patient, savedAs(saved, typed), filled, { errors, warnings, status: 422 })
  const answer = await editPatient(db, actor, {
    receipt: receiptOf(typed),
    patient: id,
    version,
    told: { ...read.told, guardians },
    birthTyped: filled.birth ?? '',
    contactsOnly,
  })
  if (answer.ok) return c.redirect(`/patients/${id}?done=saved`, 303)
  if (answer.reason === 'changed') return conflict(c, patient, (await formOf(db, id)) ?? notFound(), typed)
  const owner = await staffPatientOf(db, actor, answer.patient)
  const name = owner ? (namesFor(owner.names, t.language)[0]?.text ?? '') : ''
  const taken = { field: 'idValue1', message: t('register.taken', { name, number: owner?.recordNumber ?? '' }) }
  return show(c, patient, savedAs(saved, typed), filled, { errors: [taken], status: 409 })
})

/** What a nurse's form does not show stays as it is. */
const contactFields = new Set(['phone', 'whose', 'noPhone', 'phone2', 'whose2', 'email', 'language'])
const personOf = ({ fields }: FormOf): Typed => Object.fromEntries(Object.entries(fields).filter(([field]) => !contactFields.has(field)))

const began = z.record(z.string(), z.string())

/** What the form began with, as it says itself. */
function wasOf(typed: Typed): Record<string, string> {
  try {
    return began.parse(JSON.parse(typed.was ?? ''))
  } catch {
    return {}
  }
}

/** A form that comes back keeps what it began with. */
const savedAs = (saved: FormOf, typed: Typed): FormOf => ({ version: saved.version, fields: { ...saved.fields, ...wasOf(typed) } })

/** Somebody else has saved: what only they changed is taken over, what both changed is asked. */
async function conflict(c: WebContext, patient: PatientAtDesk, saved: FormOf, typed: Typed): Promise<Response> {
  const fields = may(signedInActor(c), 'patient-edit')
    ? saved.fields
    : Object.fromEntries(Object.entries(saved.fields).filter(([field]) => contactFields.has(field)))
  const differences = differencesOf(wasOf(typed), typed, fields)
  return show(c, patient, saved, typed, { differences, status: 409 })
}

interface Showing {
  errors?: FieldError[]
  warnings?: string[]
  differences?: Difference[]
  status?: 200 | 409 | 422
}

async function show(
  c: WebContext,
  patient: PatientAtDesk,
  saved: FormOf,
  typed: Typed,
  { errors = [], warnings = [], differences = [], status = 200 }: Showing,
) {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { today } = await clinicToday(c)
  const { country } = frame.clinic
  await audit(db, actor, { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  return page(
    c,
    <EditPage
      frame={frame}
      patient={headerPatient(t, patient, country, today)}
      t={t}
      href={`/patients/${patient.id}`}
      receipt={newReceipt()}
      version={saved.version}
      was={JSON.stringify(saved.fields)}
      typed={typed}
      errors={errors}
      warnings={warnings}
      choices={patientChoices}
      birthRead={typedBirthRead(t, typed.birth, today)}
      contactsOnly={!may(actor, 'patient-edit')}
      differences={differences.map(({ field, mine, theirs, take }) => ({
        field,
        label: fieldLabel(t, field),
        mine: fieldText(t, field, mine, country),
        theirs: fieldText(t, field, theirs, country),
        take,
      }))}
    />,
    status,
  )
}

import { Hono } from 'hono'
import { LiveRegistration, RegisterForm, RegisterPage } from '../../../views/patients/register-page.tsx'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { wantedTime } from '../../appointments/online/wanted-time.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { keptSearch } from '../../search/kept.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, type Typed, typedIn } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { namesFor } from '../names.ts'
import { staffPatientOf } from '../queries.ts'
import { birthRead, typedBirthRead } from './birth-words.ts'
import { carriedOver } from './carried-over.ts'
import { type LikelySame, likelySame } from './duplicates.ts'
import { guardianTyped } from './guardian-typed.ts'
import { likelyInWords } from './likely-words.ts'
import { withParts } from './name-parts.ts'
import { patientChoices } from './patient-choices.ts'
import { registerPatient } from './register.ts'
import type { Told } from './registration.ts'
import { type Read, readTold } from './told-form.ts'

/** A new patient, on the way to a booking: four things suffice. */
export const registerRoutes = new Hono<Env>()

registerRoutes.get('/patients/new', able('patient-edit'), async (c) => {
  const kept = keptFor(c, c.req.path)
  const words = await keptSearch(c.var.db, signedInActor(c), idOf<'search'>(c.req.query('from')))
  const { today } = await clinicToday(c)
  const begun = words === null ? {} : carriedOver(words, c.var.frame.clinic.country, today)
  return show(c, kept ?? { ...begun, time: c.req.query('time') ?? '' }, {})
})

registerRoutes.get('/patients/new/likely', able('patient-edit'), (c) => c.redirect('/patients/new', 303))

registerRoutes.post('/patients/new/likely', able('patient-edit'), async (c) => {
  if (!isFragment(c)) return c.redirect('/patients/new', 303)
  const { t } = c.var
  const { today } = await clinicToday(c)
  const read = await reading(c)
  const likely = await likelyOf(c, read.told)
  const birth = read.told.birth ? birthRead(t, read.told.birth, today) : ''
  return fragment(
    c,
    <LiveRegistration
      t={t}
      birth={birth}
      warnings={read.warnings.map(({ key }) => t(key))}
      likely={likely.map((one) => likelyInWords(t, signedInActor(c), one, today))}
    />,
  )
})

registerRoutes.post('/patients/new', able('patient-edit'), async (c) => {
  const typed = typedIn(c.var.posted)
  const { db, t } = c.var
  const actor = signedInActor(c)
  const read = await reading(c)
  if (typed.to === 'propose') return show(c, withParts(typed), { read })
  const guardians = await guardianTyped(db, read.guardian)
  const errors = read.errors.map(({ field, key }) => ({ field, message: t(key) }))
  if (guardians === null) errors.push({ field: 'guardian', message: t('register.noGuardian') })
  if (errors.length > 0 || guardians === null) return show(c, typed, { errors, read, status: 422 })
  const likely = await likelyOf(c, read.told)
  const different = differentIn(typed)
  if (likely.some(({ patient }) => !different.includes(patient.id))) return show(c, typed, { likely, read, status: 409 })
  const answer = await registerPatient(db, actor, {
    ...read.told,
    guardians,
    receipt: receiptOf(typed),
    differentFrom: different,
    wantsMessages: typed.messages === 'yes',
    askedIn: t.language,
  })
  if (answer.ok) return c.redirect(nextAfter(answer.patient, typed.next ?? typed.wanted, wantedTime(typed.time ?? '')), 303)
  return show(c, typed, { errors: [await takenBy(c, answer.patient)], status: 409 })
})

const reading = async (c: WebContext): Promise<Read> => {
  const { today } = await clinicToday(c)
  return readTold(typedIn(c.var.posted), { country: c.var.frame.clinic.country, today })
}

/** Who may be this person already; their names are shown, so it is written down. */
async function likelyOf(c: WebContext, told: Told): Promise<LikelySame[]> {
  const { db } = c.var
  const likely = await likelySame(db, { ...told, names: told.names.map(({ text }) => text) })
  if (likely.length > 0)
    await audit(db, signedInActor(c), { action: 'patients.compare', patients: likely.map(({ patient }) => patient.id) })
  return likely
}

const differentIn = (typed: Typed): Id<'patient'>[] =>
  (typed.different ?? '')
    .split(' ')
    .slice(0, 20)
    .flatMap((text) => idOf<'patient'>(text) ?? [])

const nextAfter = (patient: Id<'patient'>, next: string | undefined, time: string): string => {
  if (next === 'walk-in') return `/patients/${patient}/walk-in`
  return next === 'open' ? `/patients/${patient}?done=registered` : `/patients/${patient}/book${time === '' ? '' : `?${time}`}`
}

async function takenBy(c: WebContext, owner: Id<'patient'>): Promise<FieldError> {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const patient = await staffPatientOf(db, actor, owner)
  await audit(db, actor, { action: 'patient.see', subject: { type: 'patient', id: owner }, patient: owner })
  const name = patient ? (namesFor(patient.names, t.language)[0]?.text ?? '') : ''
  return { field: 'idValue1', message: t('register.taken', { name, number: patient?.recordNumber ?? '' }) }
}

interface Showing {
  errors?: FieldError[]
  likely?: LikelySame[]
  read?: Read
  status?: 200 | 409 | 422
}

async function show(c: WebContext, typed: Typed, { errors = [], likely = [], read, status = 200 }: Showing): Promise<Response> {
  const { frame, t } = c.var
  const { today } = await clinicToday(c)
  const props = {
    t,
    receipt: newReceipt(),
    typed,
    errors,
    warnings: (read?.warnings ?? []).map(({ key }) => t(key)),
    likely: likely.map((one) => likelyInWords(t, signedInActor(c), one, today)),
    birthRead: typedBirthRead(t, typed.birth, today),
    choices: patientChoices,
  }
  return isFragment(c) ? fragment(c, <RegisterForm {...props} />, status) : page(c, <RegisterPage frame={frame} {...props} />, status)
}

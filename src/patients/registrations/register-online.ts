import { type CodeTo, spendCode } from '../../accounts/codes.ts'
import { actorOf, endSession, newToken, startSession } from '../../accounts/sessions.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { registerIn } from '../registering/register.ts'
import type { Told, ToldIdentifier } from '../registering/registration.ts'
import { writeConsents } from './consents.ts'

export interface OnlineRegistration {
  receipt: Id<'receipt'>
  /** Rightly typed in this browser, and not used for anything yet. */
  code: Id<'code'>
  /** What it confirmed: the account's login. */
  to: CodeTo
  told: Told
  /** What was said of an identifier; for the desk to compare with the card. */
  identifier: ToldIdentifier | null
  /** Of who prefers a password: then this session opens all that there is. */
  passwordHash: string | null
  wantsMessages: boolean
  /** Of the privacy notice that was shown, and its language. */
  noticeVersion: string
  language: 'en' | 'ar'
  device: string | null
  requestId: string
  formerToken: string | undefined
}

/** `token` is null for a form sent again. `code-spent`: it took too long, or was done already. `has-account`: by another browser meanwhile. */
export type RegisteredOnline = { ok: true; token: string | null } | { ok: false; reason: 'code-spent' | 'has-account' }

/**
 * Makes an account and opens a record for it, of which the account sees the visits and nothing else until somebody at the desk has
 * seen who it is. Whether this person has a record already is not looked at here: the answer would tell strangers.
 */
export async function registerOnline(db: Database, registration: OnlineRegistration): Promise<RegisteredOnline> {
  const token = newToken()
  const patient = newId<'patient'>()
  const action = { receipt: registration.receipt, name: 'registration.make', user: null, subject: patient, makes: true as const }
  const answer = await transact(db, action, (tx) => make(tx, registration, patient, token))
  if (!answer.ok) return answer
  return { ok: true, token: 'repeated' in answer ? null : token }
}

type Made = { ok: true } | { ok: false; reason: 'code-spent' | 'has-account' }

async function make(tx: Tx, registration: OnlineRegistration, patient: Id<'patient'>, token: string): Promise<Made> {
  const { code, to, told, device, requestId, formerToken } = registration
  if (!(await spendCode(tx, code))) return { ok: false, reason: 'code-spent' }
  const user = await makeUser(tx, registration)
  if (user === null) return { ok: false, reason: 'has-account' }
  const registered = await registerIn(tx, null, { ...told, wantsMessages: registration.wantsMessages, differentFrom: [] }, patient)
  if (!registered.ok) throw new Error('a registration without identifiers meets nobody')
  await letBook(tx, user, patient)
  await confirmContact(tx, patient, registration)
  await writeRow(tx, user, patient, registration)
  await writeConsents(tx, { user, patient, ...registration })
  if (formerToken) await endSession(tx, 'patient', formerToken)
  const strength = registration.passwordHash === null ? 'code' : 'full'
  await startSession(tx, { site: 'patient', user, device, token, strength })
  const actor = await actorOf(tx, 'patient', token, requestId)
  await audit(tx, actor, { action: 'registration.make', subject: { type: 'user', id: user }, patient, reason: to.kind })
  return { ok: true }
}

/** Null where somebody signs in by this already; the key is the judge. */
async function makeUser(tx: Tx, { to, told, passwordHash, language }: OnlineRegistration): Promise<Id<'user'> | null> {
  const user = newId<'user'>()
  await tx
    .insertInto('users')
    .values({
      id: user,
      name: nameOf(told),
      language,
      password_hash: passwordHash,
      password_changed_at: passwordHash === null ? null : sqlNow,
      disabled_at: null,
      created_at: sqlNow,
    })
    .execute()
  try {
    await tx
      .insertInto('logins')
      .values({ id: newId<'login'>(), user_id: user, kind: to.kind, value: to.value, confirmed_at: sqlNow })
      .execute()
    return user
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

function nameOf({ names }: Told): ByLanguage {
  const text = (script: 'ar' | 'latn') => names.find((name) => name.script === script)?.text
  const [first] = names
  return { en: text('latn') ?? first?.text ?? '', ar: text('ar') ?? first?.text ?? '' }
}

async function letBook(tx: Tx, user: Id<'user'>, patient: Id<'patient'>): Promise<void> {
  await tx
    .insertInto('patient_access')
    .values({
      id: newId<'patient-access'>(),
      user_id: user,
      patient_id: patient,
      relation: 'self',
      may_book: true,
      may_see_record: false,
      granted_by_user_id: null,
      valid_from: sqlNow,
      valid_until: null,
    })
    .execute()
}

async function confirmContact(tx: Tx, patient: Id<'patient'>, { to }: OnlineRegistration): Promise<void> {
  await tx
    .updateTable('contact_points')
    .set({ confirmed_at: sqlNow })
    .where('patient_id', '=', patient)
    .where('value', '=', to.value)
    .execute()
}

async function writeRow(tx: Tx, user: Id<'user'>, patient: Id<'patient'>, { to, identifier }: OnlineRegistration): Promise<void> {
  await tx
    .insertInto('registrations')
    .values({
      id: newId<'registration'>(),
      user_id: user,
      patient_id: patient,
      status: 'waiting',
      contact_kind: to.kind,
      contact_value: to.value,
      identifier_type: identifier?.type ?? null,
      identifier_country: identifier?.country ?? null,
      identifier_value: identifier?.value ?? null,
      linked_patient_id: null,
      decided_by_user_id: null,
      decided_at: null,
      refused_because: null,
      reason: null,
      created_at: sqlNow,
    })
    .execute()
}

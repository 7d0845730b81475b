import { type CodeTo, spendCode } from '../../accounts/codes.ts'
import { actorOf, endSession, newToken, startSession } from '../../accounts/sessions.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Strength } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { type Claim, spendClaim } from './claims.ts'
import { writeConsents } from './consents.ts'
import { openRecord } from './decide.ts'

/** Who takes it: somebody signed in, or who has confirmed a number or an address in this browser. */
export type Claimer = { user: Id<'user'>; strength: Strength } | { code: Id<'code'>; to: CodeTo }

export interface ClaimUse {
  receipt: Id<'receipt'>
  claim: Claim
  claimer: Claimer
  /** Null where none was chosen. It never replaces one that there is. */
  passwordHash: string | null
  wantsMessages: boolean
  noticeVersion: string
  language: 'en' | 'ar'
  device: string | null
  requestId: string
  formerToken: string | undefined
}

export type ClaimUsed = { ok: true; token: string | null } | { ok: false; reason: 'claim-over' | 'code-spent' | 'closed' }

/** The account gets the record: the desk has seen the person, and only they have what it gave them. */
export async function useClaim(db: Database, use: ClaimUse): Promise<ClaimUsed> {
  const token = newToken()
  const action = { receipt: use.receipt, name: 'claim.use', user: null, subject: use.claim.id }
  const answer = await transact<ClaimUsed>(db, action, (tx) => useIn(tx, use, token))
  if (!answer.ok) return answer
  return { ok: true, token: 'repeated' in answer ? null : token }
}

async function useIn(tx: Tx, use: ClaimUse, token: string): Promise<ClaimUsed> {
  const { claim, claimer, device, requestId, formerToken } = use
  if ('code' in claimer && !(await spendCode(tx, claimer.code))) return { ok: false, reason: 'code-spent' }
  const account = 'user' in claimer ? claimer : await accountBy(tx, claimer.to, use)
  if (account === null) return { ok: false, reason: 'code-spent' }
  if (!(await spendClaim(tx, claim.id, account.user))) return { ok: false, reason: 'claim-over' }
  const chose = await choosePassword(tx, account.user, use.passwordHash)
  if (!(await actsAlready(tx, account.user, claim.patient))) await openRecord(tx, null, account.user, claim.patient)
  await writeConsents(tx, { user: account.user, patient: claim.patient, ...use })
  if ('to' in claimer) await keepContact(tx, claim.patient, claimer.to, use.wantsMessages)
  if (formerToken) await endSession(tx, 'patient', formerToken)
  const before = 'user' in claimer ? claimer.strength : 'code'
  await startSession(tx, { site: 'patient', user: account.user, device, token, strength: chose ? 'full' : before })
  const actor = await actorOf(tx, 'patient', token, requestId)
  if (!actor) return { ok: false, reason: 'closed' }
  await audit(tx, actor, { action: 'claim.use', subject: { type: 'claim', id: claim.id }, patient: claim.patient })
  return { ok: true, token }
}

/** Whose number it is; somebody new where it is nobody's; null where it became somebody's in this moment. */
async function accountBy(tx: Tx, to: CodeTo, { claim, language }: ClaimUse): Promise<{ user: Id<'user'> } | null> {
  const known = await tx.selectFrom('logins').select('user_id').where('kind', '=', to.kind).where('value', '=', to.value).executeTakeFirst()
  if (known) return { user: known.user_id }
  const user = newId<'user'>()
  const names = await tx
    .selectFrom('patient_names')
    .select(['script', 'text'])
    .where('patient_id', '=', claim.patient)
    .orderBy('id')
    .execute()
  const text = (script: 'ar' | 'latn') => names.find((name) => name.script === script)?.text
  await tx
    .insertInto('users')
    .values({
      id: user,
      name: { en: text('latn') ?? text('ar') ?? '', ar: text('ar') ?? text('latn') ?? '' },
      language,
      password_hash: null,
      password_changed_at: null,
      disabled_at: null,
      created_at: sqlNow,
    })
    .execute()
  try {
    await tx
      .insertInto('logins')
      .values({ id: newId<'login'>(), user_id: user, ...to, confirmed_at: sqlNow })
      .execute()
    return { user }
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

/** Whether it is their password from now on: a paper of the desk's gives one to who has none, and takes none away. */
async function choosePassword(tx: Tx, user: Id<'user'>, hash: string | null): Promise<boolean> {
  if (hash === null) return false
  const chosen = await tx
    .updateTable('users')
    .set({ password_hash: hash, password_changed_at: sqlNow })
    .where('id', '=', user)
    .where('password_hash', 'is', null)
    .executeTakeFirstOrThrow()
  return chosen.numUpdatedRows === 1n
}

async function actsAlready(tx: Tx, user: Id<'user'>, patient: Id<'patient'>): Promise<boolean> {
  const row = await tx
    .selectFrom('patient_access')
    .select('id')
    .where('user_id', '=', user)
    .where('patient_id', '=', patient)
    .where('relation', '=', 'self')
    .where('may_see_record', '=', true)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The number is theirs, as they have just shown, where the record has it. */
async function keepContact(tx: Tx, patient: Id<'patient'>, { value }: CodeTo, reminders: boolean): Promise<void> {
  await tx
    .updateTable('contact_points')
    .set({ confirmed_at: sqlNow, reminders })
    .where('patient_id', '=', patient)
    .where('value', '=', value)
    .where('whose', '=', 'self')
    .execute()
}

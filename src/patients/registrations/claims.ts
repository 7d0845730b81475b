import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { send } from '../../notices/send.ts'

/** Without signs that look alike on paper. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const paperLength = 10
/** A paper is carried home and found again; a message is opened soon or never. */
const hoursFor = { paper: 14 * 24, phone: 72, email: 72 } as const satisfies Record<Row<'claims'>['way'], number>

export interface ClaimWanted {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  /** Printed, or sent to this number or address of theirs. */
  way: { kind: 'paper' } | { kind: 'phone' | 'email'; value: string }
  language: 'en' | 'ar'
  clinic: ByLanguage
  country: string
}

/** `token` is shown or sent now and never again: only its hash is kept. Null for a form sent again. */
export interface ClaimMade {
  token: string | null
  hours: number
}

/** Gives somebody whom the desk has before it a way to an account for their record. Earlier ones that nobody has used end. */
export async function makeClaim(db: Database, secret: Buffer, actor: Actor, wanted: ClaimWanted): Promise<ClaimMade> {
  const { receipt, patient, way } = wanted
  const token = way.kind === 'paper' ? onPaper() : randomBytes(12).toString('base64url')
  const hours = hoursFor[way.kind]
  const id = newId<'claim'>()
  const action = { receipt, name: 'claim.make', user: actor.user, subject: patient }
  const answer = await transact(db, action, async (tx) => {
    await tx
      .updateTable('claims')
      .set({ withdrawn_at: sqlNow })
      .where('patient_id', '=', patient)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute()
    await tx
      .insertInto('claims')
      .values({
        id,
        patient_id: patient,
        token_hash: hashOf(secret, token),
        way: way.kind,
        created_by_user_id: actor.user,
        created_at: sqlNow,
        expires_at: sql`${sqlNow} + INTERVAL ${hours} HOUR`,
        withdrawn_at: null,
        used_at: null,
        used_by_user_id: null,
      })
      .execute()
    if (way.kind !== 'paper') await sendLink(tx, id, token, hours, { ...wanted, way })
    await audit(tx, actor, { action: 'claim.make', subject: { type: 'claim', id }, patient, reason: way.kind })
    return { ok: true as const }
  })
  return { token: 'repeated' in answer ? null : token, hours }
}

const onPaper = (): string => Array.from({ length: paperLength }, () => signs[randomInt(signs.length)]).join('')

async function sendLink(
  tx: Tx,
  id: Id<'claim'>,
  token: string,
  hours: number,
  { way, language, clinic, country }: ClaimWanted & { way: { kind: 'phone' | 'email'; value: string } },
): Promise<void> {
  await send(tx, {
    to: { channel: way.kind === 'phone' ? 'text' : 'mail', address: way.value, own: true },
    purpose: 'link',
    language,
    values: { what: 'claim', path: `/claim/${token}`, hours, site: 'patient', clinic, country },
    cause: `claim/${id}`,
  })
}

export interface Claim {
  id: Id<'claim'>
  patient: Id<'patient'>
}

/** The claim of this token or of what stood on paper, while it is good; whether its patient is, the verb that uses it looks again. */
export async function claimOf(db: Database, secret: Buffer, typed: string): Promise<Claim | null> {
  const token = tokenIn(typed)
  if (token === null) return null
  const row = await db
    .selectFrom('claims as c')
    .innerJoin('patients as p', 'p.id', 'c.patient_id')
    .select(['c.id', 'c.patient_id'])
    .where('c.token_hash', '=', hashOf(secret, token))
    .where('c.used_at', 'is', null)
    .where('c.withdrawn_at', 'is', null)
    .where('c.expires_at', '>', sqlNow)
    .where('p.archived_at', 'is', null)
    .where('p.deceased_at', 'is', null)
    .executeTakeFirst()
  return row ? { id: row.id, patient: row.patient_id } : null
}

/** A link's token as it is; what stood on paper in any case, with or without its hyphen. */
function tokenIn(typed: string): string | null {
  const text = typed.trim()
  if (/^[\w-]{16}$/.test(text)) return text
  const paper = text.toUpperCase().replace(/[\s-]/g, '')
  return paper.length === paperLength ? paper : null
}

/** Once; false where it was used, withdrawn or ran out meanwhile. */
export async function spendClaim(tx: Tx, id: Id<'claim'>, user: Id<'user'>): Promise<boolean> {
  const spent = await tx
    .updateTable('claims')
    .set({ used_at: sqlNow, used_by_user_id: user })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sqlNow)
    .executeTakeFirstOrThrow()
  return spent.numUpdatedRows === 1n
}

const hashOf = (secret: Buffer, token: string): Buffer => createHmac('sha256', secret).update(`claim ${token}`).digest()

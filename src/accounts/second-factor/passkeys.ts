import { randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { PasskeyAsked } from '../../../views/accounts/second-factor/ask-page.tsx'
import type { Actor } from '../../audit/actor.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import type { WebContext } from '../../web/context.ts'
import { seal, unseal } from '../seal.ts'
import { sha256 } from './readable-code.ts'

/**
 * Passkeys (WebAuthn) as a second factor: the password has been given, so that somebody touches the key is enough, and no key has to
 * keep a list of accounts. A challenge is good for one session, which ends when it is met, and for half an hour.
 */
const lives = 30

const challengeForm = z.object({ session: z.string(), challenge: z.string(), until: z.number() })

type Ceremony = 'get' | 'create'

const purposeOf = (ceremony: Ceremony) => `passkey ${ceremony}`

function newChallenge(c: WebContext, actor: Actor, ceremony: Ceremony): { challenge: string; sealed: string } {
  const challenge = randomBytes(32).toString('base64url')
  const until = Temporal.Now.instant().add({ minutes: lives }).epochMilliseconds
  const content = { session: actor.session.toString('hex'), challenge, until }
  return { challenge, sealed: seal(c.var.config.secret, purposeOf(ceremony), Buffer.from(JSON.stringify(content))) }
}

function postedChallenge(c: WebContext, actor: Actor, ceremony: Ceremony): string | null {
  const plain = unseal(c.var.config.secret, purposeOf(ceremony), c.var.posted.get('challenge') ?? '')
  if (!plain) return null
  const { session, challenge, until } = challengeForm.parse(JSON.parse(plain.toString()))
  const good = session === actor.session.toString('hex') && until > Temporal.Now.instant().epochMilliseconds
  return good ? challenge : null
}

/** What the browser is asked for: an answer by one of these keys. */
export async function askForPasskey(c: WebContext, half: Actor, passkeys: Row<'passkeys'>[]): Promise<PasskeyAsked> {
  const { challenge, sealed } = newChallenge(c, half, 'get')
  const options = {
    challenge,
    rpId: c.var.config.staffUrl.hostname,
    userVerification: 'discouraged',
    allowCredentials: passkeys.map(({ credential }) => ({ type: 'public-key', id: credential })),
  }
  return { options: JSON.stringify(options), sealed }
}

/** What the browser is asked for: a new key, other than those that the person has. Names of ours that nobody needs stay out of it. */
export async function askForNewPasskey(c: WebContext, actor: Actor, passkeys: Row<'passkeys'>[], login: string): Promise<PasskeyAsked> {
  const { challenge, sealed } = newChallenge(c, actor, 'create')
  const { config, frame } = c.var
  const options = {
    challenge,
    rp: { id: config.staffUrl.hostname, name: frame.clinic.name },
    user: { id: Buffer.from(actor.user).toString('base64url'), name: login, displayName: frame.t.local(actor.name) },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: passkeys.map(({ credential }) => ({ type: 'public-key', id: credential })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
    attestation: 'none',
  }
  return { options: JSON.stringify(options), sealed }
}

const part = z.string().max(20_000)

const signed = z.object({
  id: part,
  rawId: part,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: part, authenticatorData: part, signature: part }),
})

/** Whether the posted answer is by a key of the person's; null where it is not. What is answered spends it, in the transaction of the sign-in. */
export async function checkPasskey(c: WebContext, half: Actor): Promise<((tx: Tx) => Promise<boolean>) | null> {
  const challenge = postedChallenge(c, half, 'get')
  const answer = signed.safeParse(answerIn(c))
  if (!challenge || !answer.success) return null
  const passkey = await c.var.db
    .selectFrom('passkeys')
    .selectAll()
    .where('user_id', '=', half.user)
    .where('credential_hash', '=', sha256(answer.data.id))
    .executeTakeFirst()
  if (!passkey) return null
  const { id, credential, public_key, counter } = passkey
  const newCounter = await counterOf(c, {
    response: { ...answer.data, clientExtensionResults: {} },
    challenge,
    key: { id: credential, publicKey: new Uint8Array(Buffer.from(public_key, 'base64url')), counter },
  })
  if (newCounter === null) return null
  return async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('passkeys')
      .set({ counter: newCounter, last_used_at: sqlNow })
      .where('id', '=', id)
      .where('counter', '=', counter)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }
}

interface Answered {
  response: AuthenticationResponseJSON
  challenge: string
  key: { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number }
}

/** How often the key has signed, where the signature is right. The package is loaded when the first key is used. */
async function counterOf(c: WebContext, { response, challenge, key }: Answered): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { staffUrl } = c.var.config
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: staffUrl.origin,
      expectedRPID: staffUrl.hostname,
      credential: key,
      requireUserVerification: false,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    // The package throws for whatever is not as it has to be.
    return null
  }
}

const made = z.object({
  id: part,
  rawId: part,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: part, attestationObject: part }),
})

export type NewPasskey = Pick<Row<'passkeys'>, 'credential' | 'credential_hash' | 'public_key' | 'counter'>

/** The key that the browser has just made for this session, or null. */
export async function newPasskeyIn(c: WebContext, actor: Actor): Promise<NewPasskey | null> {
  const challenge = postedChallenge(c, actor, 'create')
  const answer = made.safeParse(answerIn(c))
  if (!challenge || !answer.success) return null
  const response: RegistrationResponseJSON = { ...answer.data, clientExtensionResults: {} }
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { staffUrl } = c.var.config
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: staffUrl.origin,
      expectedRPID: staffUrl.hostname,
      requireUserVerification: false,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    const public_key = Buffer.from(publicKey).toString('base64url')
    return id.length > 1400 || public_key.length > 1400 ? null : { credential: id, credential_hash: sha256(id), public_key, counter }
  } catch {
    return null
  }
}

function answerIn(c: WebContext): unknown {
  try {
    return JSON.parse(c.var.posted.get('answer') ?? '')
  } catch {
    return null
  }
}

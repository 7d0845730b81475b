import { hkdfSync } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../audit/actor.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { seal, unseal } from '../seal.ts'
import { secretBytes } from './totp.ts'

/** Minutes in which somebody installs an app and reads the picture. */
const lives = 30

const purpose = 'offered key'
const contents = z.object({ user: z.string(), key: z.string(), until: z.number() })

/**
 * A key for an app, which becomes the person's when a number made with it comes back. Until then it travels, sealed, with the form.
 * In one session it is the same at each look: a phone that has shown its app in between often loads the page anew, and the app
 * knows the first picture. Taking it ends the session.
 */
export function offerKey(secret: Buffer, { user, session }: Pick<Actor, 'user' | 'session'>): { key: Buffer; sealed: string } {
  const key = Buffer.from(hkdfSync('sha256', secret, session, purpose, secretBytes))
  const until = Temporal.Now.instant().add({ minutes: lives }).epochMilliseconds
  const offered = { user, key: key.toString('base64url'), until }
  return { key, sealed: seal(secret, purpose, Buffer.from(JSON.stringify(offered))) }
}

/** The key that was offered to this person, or null where it was another's, is too old, or was never offered. */
export function offeredKey(secret: Buffer, user: Id<'user'>, sealed: string | undefined): Buffer | null {
  const plain = sealed ? unseal(secret, purpose, sealed) : null
  if (!plain) return null
  const offered = contents.parse(JSON.parse(plain.toString()))
  if (idOf<'user'>(offered.user) !== user || offered.until < Temporal.Now.instant().epochMilliseconds) return null
  return Buffer.from(offered.key, 'base64url')
}

import { hash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { Lucia, TimeSpan } from 'lucia'
import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { Site, Strength } from '../database/tables.ts'
import { type Limits, type Person, type Post, type Stage, sessionRows } from './session-rows.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>
    UserId: Id<'user'>
    DatabaseSessionAttributes: { device: string | null; strength: Strength; secondFactor: boolean; unmarked: boolean }
    DatabaseUserAttributes: Person
  }
}

/** Minutes. A staff member's longest shift is 14 hours; a patient's phone is often a family's. */
export const limits: Record<Site, Limits> = {
  patient: { idle: 30, absolute: 12 * 60 },
  staff: { idle: 60, absolute: 14 * 60 },
}

/** Hash at the door: the browser holds a random token, the database only this. Who reads the table cannot sign in by it. */
const keyOf = (token: string): string => hash('sha256', token)

function luciaFor(db: Database, site: Site, stage: Stage = 'whole') {
  return new Lucia(sessionRows(db, site, limits[site], stage), {
    sessionExpiresIn: new TimeSpan(limits[site].absolute, 'm'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (person) => person,
  })
}

/**
 * The person whose living session this token is on this site, or null. One statement; a second one at most once a minute,
 * which marks the session as used, unless a board asks by itself. A token of the other site's session is nobody's.
 */
export const actorOf = (db: Database, site: Site, token: string | undefined, requestId: string, { byItself = false } = {}) =>
  personOf(luciaFor(db, site), { db, site, token, requestId, byItself })

/**
 * The member of staff whose password was right in this browser, but who has not shown a second factor yet. They act in nothing but
 * showing it: whatever else is asked for, nobody is signed in.
 */
export const halfActorOf = (db: Database, token: string | undefined, requestId: string) =>
  personOf(luciaFor(db, 'staff', 'half'), { db, site: 'staff', token, requestId, byItself: false })

/** The member of staff whose session in this browser is locked. They act in nothing but unlocking it, and looking here keeps it no longer. */
export const lockedActorOf = (db: Database, token: string | undefined, requestId: string) =>
  personOf(luciaFor(db, 'staff', 'locked'), { db, site: 'staff', token, requestId, byItself: true })

interface Asked {
  db: Database
  site: Site
  token: string | undefined
  requestId: string
  byItself: boolean
}

async function personOf(lucia: ReturnType<typeof luciaFor>, { db, site, token, requestId, byItself }: Asked): Promise<Actor | null> {
  if (!token) return null
  const key = keyOf(token)
  const { session, user } = await lucia.validateSession(key)
  if (!session) return null
  const tokenHash = Buffer.from(key, 'hex')
  if (session.unmarked && !byItself) await markUsed(db, tokenHash)
  return {
    user: user.id,
    site,
    name: user.name,
    roles: [...new Set(user.posts.map((post) => post.role))],
    staff: site === 'staff' ? user.staff : null,
    departments: placesOf(user.posts, 'department'),
    locations: placesOf(user.posts, 'location'),
    requestId,
    session: tokenHash,
    strength: session.strength,
    language: user.language,
  }
}

async function markUsed(db: Database, tokenHash: Buffer): Promise<void> {
  await db.updateTable('sessions').set({ last_used_at: sqlNow }).where('token_hash', '=', tokenHash).execute()
}

function placesOf<Place extends 'department' | 'location'>(posts: Post[], place: Place): NonNullable<Post[Place]>[] | 'all' {
  const places = posts.map((post) => post[place])
  const named = places.filter((id) => id !== null)
  return named.length < places.length ? 'all' : [...new Set(named)]
}

/** What a browser holds: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

interface NewSession {
  site: Site
  user: Id<'user'>
  /** What the browser calls itself, for the list of one's sessions. */
  device: string | null
  token: string
  /** What was shown to get in: a one-time code alone opens less. */
  strength: Strength
  /** Whether a second factor has been shown. Without it a session of the staff site opens the page that asks for one, and no other. */
  secondFactor?: boolean
}

/** A new session after every sign-in and every change of what somebody may do; never an old one made stronger. */
export async function startSession(db: Database, { site, user, device, token, strength, secondFactor = false }: NewSession): Promise<void> {
  const attributes = { device: device?.slice(0, 200) ?? null, strength, secondFactor, unmarked: false }
  await luciaFor(db, site).createSession(user, attributes, { sessionId: keyOf(token) })
}

/** Ends the session of this token on this site; a token of none is no error. */
export async function endSession(db: Database, site: Site, token: string): Promise<void> {
  await luciaFor(db, site).invalidateSession(keyOf(token))
}

/** Signs somebody out everywhere, on both sites; no browser is trusted any more, so that each asks for everything again. */
export async function endAllSessions(db: Database, user: Id<'user'>): Promise<void> {
  await db.deleteFrom('trusted_devices').where('user_id', '=', user).execute()
  await luciaFor(db, 'patient').invalidateUserSessions(user)
}

/** Whose session this token was, even where it has ended (until a day after its end), or null. */
export async function formerUser(db: Database, site: Site, token: string): Promise<Id<'user'> | null> {
  const tokenHash = Buffer.from(keyOf(token), 'hex')
  const row = await db
    .selectFrom('sessions')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .where('site', '=', site)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** Host-only (`__Host-`), so that the other site's host never sees it. */
const cookie: CookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }

export const sessionToken = (c: Context): string | undefined => getCookie(c, 'session', 'host')

export function setSessionCookie(c: Context, site: Site, token: string): void {
  setCookie(c, 'session', token, { ...cookie, maxAge: limits[site].absolute * 60 })
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, 'session', cookie)
}

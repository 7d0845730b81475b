import { sql } from 'kysely'
import type { Adapter, DatabaseSession } from 'lucia'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import { type Piece, piece, run } from '../database/piece.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row, Site, StaffRole } from '../database/tables.ts'

/** What a session knows of its person, all read with the session in one statement. */
export interface Person {
  name: ByLanguage
  language: string | null
  staff: Id<'staff'> | null
  posts: Post[]
}

/** A role that somebody has today; a null department or location means all of them. */
export interface Post {
  role: StaffRole
  department: Id<'department'> | null
  location: Id<'location'> | null
}

export interface Limits {
  /** Minutes without a request after which a session has ended. */
  idle: number
  /** Minutes after sign-in when it ends in any case. */
  absolute: number
}

/**
 * A session of the staff site is `half` until its person has shown a second factor, and opens nothing but the page that asks for it.
 * A `locked` one opens nothing but the page that unlocks it.
 */
export type Stage = 'whole' | 'half' | 'locked'

/** Minutes without a request of its person after which a session is locked; requests are written down once a minute. */
export const locksAfter = 10

/** Minutes in which somebody finds their phone, or sets up an app. */
const halfLives = 30

/**
 * Where Lucia keeps sessions: our table, one site of it. A session is found only while it is within both limits by the
 * database's clock, its person is not disabled and, on the staff site, is a staff member with a role today.
 */
export function sessionRows(db: Database, site: Site, limits: Limits, stage: Stage): Adapter {
  return {
    async getSessionAndUser(key) {
      const rows = await livingSession(db, site, limits.idle, Buffer.from(key, 'hex'), stage)
      const [row] = rows
      if (!row) return [null, null]
      const session: DatabaseSession = {
        id: key,
        userId: row.user_id,
        expiresAt: jsDate(row.expires_at),
        attributes: {
          device: row.device,
          strength: row.strength,
          secondFactor: row.second_factor_at !== null,
          unmarked: row.unmarked === 1,
        },
      }
      const posts = site === 'staff' ? rows.flatMap(postToday) : []
      if (site === 'staff' && posts.length === 0) return [null, null]
      const name = site === 'staff' ? (row.staff_name ?? row.name) : row.name
      return [session, { id: row.user_id, attributes: { name, language: row.language, staff: row.staff_id, posts } }]
    },
    async setSession({ id, userId, attributes }) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: Buffer.from(id, 'hex'),
          user_id: userId,
          site,
          created_at: sqlNow,
          last_used_at: sqlNow,
          expires_at: sql`${sqlNow} + INTERVAL ${limits.absolute} MINUTE`,
          second_factor_at: attributes.secondFactor ? sqlNow : null,
          device: attributes.device,
          strength: attributes.strength,
        })
        .execute()
    },
    // Lucia would put the end off for ever; ours is fixed at sign-in.
    async updateSessionExpiration() {},
    async deleteSession(key) {
      await db.deleteFrom('sessions').where('token_hash', '=', Buffer.from(key, 'hex')).where('site', '=', site).execute()
    },
    async deleteUserSessions(user) {
      await db.deleteFrom('sessions').where('user_id', '=', user).execute()
    },
    // Ended sessions stay a day: a form posted after the end is kept for the same person only, and the row says who that was.
    async deleteExpiredSessions() {
      await db.deleteFrom('sessions').where('expires_at', '<', sql<Temporal.Instant>`${sqlNow} - INTERVAL 1 DAY`).execute()
    },
    async getUserSessions(user) {
      const rows = await db
        .selectFrom('sessions')
        .select(['token_hash', 'user_id', 'expires_at', 'device', 'strength', 'second_factor_at'])
        .where('user_id', '=', user)
        .where('site', '=', site)
        .execute()
      return rows.map(({ token_hash, user_id, expires_at, device, strength, second_factor_at }) => ({
        id: token_hash.toString('hex'),
        userId: user_id,
        expiresAt: jsDate(expires_at),
        attributes: { device, strength, secondFactor: second_factor_at !== null, unmarked: false },
      }))
    },
  }
}

interface SessionRow extends Pick<Row<'sessions'>, 'user_id' | 'expires_at' | 'device' | 'strength' | 'second_factor_at'> {
  name: ByLanguage
  language: string | null
  staff_id: Id<'staff'> | null
  staff_name: ByLanguage | null
  role: StaffRole | null
  department_id: Id<'department'> | null
  location_id: Id<'location'> | null
  valid_from: Temporal.PlainDate | null
  valid_until: Temporal.PlainDate | null
  zone: string | null
  clinic_zone: string | null
  unmarked: number
}

/** A row for each role that somebody ever had here, one without a role for everybody else. As words: every request reads it. */
async function livingSession(db: Database, site: Site, idle: number, hash: Buffer, stage: Stage): Promise<SessionRow[]> {
  const { rows } = await run<SessionRow>(
    db,
    piece`SELECT session.user_id, session.expires_at, session.device, session.strength, session.second_factor_at,
      user.name, user.language, staff.id AS staff_id, staff.name AS staff_name,
      role.role, role.department_id, role.location_id, role.valid_from, role.valid_until, location.zone,
      (SELECT main.zone FROM locations AS main ORDER BY main.position, main.id LIMIT 1) AS clinic_zone,
      session.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE AS unmarked
    FROM sessions AS session
    JOIN users AS user ON user.id = session.user_id AND user.disabled_at IS NULL
    LEFT JOIN staff ON staff.user_id = user.id AND staff.archived_at IS NULL
    LEFT JOIN practitioner_roles AS role ON role.staff_id = staff.id
    LEFT JOIN locations AS location ON location.id = role.location_id
    WHERE session.token_hash = ${hash} AND session.site = ${site}
      AND session.expires_at > UTC_TIMESTAMP(3) AND session.last_used_at > UTC_TIMESTAMP(3) - INTERVAL ${idle} MINUTE
      AND ${site === 'staff' ? staffStages[stage] : patientStages[stage]}
    ORDER BY role.id`,
  )
  return rows
}

const never = piece`FALSE`
/** Patients show no second factor, and their pages do not lock. */
const patientStages: Record<Stage, Piece> = { whole: piece`session.strength IN ('code', 'full')`, half: never, locked: never }

/** Demo accounts, which production refuses, are asked for none: their sessions are whole from the start. */
const shown = piece`(session.second_factor_at IS NOT NULL OR user.demo)`
const isLocked = piece`(session.locked_at IS NOT NULL OR session.last_used_at < UTC_TIMESTAMP(3) - INTERVAL ${locksAfter} MINUTE)`
/** Nobody works by a code alone. */
const staffStages: Record<Stage, Piece> = {
  whole: piece`session.strength = 'full' AND ${shown} AND NOT ${isLocked}`,
  locked: piece`session.strength = 'full' AND ${shown} AND ${isLocked}`,
  half: piece`session.strength = 'full' AND NOT ${shown} AND session.created_at > UTC_TIMESTAMP(3) - INTERVAL ${halfLives} MINUTE`,
}

function postToday({ role, department_id, location_id, valid_from, valid_until, zone, clinic_zone }: SessionRow): Post[] {
  if (!role || !valid_from) return []
  const today = Temporal.Now.plainDateISO(zone ?? clinic_zone ?? 'UTC')
  const begun = Temporal.PlainDate.compare(valid_from, today) <= 0
  const over = valid_until !== null && Temporal.PlainDate.compare(valid_until, today) < 0
  return begun && !over ? [{ role, department: department_id, location: location_id }] : []
}

// biome-ignore lint/style/noRestrictedGlobals: Lucia speaks Date.
const jsDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds)

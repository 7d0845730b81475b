import { sql } from 'kysely'
import type { Database } from './pool.ts'
import type { Tables } from './tables.ts'

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

const all: Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
const kept: Right[] = ['SELECT', 'INSERT', 'UPDATE']
const appended: Right[] = ['SELECT', 'INSERT']

/** What the app's user may do to each table; it has no right that is not here. People are archived, never deleted. */
export const grants: Record<keyof Tables, Right[]> = {
  users: kept,
  logins: all,
  sessions: all,
  attempts: ['SELECT', 'INSERT', 'DELETE'],
  settings: kept,
  locations: kept,
  location_hours: all,
  departments: kept,
  visit_types: kept,
  rooms: kept,
  staff: kept,
  practitioner_roles: kept,
  practitioner_role_visit_types: all,
  working_hours: all,
  closures: kept,
  patients: kept,
  patient_names: all,
  identifiers: all,
  contact_points: all,
  patient_access: kept,
  appointments: kept,
  reservations: all,
  queue_entries: kept,
  receipts: ['SELECT', 'INSERT', 'DELETE'],
  outbox: all,
  changes: ['SELECT', 'INSERT', 'DELETE'],
  audit: appended,
  migration_steps: ['SELECT'],
  migration_lock: ['SELECT'],
}

/**
 * Brings the rights of `account` (as CURRENT_USER() prints it: `name@host`) to those above. Runs as the owner.
 * A right too many is taken back, so that a narrower table takes effect by the next migration.
 */
export async function grantRights(owner: Database, account: string): Promise<void> {
  const [name = '', host = '%'] = account.split('@')
  const who = sql.raw(`'${quoted(name)}'@'${quoted(host)}'`)
  const { rows } = await sql<{ table_name: string; privilege_type: string }>`
    SELECT TABLE_NAME AS table_name, PRIVILEGE_TYPE AS privilege_type FROM information_schema.TABLE_PRIVILEGES
    WHERE TABLE_SCHEMA = DATABASE() AND GRANTEE = ${`'${name}'@'${host}'`}`.execute(owner)
  for (const [table, rights] of Object.entries(grants)) {
    const has = rows.filter((row) => row.table_name === table).map((row) => row.privilege_type)
    const missing = rights.filter((right) => !has.includes(right))
    const surplus = has.filter((right) => !rights.some((wanted) => wanted === right))
    if (missing.length > 0) await sql`GRANT ${sql.raw(missing.join(', '))} ON ${sql.table(table)} TO ${who}`.execute(owner)
    if (surplus.length > 0) await sql`REVOKE ${sql.raw(surplus.join(', '))} ON ${sql.table(table)} FROM ${who}`.execute(owner)
  }
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "''")

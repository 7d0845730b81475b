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
  recoveries: all,
  attempts: ['SELECT', 'INSERT', 'DELETE'],
  invitations: kept,
  authenticators: all,
  recovery_codes: all,
  passkeys: all,
  trusted_devices: all,
  pins: all,
  codes: all,
  registrations: kept,
  consents: appended,
  claims: kept,
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
  patient_guardians: all,
  different_people: appended,
  appointments: kept,
  appointment_steps: kept,
  reservations: all,
  queue_entries: kept,
  absences: appended,
  absence_visits: kept,
  boards: all,
  receipts: ['SELECT', 'INSERT', 'DELETE'],
  outbox: all,
  notice_settings: kept,
  text_templates: all,
  sent_texts: all,
  contact_messages: all,
  changes: ['SELECT', 'INSERT', 'DELETE'],
  audit: appended,
  audit_seals: appended,
  audit_hashes: appended,
  glass_breaks: kept,
  search_tokens: all,
  searches: ['SELECT', 'INSERT', 'DELETE'],
  imports: kept,
  import_rows: appended,
  migration_steps: ['SELECT'],
  migration_lock: ['SELECT'],
}

/**
 * Brings the rights of `account` (as CURRENT_USER() prints it: `name@host`) to those above. Runs as the owner.
 * A right too many is taken back, so that a narrower table takes effect by the next migration.
 */
export async function grantRights(owner: Database, account: string): Promise<void> {
  const [name = '', host = '%'] = account.split('@')
  const grantee = `'${name}'@'${host}'`
  await refuseWiderRights(owner, grantee)
  const who = sql.raw(`'${quoted(name)}'@'${quoted(host)}'`)
  const { rows } = await sql<{ table_name: string; privilege_type: string }>`
    SELECT TABLE_NAME AS table_name, PRIVILEGE_TYPE AS privilege_type FROM information_schema.TABLE_PRIVILEGES
    WHERE TABLE_SCHEMA = DATABASE() AND GRANTEE = ${grantee}`.execute(owner)
  for (const [table, rights] of Object.entries(grants)) {
    const has = rows.filter((row) => row.table_name === table).map((row) => row.privilege_type)
    const missing = rights.filter((right) => !has.includes(right))
    const surplus = has.filter((right) => !rights.some((wanted) => wanted === right))
    if (missing.length > 0) await sql`GRANT ${sql.raw(missing.join(', '))} ON ${sql.table(table)} TO ${who}`.execute(owner)
    if (surplus.length > 0) await sql`REVOKE ${sql.raw(surplus.join(', '))} ON ${sql.table(table)} FROM ${who}`.execute(owner)
  }
}

/** Rights over the whole schema or server reach `audit` as well, and no table's right narrows them. */
async function refuseWiderRights(owner: Database, grantee: string): Promise<void> {
  const { rows } = await sql<{ right: string }>`
    SELECT PRIVILEGE_TYPE AS \`right\` FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = ${grantee} AND TABLE_SCHEMA = DATABASE()
    UNION SELECT PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = ${grantee} AND PRIVILEGE_TYPE <> 'USAGE'`.execute(
    owner,
  )
  if (rows.length === 0) return
  const rights = rows.map((row) => row.right).join(', ')
  throw new Error(`The app's account ${grantee} has ${rights} on more than single tables; take these rights back, then migrate again.`)
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "''")

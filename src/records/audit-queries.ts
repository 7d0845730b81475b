import { sql } from 'kysely'
import { type Id, idOf } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row } from '../database/tables.ts'
import { isAction } from './action-words.ts'

/** Which rows of the audit somebody asks for. */
export interface AuditFilter {
  person: Id<'user'> | null
  patient: Id<'patient'> | null
  /** An action, or the beginning of several: `appointment`. */
  action: string | null
  /** From the first instant of a day until that of the next. */
  day: { from: Temporal.Instant; until: Temporal.Instant } | null
}

export interface AuditLine
  extends Pick<Row<'audit'>, 'id' | 'at' | 'role' | 'action' | 'subject_type' | 'subject_id' | 'reason' | 'request'> {
  user: { id: Id<'user'>; name: ByLanguage } | null
  department: ByLanguage | null
  patient: { id: Id<'patient'>; recordNumber: string } | null
  /** How many patients a list showed. */
  listed: number
}

/** Days that are looked through for an action alone: it has no key, and is rarely looked for further back. */
const actionDays = 31

/**
 * The newest rows, `size` of them at most, that come after `before` in the order in which they are read. With a day, a patient's rows are
 * also those of lists that showed them; without one only what is about this patient, which has a key. Two statements.
 */
export async function auditLines(
  db: Database,
  filter: AuditFilter,
  { before, size }: { before: Id<'audit'> | null; size: number },
): Promise<AuditLine[]> {
  let query = db
    .selectFrom('audit as a')
    .leftJoin('users as u', 'u.id', 'a.user_id')
    .leftJoin('departments as d', 'd.id', 'a.department_id')
    .leftJoin('patients as p', 'p.id', 'a.patient_id')
    .select(['a.id', 'a.at', 'a.role', 'a.action', 'a.subject_type', 'a.subject_id', 'a.reason', 'a.request', 'a.user_id', 'a.patient_id'])
    .select(['u.name', 'd.name as department', 'p.record_number'])
    .select(sql<number>`COALESCE(JSON_LENGTH(a.patient_ids), 0)`.as('listed'))
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(size)
  if (filter.person) query = query.where('a.user_id', '=', filter.person)
  if (filter.day) query = query.where('a.at', '>=', filter.day.from).where('a.at', '<', filter.day.until)
  const { patient } = filter
  if (patient && filter.day)
    query = query.where((where) =>
      where.or([where('a.patient_id', '=', patient), sql<boolean>`JSON_CONTAINS(a.patient_ids, ${JSON.stringify(patient)})`]),
    )
  else if (patient) query = query.where('a.patient_id', '=', patient)
  if (filter.action)
    query = isAction(filter.action)
      ? query.where('a.action', '=', filter.action)
      : query.where('a.action', 'like', `${filter.action.replaceAll(/[%_\\]/g, '\\$&')}%`)
  if (filter.action && !filter.person && !patient && !filter.day)
    query = query.where('a.at', '>=', sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL ${actionDays} DAY`)
  const mark = before && (await db.selectFrom('audit').select(['id', 'at']).where('id', '=', before).executeTakeFirst())
  if (mark)
    query = query.where((where) =>
      where.or([where('a.at', '<', mark.at), where.and([where('a.at', '=', mark.at), where('a.id', '<', mark.id)])]),
    )
  return (await query.execute()).map(({ user_id, name, department, patient_id, record_number, listed, ...row }) => ({
    ...row,
    user: user_id && name ? { id: user_id, name } : null,
    department,
    patient: patient_id && record_number !== null ? { id: patient_id, recordNumber: record_number } : null,
    listed,
  }))
}

/** What the filter names, for the page that says it. Two statements at most. */
export async function filterNames(db: Database, { person, patient }: AuditFilter) {
  const [user, record] = await Promise.all([
    person && db.selectFrom('users').select('name').where('id', '=', person).executeTakeFirst(),
    patient && db.selectFrom('patients').select('record_number').where('id', '=', patient).executeTakeFirst(),
  ])
  return { person: user?.name ?? null, recordNumber: record?.record_number ?? null }
}

/** Everybody with a staff account, those who left included: what they did stays. */
export function staffWithAccounts(db: Database) {
  return db
    .selectFrom('staff as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id', 's.name'])
    .orderBy('s.position')
    .orderBy('s.id')
    .execute()
}

/** Reads the filter from an address: what is no id, no day and no action there counts as not asked for. */
export function filterIn(asked: (name: string) => string | undefined, zone: string): AuditFilter {
  const action = asked('action') ?? ''
  const day = dayIn(asked('day'))
  return {
    person: idOf<'user'>(asked('person')),
    patient: idOf<'patient'>(asked('patient')),
    action: /^[a-z][a-z.-]{0,59}$/.test(action) ? action : null,
    day: day && { from: day.toZonedDateTime(zone).toInstant(), until: day.add({ days: 1 }).toZonedDateTime(zone).toInstant() },
  }
}

function dayIn(text: string | undefined): Temporal.PlainDate | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** The same filter as it stands in an address. */
export function queryOf({ person, patient, action, day }: AuditFilter, zone: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(person ? { person } : {}),
    ...(patient ? { patient } : {}),
    ...(action ? { action } : {}),
    ...(day ? { day: day.from.toZonedDateTimeISO(zone).toPlainDate().toString() } : {}),
    ...more,
  })
  return query.size > 0 ? `?${query}` : ''
}

import { type RawBuilder, sql } from 'kysely'

const columns = [
  'user_id',
  'role',
  'department_id',
  'location_id',
  'action',
  'subject_type',
  'subject_id',
  'patient_id',
  'patient_ids',
  'reason',
  'request',
]

/**
 * The SHA-256 of all that an audit row says, computed where it stands. Each value is written in hexadecimal, so that nothing can
 * run over into the next, and NULL is told from an empty text. `a` is what the statement calls the table `audit`.
 */
export const rowHash: RawBuilder<Buffer> = sql.raw(
  `UNHEX(SHA2(CONCAT_WS('|', HEX(a.id), CAST(a.at AS CHAR(23)), ${columns.map((name) => `COALESCE(HEX(a.${name}), '-')`).join(', ')}), 256))`,
)

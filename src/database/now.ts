import { sql } from 'kysely'

/** The database's clock: what SQL compares with "now" uses this one. */
export const sqlNow = sql<Temporal.Instant>`UTC_TIMESTAMP(3)`

/**
 * What is left of a driver's error at the door of this room: number, table, verb and key.
 * SQL, values and message hold names and phones; they go no further.
 */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
  readonly code: string
  readonly errno: number | null
  /** The connection is of no more use. */
  readonly fatal: boolean
  /** The unique key that a 1062 names. */
  readonly key: string | null

  constructor(about: { code: string; errno: number | null; fatal: boolean; key: string | null; verb: string; table: string }) {
    super(`${about.code}${about.errno === null ? '' : ` (${about.errno})`} in ${about.verb} ${about.table}`.trim())
    this.code = about.code
    this.errno = about.errno
    this.fatal = about.fatal
    this.key = about.key
  }
}

/** The database could not be reached, or conflicts went on, for eight seconds. Nothing is known to be saved. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** A receipt that belongs to somebody else, to another action or to another subject. */
export class NotYours extends Error {
  override name = 'NotYours'
}

/** 1213 deadlock, 1205 lock wait, 1020 changed since read, 1317 interrupted, 1047 not yet in the cluster, 1053 shutting down, 1927 killed. */
const conflicts = new Set([1213, 1205, 1020, 1317, 1047, 1053, 1927])

export const isDuplicateKey = (error: unknown): error is DatabaseError => error instanceof DatabaseError && error.errno === 1062

export const isWorthRetrying = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.fatal || (error.errno !== null && conflicts.has(error.errno)))

/** The one error of the driver that has no code: as many wait for a connection as may. */
const queueFull = 'Queue limit reached.'

interface DriverError {
  code?: string
  errno?: number
  fatal?: boolean
  sqlState?: string
  message?: string
}

/** `sqlText` is the statement that failed, or empty when connecting did. */
export function stripped(error: unknown, sqlText: string): DatabaseError {
  const { errno, fatal, sqlState, message = '', code = message === queueFull ? 'POOL_FULL' : 'UNKNOWN' } = error as DriverError
  const fromServer = sqlState !== undefined
  const [verb = 'connect'] = /\w+/.exec(sqlText) ?? []
  const [, table = ''] = /\b(?:from|into|update|table)\s+`?(\w+)/i.exec(sqlText) ?? []
  const [, key = null] = errno === 1062 ? (/for key '(?:\w+\.)?([^']+)'$/.exec(message) ?? []) : []
  const known = fromServer ? (errno ?? null) : null
  return new DatabaseError({ code, errno: known, fatal: fatal === true || !fromServer, key, verb: verb.toLowerCase(), table })
}

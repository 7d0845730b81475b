import { Kysely, type MysqlPool, type MysqlPoolConnection, type Transaction } from 'kysely'
import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2'
import type { DatabaseAddress } from '../config/database-address.ts'
import { ClinicDialect } from './compiler.ts'
import { readRows, unread } from './convert.ts'
import { stripped } from './errors.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
/** A transaction is accepted wherever a Database is; verbs that need one ask for Tx. */
export type Tx = Transaction<Tables>

export type { DatabaseAddress }

export interface PoolOptions {
  connections?: number
  /** Milliseconds that one statement may take before its connection is given up. */
  statementTimeout?: number
  /** Milliseconds that somebody waits for a connection when all are busy; then the clinic is too busy, and says so. */
  waitTimeout?: number
  /** Sees each statement: for the statement budgets of tests and benchmarks, never for logs. */
  onStatement?: (text: string, values: readonly unknown[]) => void
}

export interface OpenDatabase {
  db: Database
  close: () => Promise<void>
}

/** Connects lazily: a database that is away shows at the first statement, and is found again when it is back. */
export function openDatabase(address: DatabaseAddress, options: PoolOptions = {}): OpenDatabase {
  const { tls, ...where } = address
  const pool = createPool({
    ...where,
    ...(tls ? { ssl: { verifyIdentity: true } } : {}),
    charset: 'utf8mb4_bin',
    connectionLimit: options.connections ?? 10,
    queueLimit: 200,
    connectTimeout: 3000,
    idleTimeout: 60_000,
    supportBigNumbers: true,
    ...unread,
  })
  const db = new Kysely<Tables>({ dialect: new ClinicDialect({ pool: guarded(pool, options) }) })
  return { db, close: () => db.destroy() }
}

/** One statement each: MariaDB and MySQL name the isolation variable differently. */
const preparation = [
  "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = 5, lock_wait_timeout = 5",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // On a cluster a read waits for what other nodes have committed; a server that knows no clusters says 1193.
  'SET SESSION wsrep_sync_wait = 1',
]

const unknownVariable = 1193

/** The pool as Kysely sees it: connections are set up once, errors stripped, dead or silent connections thrown away. */
function guarded(pool: Pool, { statementTimeout = 15_000, waitTimeout = 8000, onStatement }: PoolOptions): MysqlPool {
  const known = new WeakMap<PoolConnection, MysqlPoolConnection>()

  const guard = (raw: PoolConnection): MysqlPoolConnection => {
    let gone = false
    const query = (text: string, values: unknown[], done: (error: unknown, result: never) => void) => {
      onStatement?.(text, values)
      raw.query({ sql: text, values, timeout: statementTimeout }, (error, result, columns) => {
        if (!error) {
          if (columns !== undefined) readRows(result as RowDataPacket[], columns)
          return done(null, result as never)
        }
        const plain = stripped(error, text)
        if (plain.fatal && !gone) {
          gone = true
          raw.destroy()
        }
        done(plain, undefined as never)
      })
    }
    return {
      query: query as MysqlPoolConnection['query'],
      release: () => {
        if (!gone) raw.release()
      },
    }
  }

  const prepare = (raw: PoolConnection, done: (error: unknown) => void) => {
    const steps = [...preparation]
    const next = (error: { errno?: number } | null) => {
      const statement = error && error.errno !== unknownVariable ? undefined : steps.shift()
      if (statement === undefined) return done(error?.errno === unknownVariable ? null : error)
      raw.query({ sql: statement, timeout: statementTimeout }, next)
    }
    next(null)
  }

  return {
    getConnection: (done) =>
      inTime(pool, waitTimeout, (error, raw) => {
        if (error) return done(stripped(error, ''), undefined as never)
        const ready = known.get(raw)
        if (ready) return done(null, ready)
        prepare(raw, (failed) => {
          if (failed) {
            raw.destroy()
            return done(stripped(failed, ''), undefined as never)
          }
          const connection = guard(raw)
          known.set(raw, connection)
          done(null, connection)
        })
      }),
    end: (done) => pool.end(done),
  }
}

type Taken = Parameters<Pool['getConnection']>[0]

/** The driver would let people wait for as long as the connections are busy. One that comes too late goes back to the pool. */
function inTime(pool: Pool, waitTimeout: number, done: Taken): void {
  let late = false
  const timer = setTimeout(() => {
    late = true
    const tooLong: NodeJS.ErrnoException = new Error('no connection in time')
    tooLong.code = 'POOL_TIMEOUT'
    done(tooLong, undefined as never)
  }, waitTimeout)
  pool.getConnection((error, raw) => {
    clearTimeout(timer)
    if (!late) return done(error, raw)
    if (!error) raw.release()
  })
}

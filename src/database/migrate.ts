import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { DatabaseError, isDuplicateKey } from './errors.ts'
import { grantRights } from './grants.ts'
import { sqlNow } from './now.ts'
import type { Database } from './pool.ts'

export interface Migration {
  name: string
  /** One DDL statement each. */
  steps: string[]
}

/** The numbered files of `folder`, in order. */
export function migrationsIn(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file) => ({ name: file.replace(/\.sql$/, ''), steps: stepsOf(readFileSync(join(folder, file), 'utf8')) }))
}

function stepsOf(text: string): string[] {
  const code = text.replaceAll(/^\s*--.*$/gm, '')
  return code
    .split(/;\s*$/m)
    .map((step) => step.trim())
    .filter((step) => step !== '')
}

export interface MigrationRun {
  folder: string
  /** The app's account as CURRENT_USER() prints it. */
  app: string
  onStep?: (done: number, all: number, name: string) => void
}

/**
 * Brings the schema and the app's rights up to date, as the owner. DDL is not transactional, so each step is recorded
 * and a half-done migration continues where it stopped. A row guards it (two Galera nodes both get GET_LOCK).
 * Returns how many steps ran.
 */
export async function migrate(owner: Database, { folder, app, onStep }: MigrationRun): Promise<number> {
  await sql`CREATE TABLE IF NOT EXISTS migration_lock (
    name VARCHAR(20) NOT NULL PRIMARY KEY, holder VARCHAR(200) NOT NULL, at DATETIME(3) NOT NULL)`.execute(owner)
  await sql`CREATE TABLE IF NOT EXISTS migration_steps (
    name VARCHAR(80) NOT NULL, step INT NOT NULL, at DATETIME(3) NOT NULL, PRIMARY KEY (name, step))`.execute(owner)
  const holder = await lock(owner)
  const alive = setInterval(() => heartbeat(owner, holder), heartbeatSeconds * 1000)
  try {
    const waiting = await pendingSteps(owner, folder)
    for (const [place, { name, step, statement }] of waiting.entries()) {
      onStep?.(place, waiting.length, name)
      await run(owner, statement, place === 0)
      await owner.insertInto('migration_steps').values({ name, step, at: sqlNow }).execute()
    }
    await grantRights(owner, app)
    return waiting.length
  } finally {
    clearInterval(alive)
    await owner.deleteFrom('migration_lock').where('holder', '=', holder).execute()
  }
}

/** 1050, 1060, 1061: the table, column or key is there, because a run died between the statement and its record. */
const alreadyThere = new Set([1050, 1060, 1061])

async function run(owner: Database, statement: string, first: boolean): Promise<void> {
  try {
    await sql.raw(statement).execute(owner)
  } catch (error) {
    if (!(first && error instanceof DatabaseError && alreadyThere.has(error.errno ?? 0))) throw error
  }
}

/** The steps that have not run on this database; the app may ask as well as the owner. */
export async function pendingSteps(db: Database, folder: string): Promise<{ name: string; step: number; statement: string }[]> {
  const rows = await db.selectFrom('migration_steps').select(['name', 'step']).execute()
  const done = new Set(rows.map((row) => `${row.name}:${row.step}`))
  return migrationsIn(folder)
    .flatMap(({ name, steps }) => steps.map((statement, step) => ({ name, step, statement })))
    .filter(({ name, step }) => !done.has(`${name}:${step}`))
}

const heartbeatSeconds = 20

/** On a connection of its own: a long ALTER must not look like a holder that has died. */
function heartbeat(owner: Database, holder: string): void {
  owner
    .updateTable('migration_lock')
    .set({ at: sqlNow })
    .where('holder', '=', holder)
    .execute()
    .catch(() => {})
}

/** A holder whose row has not moved for two minutes has died. */
async function lock(owner: Database): Promise<string> {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`
  for (let tries = 0; ; tries++) {
    try {
      await owner.insertInto('migration_lock').values({ name: 'schema', holder, at: sqlNow }).execute()
      return holder
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      await owner.deleteFrom('migration_lock').where('at', '<', sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL 2 MINUTE`).execute()
      if (tries > 1200) throw new Error('another process has been migrating for two minutes')
      await pause(100)
    }
  }
}

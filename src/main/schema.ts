import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { CannotStart } from '../config.ts'
import { DatabaseError, stripped } from '../database/errors.ts'
import { migrate, pendingSteps } from '../database/migrate.ts'
import { type Database, type DatabaseAddress, openDatabase } from '../database/pool.ts'
import { migrationsFolder, type ReachedDatabase } from './database.ts'

/** Brings the schema and the app's rights up to date; answers how many steps ran. */
export async function migrateReached(
  reached: ReachedDatabase,
  onStep?: (done: number, all: number, name: string) => void,
): Promise<number> {
  if (!reached.owner) throw new CannotStart('DATABASE_OWNER_URL: migrations need the owner of the schema.')
  const account = reached.appAccount ?? (await accountOf(reached.app))
  const { db, close } = openDatabase(reached.owner, { connections: 2, statementTimeout: 3_600_000 })
  try {
    return await migrate(db, { folder: migrationsFolder, app: account, ...(onStep ? { onStep } : {}) })
  } catch (error) {
    throw unreachable('DATABASE_OWNER_URL', error)
  } finally {
    await close()
  }
}

/** A server of one's own is never migrated by a start; one that is behind, or away, is refused in one line. */
export async function refuseOldSchema(db: Database): Promise<void> {
  const pending = await pendingSteps(db, migrationsFolder).catch((error: unknown) => {
    if (error instanceof DatabaseError && noSchemaYet.has(error.errno ?? 0)) return null
    throw unreachable('DATABASE_URL', error)
  })
  if (pending === null || pending.length > 0)
    throw new CannotStart('DATABASE_URL: its schema is not up to date; run `npx raseel migrate` first.')
}

/** 1044, 1142 and 1146: the app's user may not read the schema yet, or its tables are not there. */
const noSchemaYet = new Set([1044, 1142, 1146])

/** 1044, 1045, 1049 and 1698: no right to the schema, wrong user or password, no such schema, another way to sign in. */
const refused = new Set([1044, 1045, 1049, 1698])

function unreachable(variable: string, error: unknown): unknown {
  const connecting = error instanceof DatabaseError && (error.fatal || refused.has(error.errno ?? 0))
  return connecting ? new CannotStart(`${variable}: the database cannot be used (${error.code}).`) : error
}

/** Without naming the schema, which a new user has no right to yet. */
async function accountOf({ tls, database: _, ...where }: DatabaseAddress): Promise<string> {
  try {
    const connection = await createConnection({ ...where, ...(tls ? { ssl: {} } : {}), connectTimeout: 3000 })
    const [rows] = await connection.query<RowDataPacket[]>('SELECT CURRENT_USER() AS account')
    await connection.end()
    return String(rows[0]?.account)
  } catch (error) {
    throw unreachable('DATABASE_URL', stripped(error, ''))
  }
}

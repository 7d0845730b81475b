import { join } from 'node:path'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { root } from '../../src/config.ts'
import { grants } from '../../src/database/grants.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type DatabaseAddress, openDatabase } from '../../src/database/pool.ts'

const migrationsFolder = join(root, 'migrations')
const appAccount = 'raseel_app@%'

export interface Schema {
  /** Makes every table in an empty database, in one call. */
  create: string
  /** Empties every table again and puts back the rows that migrations wrote. */
  empty: string
}

/** Runs the migrations once, and writes down what came of it. */
export async function migratedSchema(owner: DatabaseAddress): Promise<Schema> {
  const { db, close } = openDatabase(owner, { connections: 1 })
  await migrate(db, { folder: migrationsFolder, app: appAccount })
  await close()
  const connection = await rawConnection(owner)
  const tables = await tablesOf(connection)
  const creations: string[] = []
  const rows: string[] = []
  for (const table of tables) {
    creations.push(await definitionOf(connection, table))
    rows.push(...(await rowsOf(connection, table)))
  }
  await connection.end()
  const off = 'SET foreign_key_checks = 0'
  const on = 'SET foreign_key_checks = 1'
  return {
    create: [off, ...creations, ...rows, on].join(';\n'),
    empty: [off, ...tables.map((table) => `DELETE FROM \`${table}\``), ...rows, on].join(';\n'),
  }
}

export async function tablesOf(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME",
  )
  return rows.map((row) => String(row.name))
}

export async function definitionOf(connection: Connection, table: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``)
  return String(rows[0]?.['Create Table'])
}

async function rowsOf(connection: Connection, table: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM \`${table}\``)
  const values = rows.map((row) => `(${connection.escape(Object.values(row))})`)
  return values.length === 0 ? [] : [`INSERT INTO \`${table}\` VALUES ${values.join(', ')}`]
}

/** The app's rights, as one script: what `grantRights` gives one by one. */
export const grantScript = Object.entries(grants)
  .map(([table, rights]) => `GRANT ${rights.join(', ')} ON \`${table}\` TO '${appAccount.replace('@', "'@'")}'`)
  .join(';\n')

/** A connection of the driver itself, which sends several statements in one call. */
export function rawConnection(address: DatabaseAddress): Promise<Connection> {
  const { tls: _, socketPath, host, port, ...account } = address
  return createConnection({
    ...account,
    ...(socketPath ? { socketPath } : { host: host ?? '127.0.0.1', port: port ?? 3306 }),
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { grantRights, grants } from '../../src/database/grants.ts'
import { migrationsIn } from '../../src/database/migrate.ts'
import { testDatabase } from '../support/database.ts'

const { db, owner } = testDatabase()

interface Column {
  tableName: string
  columnName: string
  dataType: string
  columnType: string
  collation: string | null
}

const columns = async (): Promise<Column[]> => {
  const { rows } = await sql<Column>`
    SELECT c.TABLE_NAME AS tableName, COLUMN_NAME AS columnName, DATA_TYPE AS dataType, CAST(COLUMN_TYPE AS CHAR(200)) AS columnType,
      COLLATION_NAME AS collation
    FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = DATABASE()`.execute(owner)
  return rows
}

const named = (column: Column): string => `${column.tableName}.${column.columnName} ${column.columnType}`

describe('the schema', () => {
  it('keeps ids in sixteen bytes and nothing else in a BINARY(16)', async () => {
    const all = await columns()
    const ids = all.filter(({ columnName }) => columnName === 'id' || columnName.endsWith('_id'))
    const wrong = ids.filter((column) => column.columnType !== 'binary(16)')
    expect(wrong.map(named)).toEqual([])
    const other = all.filter((column) => column.columnType === 'binary(16)' && !ids.includes(column))
    expect(other.map(named)).toEqual([])
  })

  it('knows no CHAR, no TIMESTAMP, no FLOAT and no AUTO_INCREMENT', async () => {
    const all = await columns()
    const wrong = all.filter(({ dataType }) => ['char', 'timestamp', 'float', 'double', 'enum', 'set', 'json'].includes(dataType))
    expect(wrong.map(named).filter((name) => !name.includes('longtext'))).toEqual([])
    const { rows } = await sql<{ n: number }>`
      SELECT COUNT(*) AS n FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND EXTRA LIKE '%auto_increment%'`.execute(owner)
    expect(rows[0]?.n).toBe(0)
  })

  it('keeps instants to the millisecond, and cells to the second', async () => {
    const times = (await columns()).filter(({ dataType }) => dataType === 'datetime')
    const short = times.filter(({ columnType }) => columnType !== 'datetime(3)')
    expect(short.map(named)).toEqual(['reservations.cell datetime'])
    expect(times.length).toBeGreaterThan(20)
  })

  it('compares all text byte by byte', async () => {
    const wrong = (await columns()).filter(({ collation }) => collation !== null && collation !== 'utf8mb4_bin')
    expect(wrong.map(named)).toEqual([])
  })

  it('keeps JSON as TEXT that is checked, and nothing else as TEXT', async () => {
    const texts = (await columns()).filter(({ dataType }) => dataType === 'text')
    const { rows } = await sql<{ tableName: string; clause: string }>`
      SELECT TABLE_NAME AS tableName, CAST(CHECK_CLAUSE AS CHAR(2000)) AS clause FROM information_schema.CHECK_CONSTRAINTS
      WHERE CONSTRAINT_SCHEMA = DATABASE()`.execute(owner)
    const unchecked = texts.filter(
      (column) =>
        !rows.some(
          (row) => row.tableName === column.tableName && row.clause.replaceAll('`', '').includes(`json_valid(${column.columnName})`),
        ),
    )
    expect(unchecked.map(named)).toEqual([])
  })

  it('gives every table a primary key on InnoDB', async () => {
    const { rows } = await sql<{ name: string; engine: string; keys: number }>`
      SELECT t.TABLE_NAME AS name, ENGINE AS engine, (SELECT COUNT(*) FROM information_schema.TABLE_CONSTRAINTS k
        WHERE k.TABLE_SCHEMA = t.TABLE_SCHEMA AND k.TABLE_NAME = t.TABLE_NAME AND CONSTRAINT_TYPE = 'PRIMARY KEY') AS \`keys\`
      FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = DATABASE()`.execute(owner)
    expect(rows.filter((row) => row.engine !== 'InnoDB' || row.keys !== 1)).toEqual([])
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(grants).sort())
  })
})

describe("the rights of the app's user", () => {
  it('are those that grants.ts lists, table by table, and no others', async () => {
    const { rows } = await sql<{ tableName: string; right: string }>`
      SELECT TABLE_NAME AS tableName, PRIVILEGE_TYPE AS \`right\` FROM information_schema.TABLE_PRIVILEGES
      WHERE TABLE_SCHEMA = DATABASE()`.execute(db)
    const held = new Map<string, string[]>()
    for (const { tableName, right } of rows) held.set(tableName, [...(held.get(tableName) ?? []), right])
    const expected = new Map(Object.entries(grants).map(([table, rights]) => [table, [...rights].sort()]))
    expect(new Map([...held].map(([table, rights]) => [table, rights.sort()]))).toEqual(expected)
  })

  it('reach no other schema and no administration', async () => {
    const { rows } = await sql<{ right: string }>`
      SELECT PRIVILEGE_TYPE AS \`right\` FROM information_schema.USER_PRIVILEGES
      UNION ALL SELECT PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES`.execute(db)
    expect(rows.map((row) => row.right)).toEqual(['USAGE'])
  })

  it('are refused to an account that has wider ones, which would reach the audit', async () => {
    await sql`CREATE USER 'too_much'@'%'`.execute(owner)
    await sql`GRANT SELECT, DELETE ON *.* TO 'too_much'@'%'`.execute(owner)
    await expect(grantRights(owner, 'too_much@%')).rejects.toThrow('more than single tables')
    await sql`DROP USER 'too_much'@'%'`.execute(owner)
  })

  it('let nobody change or remove what the audit says', async () => {
    await expect(sql`UPDATE audit SET reason = 'x'`.execute(db)).rejects.toThrow('1142')
    await expect(sql`DELETE FROM audit`.execute(db)).rejects.toThrow('1142')
    await expect(sql`TRUNCATE audit`.execute(db)).rejects.toThrow('1142')
    await expect(sql`DELETE FROM patients`.execute(db)).rejects.toThrow('1142')
  })
})

describe('the migrations', () => {
  const folder = new URL('../../migrations', import.meta.url).pathname
  const text = readdirSync(folder)
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8').replaceAll(/--.*$/gm, ''))
    .join('\n')

  it('are numbered without a gap', () => {
    const numbers = migrationsIn(folder).map(({ name }) => Number(name.slice(0, 4)))
    expect(numbers).toEqual(numbers.map((_, place) => place + 1))
  })

  it('hold one DDL statement a step', () => {
    for (const { steps } of migrationsIn(folder)) {
      for (const step of steps) {
        expect(step).toMatch(/^(CREATE TABLE|ALTER TABLE|CREATE (UNIQUE )?INDEX|DROP INDEX|DROP TABLE) /)
        expect(step).not.toContain(';')
      }
    }
  })

  it.each([
    [/\bRETURNING\b/i, 'RETURNING'],
    [/->/, '->'],
    [/SKIP LOCKED/i, 'SKIP LOCKED'],
    [/\bAUTO_INCREMENT\b/i, 'AUTO_INCREMENT'],
    [/\bTIMESTAMP\b/i, 'TIMESTAMP'],
    [/\bDEFAULT \(/i, 'a DEFAULT expression'],
    [/ON DELETE|ON UPDATE/i, 'a foreign key action'],
    [/utf8mb4_(0900|uca|general|unicode)/i, 'a collation that the other server lacks'],
    [/\b(UUID|INET6|JSONB?) (NOT )?NULL/i, 'a type that the other server lacks'],
    [/FULLTEXT|SPATIAL|PARTITION BY/i, 'an index or partition that differs'],
    [/[^_]\bCHAR\(/, 'CHAR'],
    [/\bIF NOT EXISTS\b/i, 'IF NOT EXISTS in a column or index'],
  ])('stay on the common ground of MySQL 8 and MariaDB: no %s', (pattern) => {
    expect(text).not.toMatch(pattern)
  })
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** A house of these files, looked over by the project's own rules. */
function lookOver(files: Record<string, string>): { status: number | null; text: string } {
  const house = mkdtempSync(join(tmpdir(), 'raseel-house-'))
  onTestFinished(() => rmSync(house, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) copyFileSync(join(root, file), join(house, file))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  const program = join(root, 'node_modules/.bin/depcruise')
  const { status, stdout, stderr } = spawnSync(program, ['--config', '.dependency-cruiser.cjs', 'src', 'views'], {
    cwd: house,
    encoding: 'utf8',
  })
  return { status, text: stdout + stderr }
}

const sound = {
  'src/database/pool.ts': 'export interface Pool { size: number }\nexport const pool = 1\n',
  'src/web/page.ts': "import { pool } from '../database/pool.ts'\nexport const page = pool\n",
  'src/staff/routes.tsx':
    "import { page } from '../web/page.ts'\nimport { list } from '../../views/list.tsx'\nexport const routes = [page, list]\n",
  'src/app.tsx': "import { routes } from './staff/routes.tsx'\nexport const app = routes\n",
  'views/list.tsx': "import type { Pool } from '../src/database/pool.ts'\nexport const list = (pool: Pool) => pool.size\n",
}

test('a house whose rooms look down is sound, and every file of it is read', () => {
  const { status, text } = lookOver(sound)
  expect(text).toContain('no dependency violations found (5 modules')
  expect(status).toBe(0)
})

test.each([
  [
    'a room looks up',
    'database-looks-down-only',
    {
      'src/database/pool.ts': "import { page } from '../web/page.ts'\nexport const pool = page\n",
      'src/web/page.ts': 'export const page = 1\n',
    },
  ],
  [
    'a room looks up for a type only',
    'database-looks-down-only',
    {
      'src/database/pool.ts': "import type { Page } from '../web/page.ts'\nexport interface Pool { size: Page }\nexport const pool = 1\n",
      'src/web/page.ts': 'export type Page = number\nexport const page = 1\n',
    },
  ],
  [
    'a room looks into its neighbour',
    'audit-looks-down-only',
    {
      'src/audit/write.ts': "import { enqueue } from '../jobs/enqueue.ts'\nexport const write = enqueue\n",
      'src/jobs/enqueue.ts': 'export const enqueue = 1\n',
    },
  ],
  [
    'a verb imports a route',
    'nothing-imports-a-route',
    { 'src/staff/hours.ts': "import { routes } from './routes.tsx'\nexport const hours = routes\n" },
  ],
  [
    'a view asks the database',
    'views-get-plain-data',
    { 'views/list.tsx': "import { pool } from '../src/database/pool.ts'\nexport const list = () => pool\n" },
  ],
  [
    'a room without a storey',
    'every-room-has-a-storey',
    {
      'src/helpers/all.ts': 'export const all = 1\n',
      'src/app.tsx':
        "import { routes } from './staff/routes.tsx'\nimport { all } from './helpers/all.ts'\nexport const app = [routes, all]\n",
    },
  ],
])('a house is refused where %s', (_, rule, planted) => {
  const { status, text } = lookOver({ ...sound, ...planted })
  expect(text).toContain(rule)
  expect(status).not.toBe(0)
})

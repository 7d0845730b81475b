import { renameSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type DemoAccount, demoAccounts, isDemo, isSeeded, refreshDemo } from '../cli/seed.ts'
import { CannotStart, type Config } from '../config.ts'
import type { Database } from '../database/pool.ts'
import { seedBeside } from './seed-beside.ts'

/** Fills an empty clinic once, and keeps an older demo clinic lively. Answers whether this is a demo clinic. */
export async function prepareDemo(db: Database, config: Config, say: (line: string) => void): Promise<boolean> {
  if (config.demo) {
    if (await isSeeded(db)) await refreshDemo(db)
    else await seedBeside(db, say)
  }
  const demo = await isDemo(db)
  if (demo && config.production)
    throw new CannotStart('NODE_ENV: this database has demo accounts, whose passwords everybody knows; production starts without them.')
  return demo
}

/** For people and programs that look for the accounts. It appears whole, and at once when the answer is called. */
export async function demoFile({ dataDir, publicUrl, staffUrl }: Config): Promise<() => void> {
  const content = { sites: { patient: publicUrl.href, staff: staffUrl.href }, accounts: demoAccounts() }
  const file = join(dataDir, 'demo.json')
  const unfinished = `${file}.${process.pid}`
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`)
  return () => renameSync(unfinished, file)
}

/** What the start prints last. */
export function welcome({ publicUrl, staffUrl, dataDir }: Config, demo: boolean): string {
  const sites = `Raseel is open.\n\n  Patients  ${publicUrl.href}\n  Staff     ${staffUrl.href}\n`
  if (!demo) return sites
  return `${sites}\nDemo accounts (also in ${relative('', join(dataDir, 'demo.json'))}):\n\n${demoAccounts().map(line).join('\n')}\n`
}

const line = ({ site, role, name, login, password }: DemoAccount): string =>
  `  ${site.padEnd(8)}${role.padEnd(16)}${name.padEnd(42)}${login.padEnd(26)}${password}`

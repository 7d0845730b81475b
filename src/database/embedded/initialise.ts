import { spawn } from 'node:child_process'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../../config.ts'
import { commonFlags } from './flags.ts'
import { findProgram } from './programs.ts'

export interface NewServer {
  folder: string
  /** SQL that runs once, inside the initialisation: users and schemas. */
  sql: string
  /** Files that belong to the new data, by name, readable by their owner only. */
  files?: Record<string, string>
  flags?: string[]
}

/** Makes a new data folder. It appears under its name only when it is complete, so a start that was interrupted begins anew. */
export async function initialise({ folder, sql, files = {}, flags = [] }: NewServer): Promise<void> {
  const program = findProgram('mariadb-install-db')
  if (!program) throw new CannotStart('The program mariadb-install-db is missing: run `sh ops/setup.sh`.')
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const extra = join(unfinished, 'first.sql')
  await writeFile(extra, onlyOurUsers(sql), { mode: 0o600 })
  await install(program, [
    ...commonFlags(unfinished),
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    `--extra-file=${extra}`,
    ...flags,
  ])
  await rm(extra)
  for (const [name, content] of Object.entries(files)) await writeFile(join(unfinished, name), content, { mode: 0o600 })
  await rename(unfinished, folder)
}

/** The initialisation runs without grant tables (hence FLUSH) and leaves a root without a password (hence DELETE). */
function onlyOurUsers(sql: string): string {
  return `DELETE FROM mysql.global_priv WHERE User NOT IN ('mariadb.sys');\nFLUSH PRIVILEGES;\n${sql}\nFLUSH PRIVILEGES;\n`
}

function install(program: string, flags: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new CannotStart(`The database could not be made (${program} ended with ${code}):\n${said.trim()}`))
    })
  })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { isSeeded } from '../cli/seed.ts'
import { CannotStart, root } from '../config.ts'
import type { Database } from '../database/pool.ts'

/**
 * Makes the demo clinic in a process of its own, which takes with it the memory that it needed: a third of what the clinic
 * itself holds for as long as it is open.
 */
export async function seedBeside(db: Database, say: (line: string) => void): Promise<void> {
  const seeding = spawn(process.execPath, ['--enable-source-maps', join(root, 'build/cli.js'), 'seed'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  createInterface(seeding.stdout).on('line', (step) => say(`The demo clinic is made, once: ${step}`))
  const [complaint] = await Promise.all([text(seeding.stderr), once(seeding, 'close')])
  // Another start may have been quicker: then it is there all the same.
  if (!(await isSeeded(db))) throw new CannotStart(`The demo clinic could not be made: ${complaint.trim()}`)
}

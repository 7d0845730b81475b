import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../config.ts'
import { startOf } from './processes.ts'

/**
 * Runs `work` while no other process runs its own under the same folder. Everybody first puts a file there that names
 * their process and when it began, then looks who else is there: of two at once at least one sees the other and steps
 * back. The file of a process that has died counts for nothing, so nothing has to be taken over. Who waits gives up when
 * `closing` comes.
 */
export async function underLock<T>(folder: string, patience: number, work: () => Promise<T>, closing?: AbortSignal): Promise<T> {
  const mine = `${process.pid}.${word(startOf(process.pid))}.${randomBytes(4).toString('hex')}`
  const end = performance.now() + patience
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    while (true) {
      closing?.throwIfAborted()
      await writeFile(join(folder, mine), '')
      if (!(await othersIn(folder, mine))) return await work()
      await rm(join(folder, mine), { force: true })
      if (performance.now() > end)
        throw new CannotStart(`Another process has been starting or stopping the database for too long (see ${folder})`)
      await pause(20 + Math.random() * 80)
    }
  } finally {
    await rm(join(folder, mine), { force: true })
  }
}

async function othersIn(folder: string, mine: string): Promise<boolean> {
  let others = false
  for (const name of await readdir(folder)) {
    if (name === mine) continue
    const [pid, began] = name.split('.')
    if (word(startOf(Number(pid))) === began) others = true
    else await rm(join(folder, name), { force: true })
  }
  return others
}

const word = (start: string | null): string => (start === null ? 'gone' : start.replaceAll(/\W/g, '-'))

import { readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../config.ts'
import { refuseUnfit } from './fitness.ts'
import { initialise } from './initialise.ts'
import type { Place } from './place.ts'
import { appear, type Presence } from './presence.ts'
import { commandOf, endProcess, processesWith, startOf } from './processes.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'
import { type SpawnedServer, spawnServer } from './spawn.ts'
import { firstStatements, newPasswords, passwordsIn } from './users.ts'

/** Recovering from a crash may take its time on a slow disk; a server that still works on it is waited for. */
const patience = 300_000

/**
 * Starts the server on this data, which is made if there is none, and appears on it. The caller holds the lock. When `closing`
 * comes before the server answers it is ended again, and the signal's reason thrown.
 */
export async function startServer(place: Place, closing: AbortSignal): Promise<Presence> {
  await makeSocketFolder(place)
  await refuseUnfit(place)
  if (!(await passwordsIn(place))) await makeDatabase(place)
  const answer = await endingOrLate(place, closing)
  if (answer) return answer
  await setAside(place.log)
  closing.throwIfAborted()
  const server = await spawnServer(place)
  try {
    return await answering(place, server, closing)
  } catch (error) {
    await endProcess(server.pid)
    await removeSocketFolder(place)
    throw error
  }
}

async function answering(place: Place, { ended }: SpawnedServer, closing: AbortSignal): Promise<Presence> {
  let code: number | null | undefined
  void ended.then((result) => {
    code = result
  })
  for (const end = performance.now() + patience; performance.now() < end; await pause(20)) {
    closing.throwIfAborted()
    const presence = await appear(place)
    if (presence) return presence
    if (code !== undefined)
      throw new CannotStart(`The database server ended while starting; its log ${place.log} ends with:\n${await lastLines(place.log)}`)
  }
  throw new CannotStart(`The database server has not answered for ${patience / 1000} seconds; its log is ${place.log}`)
}

async function makeDatabase(place: Place): Promise<void> {
  const passwords = newPasswords()
  await initialise({ folder: place.data, sql: firstStatements(passwords), files: { 'raseel-users.json': JSON.stringify(passwords) } })
}

/** A server that is ending, or was being started by a process that died: it holds the data, and a second one would only wait for it. */
async function endingOrLate(place: Place, closing: AbortSignal): Promise<Presence | null> {
  const pid = await serverPid(place)
  if (pid === null) return null
  for (const end = performance.now() + 30_000; performance.now() < end && startOf(pid) !== null; await pause(50)) {
    // Under the lock nobody starts it, and nobody uses what does not answer: it is ours to end.
    if (closing.aborted) await endProcess(pid)
    closing.throwIfAborted()
    const presence = await appear(place)
    if (presence) return presence
  }
  return null
}

/** The process that runs on this data, or null. One that has just begun has not yet written its number. */
export async function serverPid({ pid: file, data }: Place): Promise<number | null> {
  const words = `--datadir=${data} `
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  if (pid > 0 && startOf(pid) !== null && commandOf(pid).includes(words)) return pid
  return processesWith(words)[0] ?? null
}

/** One older log is kept. */
async function setAside(log: string): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 2 ** 20) await rename(log, `${log}.1`)
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-5).join('\n')
}

import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../config.ts'
import { refuseForeignData } from './embedded/fitness.ts'
import { underLock } from './embedded/lock.ts'
import { type Place, placeIn } from './embedded/place.ts'
import { appear, type Presence } from './embedded/presence.ts'
import { startOf } from './embedded/processes.ts'
import { removeSocketFolder } from './embedded/socket-folder.ts'
import { endSpawned } from './embedded/spawn.ts'
import { serverPid, startServer } from './embedded/start.ts'
import { addressesOf, appAccount, passwordsIn } from './embedded/users.ts'
import type { DatabaseAddress } from './pool.ts'

export interface EmbeddedDatabase {
  app: DatabaseAddress
  owner: DatabaseAddress
  /** The app's account as CURRENT_USER() prints it. */
  appAccount: string
  /** Leaves the server; the last process to leave ends it. */
  close: () => Promise<void>
  /** The same for who has no second left: what does not answer at once is not waited for. */
  abandon: () => Promise<void>
}

type Note = (about: object, text: string) => void

interface Log {
  info: Note
  warn: Note
  error: Note
}

/**
 * The private MariaDB of a data folder: joins the one that runs, else makes and starts it. While this process is there
 * a server that dies is started again. No TCP, no service, no file outside the folder (but a socket whose path would be too long).
 * `stop` ends a start that is not through yet, with the signal's reason.
 */
export async function openEmbedded(dataDir: string, log: Log, stop = new AbortController().signal): Promise<EmbeddedDatabase> {
  const place = await placeIn(dataDir)
  await refuseForeignData(place)
  const closing = new AbortController()
  let presence: Presence | null = await arrive(place, stop)
  const watching = watch()

  async function watch(): Promise<void> {
    while (!closing.signal.aborted && presence) {
      await Promise.race([presence.ended, aborted(closing.signal)])
      if (closing.signal.aborted) return
      log.warn({}, 'the database server has ended; starting it again')
      presence = null
      presence = await arriveAgain(place, closing.signal, log)
    }
  }

  const passwords = await passwordsIn(place)
  if (!passwords) throw new CannotStart(`The passwords of the database in ${place.data} are gone`)
  return {
    ...addressesOf(place, passwords),
    appAccount,
    close: async () => {
      closing.abort()
      await watching
      await depart(place, presence)
    },
    abandon: async () => {
      closing.abort()
      const answer = presence && (await soon(endIfLast(presence)))
      // Others who use it keep it.
      if (answer !== 'others') endSpawned()
    },
  }
}

/** Whoever answers is joined, without any lock: that is the quick and the usual way. */
async function arrive(place: Place, closing: AbortSignal): Promise<Presence> {
  const start = async () => (await appear(place)) ?? startServer(place, closing)
  return (await appear(place)) ?? underLock(place.lock, 120_000, start, closing)
}

async function arriveAgain(place: Place, closing: AbortSignal, log: Log): Promise<Presence | null> {
  for (let wait = 500; !closing.aborted; wait = Math.min(2 * wait, 10_000)) {
    try {
      const presence = await arrive(place, closing)
      log.info({}, 'the database server is back')
      return presence
    } catch (error) {
      if (closing.aborted) break
      log.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'the database server could not be started; trying again',
      )
      await pause(wait, undefined, { signal: closing }).catch(() => {})
    }
  }
  return null
}

/** Under the lock, so that nobody starts a server on data that the old one has not let go of. */
async function depart(place: Place, presence: Presence | null): Promise<void> {
  await underLock(place.lock, 10_000, async () => {
    const pid = await serverPid(place)
    const answer = presence ? await endIfLast(presence) : 'dead'
    if (answer === 'others' || (answer === 'dead' && pid !== null)) return
    while (pid !== null && startOf(pid) !== null) await pause(20)
    await removeSocketFolder(place)
  })
  presence?.close()
}

/** A server that has died meanwhile needs no ending. */
async function endIfLast(presence: Presence): Promise<'ended' | 'others' | 'dead'> {
  try {
    if (!(await presence.leave())) return 'others'
    await presence.shutDown()
    return 'ended'
  } catch {
    return 'dead'
  }
}

const soon = <T>(answer: Promise<T>): Promise<T | null> => Promise.race([answer, pause(1000, null)])

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  if (signal.aborted) resolve()
  return promise
}

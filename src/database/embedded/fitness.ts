import { rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { CannotStart } from '../../config.ts'
import type { Place } from './place.ts'

interface Probes {
  keepsModes: (folder: string) => Promise<boolean>
  takesSockets: (socket: string) => Promise<boolean>
}

/** Refuses the data of somebody else: even root would leave files there that they can no longer open. */
export async function refuseForeignData({ dataDir, data }: Place): Promise<void> {
  const owner = await stat(data).then(
    ({ uid }) => uid,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : -1),
  )
  if (owner === null || owner === process.getuid?.()) return
  throw new CannotStart(`DATA_DIR: the database in ${dataDir} belongs to another user; start as that user, or choose another folder.`)
}

/** Refuses what MariaDB would fail on later, or worse than fail, such as the folders of Windows under /mnt/c. */
export async function refuseUnfit({ dataDir, socket }: Place, probes: Probes = { keepsModes, takesSockets }): Promise<void> {
  const lacking: string[] = []
  if (!(await probes.keepsModes(dataDir))) lacking.push('keeps no file modes')
  if (!(await probes.takesSockets(socket))) lacking.push('has no unix sockets')
  if (lacking.length === 0) return
  throw new CannotStart(
    `DATA_DIR: ${dataDir} ${lacking.join(' and ')}, so the database cannot live there; choose a folder on a Unix file system, such as ~/raseel-data.`,
  )
}

async function keepsModes(folder: string): Promise<boolean> {
  const probe = join(folder, `.modes-${process.pid}`)
  try {
    await writeFile(probe, '', { mode: 0o600 })
    return ((await stat(probe)).mode & 0o777) === 0o600
  } finally {
    await rm(probe, { force: true })
  }
}

function takesSockets(socket: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const probe = createServer()
  probe.once('error', () => resolve(false))
  // As long as the name of the real one, so that this is no test of lengths.
  probe.listen(`${socket.slice(0, -4)}.${String(process.pid % 1000).padStart(3, '0')}`, () => probe.close(() => resolve(true)))
  return promise
}

import { lstat, mkdir, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CannotStart } from '../../config.ts'
import type { Place } from './place.ts'

const isFar = ({ dataDir, socket }: Place): boolean => dirname(socket) !== dataDir

/** Everybody may write to the temporary folder: a folder that somebody else made there is not ours to trust with a password. */
export async function refuseForeignSocket(place: Place): Promise<void> {
  if (!isFar(place)) return
  const folder = dirname(place.socket)
  const found = await lstat(folder).catch(() => null)
  if (found === null) return
  const ours = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o777) === 0o700
  if (!ours) throw new CannotStart(`DATA_DIR: its path is too long for the database, and ${folder} is in somebody else's use.`)
}

export async function makeSocketFolder(place: Place): Promise<void> {
  if (isFar(place)) await mkdir(dirname(place.socket), { recursive: true, mode: 0o700 })
  await refuseForeignSocket(place)
}

/** After the server has ended, under the lock: one that was killed leaves its socket. */
export async function removeSocketFolder(place: Place): Promise<void> {
  if (!isFar(place)) return
  await rm(place.socket, { force: true })
  await rmdir(dirname(place.socket)).catch(() => {})
}

import { createHash } from 'node:crypto'
import { mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from '../../config.ts'

/** Where everything of one embedded server lies. */
export interface Place {
  dataDir: string
  data: string
  users: string
  socket: string
  pid: string
  log: string
  lock: string
}

/** The system's limit is 107 bytes (103 on macOS), and a longer path is cut off silently by some programs. */
const longestSocketPath = 100

/** The same place by whatever path the folder is named. */
export async function placeIn(folder: string): Promise<Place> {
  const dataDir = await madeFolder(folder)
  const data = join(dataDir, 'database')
  return {
    dataDir,
    data,
    users: join(data, 'raseel-users.json'),
    socket: socketFor(dataDir),
    pid: join(data, 'raseel.pid'),
    log: join(dataDir, 'database.log'),
    lock: join(dataDir, 'database.lock'),
  }
}

async function madeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await realpath(folder)
  } catch {
    throw new CannotStart(`DATA_DIR: the folder ${folder} cannot be made or entered; choose one of your own.`)
  }
}

function socketFor(dataDir: string): string {
  const near = join(dataDir, 'database.sock')
  const far = join(tmpdir(), `raseel-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`, 'socket')
  const socket = [near, far].find((path) => Buffer.byteLength(path) <= longestSocketPath)
  if (!socket) throw new CannotStart('DATA_DIR: its path is too long for the database, and so is TMPDIR.')
  return socket
}

import { createConnection, type RowDataPacket } from 'mysql2/promise'
import type { Place } from './place.ts'
import { refuseForeignSocket } from './socket-folder.ts'
import { keeperName, passwordsIn } from './users.ts'

/**
 * The connection by which an app process counts as present. The server itself keeps the list: a process that is killed
 * disappears from it at once. The same connection tells when the server has died.
 */
export interface Presence {
  /** Resolves when the connection has ended, by whichever side. */
  ended: Promise<void>
  /** Takes this process off the list; answers whether it was the last on it. */
  leave: () => Promise<boolean>
  shutDown: () => Promise<void>
  close: () => void
}

/** No server: nobody listens, or it hung up on us because it is about to end. */
const nobodyThere = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN'])

/** Null when no server answers. */
export async function appear(place: Place): Promise<Presence | null> {
  const passwords = await passwordsIn(place)
  if (!passwords) return null
  await refuseForeignSocket(place)
  try {
    const connection = await createConnection({ socketPath: place.socket, user: keeperName, password: passwords.keeper })
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    connection.on('error', () => resolve())
    connection.on('end', () => resolve())
    await connection.query('SET SESSION wait_timeout = 31536000')
    return {
      ended,
      leave: async () => {
        // Everybody marks themselves before counting. Two who leave at once may both find nobody else, never neither.
        await connection.query('USE information_schema')
        const [rows] = await connection.query<RowDataPacket[]>('SELECT ID FROM PROCESSLIST WHERE USER = ? AND DB IS NULL LIMIT 1', [
          keeperName,
        ])
        return rows.length === 0
      },
      shutDown: async () => {
        await connection.query('SHUTDOWN')
      },
      close: () => connection.destroy(),
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && nobodyThere.has(String(error.code))) return null
    throw error
  }
}

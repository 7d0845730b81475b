import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { unreadable, unreadableAnswer } from './unreadable.ts'

export interface Listening {
  port: number
  /** Takes no new requests, finishes those that run, and after so many milliseconds ends what still hangs. */
  stop: (patience?: number) => Promise<void>
}

/** Serves the app until stopped. Rejects when the port is taken. */
export async function listen(
  app: Hono<Pick<Env, 'Bindings'>>,
  { port, host }: { port: number; host?: string | undefined },
): Promise<Listening> {
  let stopping = false
  const answer = getRequestListener(app.fetch, { errorHandler: () => unreadableAnswer() })
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 75_000 }, (request, response) => {
    if (stopping) response.setHeader('Connection', 'close')
    forgiveAborts(request, response)
    void answer(request, response)
  })
  server.on('clientError', refuseConnection)
  await listening(server, port, host)
  return {
    port: portOf(server),
    stop: (patience = 10_000) => {
      stopping = true
      return closed(server, patience)
    },
  }
}

/** Somebody who goes away in the middle is no event of ours. */
function forgiveAborts(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => {})
  response.on('error', () => {})
}

/** What Node's parser could not read, or waited for in vain, never becomes a request. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  socket.end(unreadable(status))
}

function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, () => {
    server.off('error', reject)
    resolve()
  })
  return promise
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

function closed(server: Server, patience: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => server.closeAllConnections(), patience)
  server.close(() => {
    clearTimeout(timer)
    resolve()
  })
  server.closeIdleConnections()
  return promise
}

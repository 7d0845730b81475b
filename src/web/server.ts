import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import { bareAnswer, bareBytes } from './bare.ts'
import type { Env } from './context.ts'
import type { Log } from './log.ts'
import { largestForm } from './posted.ts'

export interface Listening {
  port: number
  /** Takes no new requests, finishes those that run, and after so many milliseconds ends what still hangs. */
  stop: (milliseconds?: number) => Promise<void>
}

export interface ServerParts {
  app: Hono<Pick<Env, 'Bindings'>>
  log: Log
  port: number
  host?: string | undefined
  patience?: Patience
}

/** Milliseconds: for the headers, for the whole request, between two requests, and from one look at what is late to the next. */
interface Patience {
  headersTimeout: number
  requestTimeout: number
  keepAliveTimeout: number
  connectionsCheckingInterval: number
}

/** A form on a slow phone arrives in 30 seconds; proxies keep their connections for a minute, we a little longer. */
const usualPatience: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
}

/** Serves the app until stopped. Rejects when the port is taken. */
export async function listen({ app, log, port, host, patience = usualPatience }: ServerParts): Promise<Listening> {
  const running = new Map<Socket, ServerResponse>()
  let stopping = false
  // A request without a host, as some health probes send, comes to the door for strangers.
  const answer = getRequestListener(app.fetch, { hostname: 'no-host.invalid', errorHandler: (error) => lastAnswer(error, log) })

  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    running.set(socket, response)
    response.on('close', () => {
      if (running.get(socket) === response) running.delete(socket)
      if (stopping) setImmediate(() => server.closeIdleConnections())
    })
    forgiveAborts(request, response)
    void answer(request, response)
  }
  const server = createServer({ ...patience, requireHostHeader: false }, serve)
  server.on('checkExpectation', serve)
  server.on('checkContinue', (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= largestForm) response.writeContinue()
    serve(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket, running.get(socket)))

  await opened(server, port, host)
  return {
    port: portOf(server),
    stop: (milliseconds = 10_000) => {
      stopping = true
      for (const response of running.values()) if (!response.headersSent) response.setHeader('Connection', 'close')
      return closed(server, milliseconds)
    },
  }
}

/** What was no request that could be handed to the app, or made even its error page fail. */
function lastAnswer(error: unknown, log: Log): Response {
  if (error instanceof RequestError) return bareAnswer(400)
  log.error({ err: error }, 'request failed without an answer')
  return bareAnswer(500)
}

/** Somebody who goes away in the middle is no event of ours. */
function forgiveAborts(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => {})
  response.on('error', () => {})
}

/** What Node's parser could not read, or waited for in vain. Where an answer has begun, nothing may follow it. */
function refuse(error: NodeJS.ErrnoException, socket: Socket, running: ServerResponse | undefined): void {
  const answering = running?.headersSent && !running.writableFinished
  if (error.code === 'ECONNRESET' || !socket.writable || answering) return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  socket.end(bareBytes(status))
}

function opened(server: Server, port: number, host: string | undefined): Promise<void> {
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

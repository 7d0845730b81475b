import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What happens to a statement on its way; without an answer it passes. */
export type Fate =
  /** The connection is gone before the server has heard it. */
  | 'lost'
  /** The server does it, and the connection is gone before its answer. */
  | 'unanswered'
  /** The server does it; the connection stands and stays silent. */
  | 'silent'

export interface Wire {
  port: number
  /** Asked about every statement that a client sends. */
  fate: (statement: string) => Fate | undefined
  /** Milliseconds that everything takes on its way, there and back. */
  delay: number
  close: () => Promise<void>
}

/** Stands between a client and the server's socket, as a network does that is slow or breaks. */
export async function aWire(socketPath: string): Promise<Wire> {
  const open = new Set<Socket>()
  const wire: Wire = { port: 0, fate: () => undefined, delay: 0, close: async () => {} }
  const server = createServer((client) => {
    const upstream = connect(socketPath)
    open.add(client).add(upstream)
    let fate: Fate | undefined
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    inOrder(client, async (data) => {
      if (wire.delay > 0) await pause(wire.delay)
      fate ??= statementsIn(data)
        .map((statement) => wire.fate(statement))
        .find(Boolean)
      if (fate === 'lost') return end()
      upstream.write(data)
    })
    inOrder(upstream, async (data) => {
      if (fate === 'unanswered') return end()
      if (fate === 'silent') return
      if (wire.delay > 0) await pause(wire.delay)
      client.write(data)
    })
    for (const socket of [client, upstream]) {
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        end()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  wire.port = (server.address() as AddressInfo).port
  wire.close = async () => {
    for (const socket of open) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return wire
}

/** One piece after the other, however long each takes. */
function inOrder(socket: Socket, work: (data: Buffer) => Promise<void>): void {
  let last = Promise.resolve()
  socket.on('data', (data: Buffer) => {
    last = last.then(() => work(data)).catch(() => {})
  })
}

/** The texts of COM_QUERY packets: three bytes of length, one of sequence, the command 3, then the statement. */
function statementsIn(data: Buffer): string[] {
  const statements: string[] = []
  for (let at = 0; at + 5 <= data.length; ) {
    const length = data.readUIntLE(at, 3)
    if (data[at + 4] === 3) statements.push(data.toString('utf8', at + 5, at + 4 + length))
    at += 4 + length
  }
  return statements
}

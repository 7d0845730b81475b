import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export interface Received {
  from: string
  to: string[]
  raw: string
  /** The headers, unfolded, by lower-case name. */
  headers: Map<string, string>
}

export interface MailServer {
  url: string
  port: number
  mails: Received[]
  /** Connections that were opened, whatever came of them. */
  visits: () => number
  close: () => Promise<void>
}

type Behaviour = Pick<
  SMTPServerOptions,
  'onRcptTo' | 'onAuth' | 'secure' | 'key' | 'cert' | 'authOptional' | 'onMailFrom' | 'disabledCommands'
> & {
  /** Called with each mail once its data are read, before it is acknowledged. */
  beforeAccepting?: (mail: Received, session: SMTPServerSession) => Promise<void>
  /** Cuts the connection in the middle of the data instead. */
  cutsAfter?: () => boolean
  port?: number
}

/** A real SMTP server on this machine that keeps what it accepts. */
export async function aMailServer({ beforeAccepting, cutsAfter, port = 0, ...options }: Behaviour = {}): Promise<MailServer> {
  const mails: Received[] = []
  let visits = 0
  const server = new SMTPServer({
    authOptional: true,
    // A certificate that nobody signed would only be refused; what is tested is what the server says.
    hideSTARTTLS: true,
    logger: false,
    onConnect: (_session, done) => {
      visits += 1
      done()
    },
    onData: (stream, session, done) => {
      if (cutsAfter?.()) return void stream.once('data', () => cut(server))
      const take = async () => {
        const mail = await read(stream, session)
        await beforeAccepting?.(mail, session)
        mails.push(mail)
      }
      take().then(() => done(), done)
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const { port: listening } = server.server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      cut(server)
      server.close(resolve)
    })
  return { url: `smtp://127.0.0.1:${listening}`, port: listening, mails, visits: () => visits, close }
}

/** The server's connections are destroyed, as by a machine that goes away. */
function cut(server: SMTPServer): void {
  const { connections } = server as unknown as { connections: Set<{ _socket: { destroy: () => void } }> }
  for (const connection of connections) connection._socket.destroy()
}

async function read(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Received> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  const raw = Buffer.concat(parts).toString('utf8')
  const { mailFrom, rcptTo } = session.envelope
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw, headers: headersOf(raw) }
}

function headersOf(raw: string): Map<string, string> {
  const [head = ''] = raw.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => {
      const [name = '', ...rest] = line.split(':')
      return [name.toLowerCase(), rest.join(':').trim()]
    }),
  )
}

export const answering = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TextGateway } from '../../src/config/text-gateway.ts'

interface TakenText {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** As it was sent. */
  raw: string
}

export interface GatewayServer {
  url: string
  port: number
  texts: TakenText[]
  /** Requests that came, whatever was answered. */
  asked: () => number
  close: () => Promise<void>
}

type Answer = (response: ServerResponse, text: TakenText) => void | Promise<void>

export const took: Answer = (response) => answered(response, 202, { status: 'queued', message: { id: 'g-1' } })

export const answered = (response: ServerResponse, status: number, content: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content))
}

/** A gateway on this machine: what it takes (answers 2xx) it keeps. */
export async function aGatewayServer(answer: Answer = took, port = 0): Promise<GatewayServer> {
  const texts: TakenText[] = []
  let asked = 0
  const server = createServer(async (request, response) => {
    asked += 1
    request.setEncoding('utf8')
    let raw = ''
    for await (const part of request) raw += part
    const text = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, raw }
    response.on('finish', () => {
      if (response.statusCode < 300) texts.push(text)
    })
    await answer(response, text)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: listening } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${listening}/messages`, port: listening, texts, asked: () => asked, close }
}

export const aGateway = (url: string, given: Partial<TextGateway> = {}): TextGateway => ({
  url,
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: 'Bearer a secret of the clinic' },
  body: '{"to":"{phone}","text":"{text}","id":"{id}"}',
  taken: { status: [200, 202] },
  timeout: 2000,
  ...given,
})

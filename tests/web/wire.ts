import { connect } from 'node:net'

/** Sends bytes as they are and answers all that comes back until the other side closes. */
export function raw(port: number, ...parts: (string | Buffer)[]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    received += text
  })
  socket.on('error', () => {})
  socket.on('close', () => resolve(received))
  for (const part of parts) socket.write(part)
  return promise
}

export const statusesIn = (answer: string): number[] => [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status))

export const get = (path: string, headers: Record<string, string> = {}): string => request('GET', path, headers)

export function request(method: string, path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ Host: 'localhost:3000', Connection: 'close', 'Accept-Language': 'en', ...headers })
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

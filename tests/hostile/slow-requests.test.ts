import { connect, type Socket } from 'node:net'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { openLog } from '../../src/web/log.ts'
import { type Listening, listen } from '../../src/web/server.ts'
import { testSite } from '../web/test-site.ts'
import { get, raw, request, statusesIn } from '../web/wire.ts'

const patience = { headersTimeout: 700, requestTimeout: 1000, keepAliveTimeout: 700, connectionsCheckingInterval: 50 }
const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }
/** Of each kind at once. */
const many = 100

let server: Listening
let done: string[]
let trickling: NodeJS.Timeout[]

beforeEach(async () => {
  done = []
  trickling = []
  const { app } = testSite(
    new Hono<Env>()
      .get('/page', (c) => c.text('here'))
      .post('/note', (c) => {
        done.push(c.var.posted.toString())
        return c.text('done')
      }),
  )
  const any = new Hono<Pick<Env, 'Bindings'>>().all('*', (c) => app.fetch(c.req.raw, { ...c.env }))
  server = await listen({ app: any, log: openLog('silent'), port: 0, host: '127.0.0.1', patience })
})

afterEach(async () => {
  for (const timer of trickling) clearInterval(timer)
  await server.stop(1000)
})

/** Begins with this, then goes on byte by byte for as long as it is let, and never ends; answers what was said to it at last. */
function trickle(begin: string, byte: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket: Socket = connect(server.port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    received += text
  })
  socket.on('error', () => {})
  const timer = setInterval(() => socket.writable && socket.write(byte), 20)
  trickling.push(timer)
  socket.on('close', () => {
    clearInterval(timer)
    resolve(received)
  })
  if (begin !== '') socket.write(begin)
  return promise
}

const headersWithoutEnd = request('GET', '/page').replace(/\r\n$/, 'X-Slow: ')
const bodyWithoutEnd = request('POST', '/note', { ...form, 'Content-Length': '60000' })
const chunksWithoutEnd = request('POST', '/note', { ...form, 'Transfer-Encoding': 'chunked' })

test.each([
  ['headers', headersWithoutEnd, 'a'],
  ['a request line', 'GET /', 'a'],
  ['a form of a length', `${bodyWithoutEnd}note=`, 'a'],
  ['a form in pieces', chunksWithoutEnd, '1\r\na\r\n'],
])('%s byte by byte: waited for so long, and then refused', async (_, begin, byte) => {
  const answer = await trickle(begin, byte)
  expect(statusesIn(answer)).toEqual([408])
  expect(answer).toMatch(/Content-Security-Policy: default-src 'none'/i)
  expect(done).toEqual([])
})

test('somebody who connects and says nothing is not waited for either', async () => {
  expect(statusesIn(await trickle('', ''))).not.toContain(200)
})

test('a second request on a connection is not waited for longer than the first', async () => {
  const answer = await trickle(`${get('/page', { Connection: 'keep-alive' })}${headersWithoutEnd}`, 'a')
  expect(statusesIn(answer).filter((status) => status !== 408)).toEqual([200])
})

test('hundreds of slow ones keep nobody else waiting, and all are ended', async () => {
  const slow = Array.from({ length: many }, () => [
    trickle(headersWithoutEnd, 'a'),
    trickle(`${bodyWithoutEnd}note=`, 'a'),
    trickle('', ''),
  ]).flat()
  for (const _ of [1, 2, 3]) expect(await raw(server.port, get('/page'))).toMatch(/here$/)
  expect(await raw(server.port, request('POST', '/note', { ...form, 'Content-Length': '6' }), 'note=a')).toMatch(/done$/)
  const answers = await Promise.all(slow)
  expect(answers.flatMap(statusesIn).filter((status) => status !== 408)).toEqual([])
  expect(done).toEqual(['note=a'])
})

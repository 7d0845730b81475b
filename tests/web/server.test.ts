import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { openLog } from '../../src/web/log.ts'
import { type Listening, listen } from '../../src/web/server.ts'
import { plainRoutes, testSite } from './test-site.ts'
import { get, raw, request, statusesIn } from './wire.ts'

let server: Listening
let held: PromiseWithResolvers<void>
let reached: PromiseWithResolvers<void>
let done: string[]

const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }

beforeEach(async () => {
  held = Promise.withResolvers()
  reached = Promise.withResolvers()
  done = []
  const { app } = testSite(
    new Hono<Env>()
      .route('/', plainRoutes())
      .get('/client', (c) => c.text(c.var.client))
      .post('/echo', (c) => {
        done.push(c.var.posted.toString())
        return c.text(c.var.posted.get('note') ?? '')
      })
      .get('/slow', async (c) => {
        reached.resolve()
        await held.promise
        return c.text('finished')
      })
      .get('/broken', () => {
        throw new Error('broken')
      }),
  )
  const any = new Hono<Pick<Env, 'Bindings'>>().all('*', (c) => app.fetch(c.req.raw, { ...c.env }))
  server = await listen({ app: any, log: openLog('silent'), port: 0, host: '127.0.0.1' })
})

afterEach(async () => {
  held.resolve()
  await server.stop(1000)
})

describe('over the wire', () => {
  test('a page, its head and its compressed form', async () => {
    expect(await raw(server.port, get('/page'))).toMatch(/\r\n\r\nhere$/)
    const head = await raw(server.port, request('HEAD', '/page'))
    expect(statusesIn(head)).toEqual([200])
    expect(head).toMatch(/\r\n\r\n$/)
    const packed = await fetch(`http://127.0.0.1:${server.port}/nowhere`, { headers: { 'Accept-Encoding': 'br' } })
    expect(packed.headers.get('Content-Encoding')).toBe('br')
    expect(await packed.text()).toContain('<main')
    expect((await raw(server.port, request('HEAD', '/nowhere', { 'Accept-Encoding': 'br' }))).split('\r\n\r\n')[1]).toBe('')
  })

  test('a form in pieces, with and without its length', async () => {
    const declared = request('POST', '/echo', { ...form, 'Content-Length': '11' })
    expect(await raw(server.port, declared, 'note', '=a', '%20bc')).toMatch(/a bc$/)
    const chunked = request('POST', '/echo', { ...form, 'Transfer-Encoding': 'chunked' })
    expect(await raw(server.port, chunked, '5\r\nnote=\r\n', '3\r\nabc\r\n', '0\r\n\r\n')).toMatch(/abc$/)
  })

  test('letters that are cut in two by a chunk are whole again', async () => {
    const letters = Buffer.from('note=سارة')
    const chunked = request('POST', '/echo', { ...form, 'Transfer-Encoding': 'chunked' })
    const chunk = (bytes: Buffer) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
    expect(await raw(server.port, chunked, chunk(letters.subarray(0, 6)), chunk(letters.subarray(6)), '0\r\n\r\n')).toMatch(/سارة$/)
  })

  test('ten megabytes are refused, said or not, and the answer still arrives', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024, 'a')
    const url = `http://127.0.0.1:${server.port}/echo`
    const said = await fetch(url, { method: 'POST', headers: { ...form, 'Accept-Language': 'en' }, body })
    expect(said.status).toBe(413)
    expect(await said.text()).toContain('Too much at once')
    const unsaid = await fetch(url, { method: 'POST', headers: form, body: new Blob([body]).stream(), duplex: 'half' })
    expect(unsaid.status).toBe(413)
    expect(done).toEqual([])
  })

  test('a body that waits for a go-ahead gets it when it is short, and a refusal when it is long', async () => {
    const expecting = (length: number) => request('POST', '/echo', { ...form, Expect: '100-continue', 'Content-Length': String(length) })
    expect(statusesIn(await raw(server.port, expecting(6), 'note=a'))).toEqual([100, 200])
    expect(statusesIn(await raw(server.port, expecting(10_000_000)))).toEqual([413])
  })

  test('somebody who goes away in the middle of a form leaves nothing behind', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(request('POST', '/echo', { ...form, 'Content-Length': '100' }))
    socket.write('note=half')
    await new Promise((sent) => socket.write('', sent))
    socket.destroy()
    expect(await raw(server.port, get('/page'))).toMatch(/here$/)
    expect(done).toEqual([])
  })

  test('somebody who goes away before the answer does not disturb others', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(get('/slow'))
    await reached.promise
    socket.destroy()
    held.resolve()
    expect(await raw(server.port, get('/page'))).toMatch(/here$/)
  })

  test('our own fault is a page too', async () => {
    expect(statusesIn(await raw(server.port, get('/broken')))).toEqual([500])
  })

  test('a health probe that names no host is answered', async () => {
    expect(statusesIn(await raw(server.port, 'GET /healthz HTTP/1.0\r\n\r\n'))).toEqual([200])
  })

  test('who asks for another protocol gets the page in this one', async () => {
    expect(await raw(server.port, get('/page', { Connection: 'upgrade, close', Upgrade: 'websocket' }))).toMatch(/here$/)
  })

  test('methods that would make a proxy of us are not taken', async () => {
    expect(statusesIn(await raw(server.port, request('TRACE', '/page')))).toEqual([403])
    expect(statusesIn(await raw(server.port, request('CONNECT', 'elsewhere.example:443')))).not.toContain(200)
  })

  test('the person’s address is that of the connection', async () => {
    expect(await raw(server.port, get('/client', { 'X-Forwarded-For': '1.2.3.4' }))).toMatch(/\r\n\r\n127\.0\.0\.1$/)
  })
})

describe('what is no request', () => {
  test.each([
    ['noise', 'hello\r\n\r\n', 400],
    ['a name with a space', get('/page', { 'Bad Name': 'x' }), 400],
    ['a host that is none', get('/page', { Host: 'local host' }), 400],
    ['a host with a path', get('/page', { Host: 'localhost/..//x' }), 400],
    ['a path that is none', request('GET', 'page'), 400],
    ['a path with a backslash', get('/\\elsewhere.example/'), 400],
    ['two lengths', `POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    [
      'a length and chunks',
      `POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['headers without end', get('/page', { Cookie: 'a'.repeat(20_000) }), 431],
    ['an endless address', get(`/${'a'.repeat(20_000)}`), 431],
  ])('%s is answered in both languages, with the same headers as all else', async (_, bytes, status) => {
    const answer = await raw(server.port, bytes)
    expect(statusesIn(answer)).toEqual([status])
    expect(answer).toMatch(/Content-Security-Policy: default-src 'none'/i)
    expect(answer).toMatch(/X-Content-Type-Options: nosniff/i)
    expect(answer).toContain('That could not be read')
    expect(answer).toContain('تعذرت قراءة الطلب')
  })

  test('a broken chunk ends the connection with one answer', async () => {
    const chunked = request('POST', '/echo', { ...form, 'Transfer-Encoding': 'chunked' })
    const answer = await raw(server.port, chunked, 'zz\r\nnote=a\r\n0\r\n\r\n')
    expect(statusesIn(answer)).toEqual([400])
    expect(done).toEqual([])
  })
})

describe('stopping', () => {
  test('finishes what runs, then closes', async () => {
    const running = raw(server.port, get('/slow', { Connection: 'keep-alive' }))
    await reached.promise
    const stopped = server.stop(30_000)
    await expect(fetch(`http://127.0.0.1:${server.port}/page`)).rejects.toThrow()
    held.resolve()
    await stopped
    const answer = await running
    expect(answer).toMatch(/finished$/)
    expect(answer).toMatch(/connection: close/i)
  })

  test('does not wait for idle connections', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const answered = text(socket)
    socket.write(get('/page', { Connection: 'keep-alive' }))
    await new Promise((received) => socket.once('data', received))
    await server.stop(30_000)
    expect(await answered).toMatch(/here$/)
  })

  test('ends what hangs after its patience', async () => {
    const running = raw(server.port, get('/slow'))
    await reached.promise
    await server.stop(10)
    expect(await running).toBe('')
  })
})

test('a port that is taken is an error, not a silence', async () => {
  await expect(listen({ app: new Hono(), log: openLog('silent'), port: server.port, host: '127.0.0.1' })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

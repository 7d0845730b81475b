import { Writable } from 'node:stream'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { errorForLog, openLog } from '../../src/web/log.ts'
import { Refusal } from '../../src/web/refusal.ts'
import { posting } from '../support/app.ts'
import { somebody, testSite } from './test-site.ts'

function logged(level = 'info') {
  const lines: string[] = []
  const log = openLog(
    level,
    new Writable({
      write: (line, _, done) => {
        lines.push(String(line))
        done()
      },
    }),
  )
  return { log, lines: () => lines.map((line) => JSON.parse(line)), all: () => lines.join('') }
}

const routes = new Hono<Env>()
  .get('/patients/:patient', (c) => c.text('seen'))
  .post('/search', (c) => c.redirect('/search/1', 303))
  .get('/parse', () => JSON.parse('{"name": سارة القحطاني}'))
  .get('/forbidden', () => {
    throw new Refusal(403)
  })
  .get('/broken', () => {
    throw new TypeError('patient is undefined')
  })

test('a request is a line with method, pattern, status, duration and id, and nothing of what was asked', async () => {
  const { log, lines, all } = logged()
  const { ask } = testSite(routes, { log })
  const answer = await ask('/patients/0192-secret?name=Sara', { headers: { Cookie: '__Host-session=token' } })
  await ask('/search', posting({ words: 'Sara 0501234567' }))
  await ask('/patients/%D8%B3/nowhere')
  expect(lines()[0]).toEqual({
    level: 30,
    time: expect.any(String),
    requestId: answer.headers.get('X-Request-Id'),
    site: 'patient',
    method: 'GET',
    route: '/patients/:patient',
    status: 200,
    ms: expect.any(Number),
    msg: 'request',
  })
  expect(lines().map(({ method, status }) => [method, status])).toEqual([
    ['GET', 200],
    ['POST', 303],
    ['GET', 404],
  ])
  expect(all()).not.toMatch(/secret|Sara|050123|token|%D8/)
})

test('a failure is logged where it happened, without what it may quote', async () => {
  const { log, lines, all } = logged()
  const { ask } = testSite(routes, { log })
  await ask('/broken')
  expect(lines()[0]).toMatchObject({ msg: 'request failed', err: { kind: 'TypeError', message: 'patient is undefined' } })
  expect(lines()[0].err.at[0]).toContain('log.test.ts')
  await ask('/parse')
  expect(lines()[2]).toMatchObject({ err: { kind: 'SyntaxError' } })
  expect(all()).not.toMatch(/سارة/)
})

test('files and signs of life are not worth a line', async () => {
  const { log, all } = logged()
  const { ask } = testSite(routes, { log })
  await ask('/healthz')
  await ask('/static/app.0123456789.js')
  expect(all()).toBe('')
})

test('whatever is thrown can be logged, with its cause', () => {
  expect(errorForLog('Sara')).toEqual({ kind: 'string' })
  const cause = Object.assign(new Error('about Sara'), { code: 'ECONNRESET' })
  const { at: _, ...said } = errorForLog(new Error('0501234567', { cause }))
  expect(said).toMatchObject({ kind: 'Error', cause: { kind: 'Error', code: 'ECONNRESET' } })
  expect(JSON.stringify(said)).not.toMatch(/Sara|0501/)
})

test('who is refused is named by the id of the account, and nobody else is', async () => {
  const { log, lines } = logged()
  const actor = somebody()
  const { ask } = testSite(routes, { log, actor: async () => actor })
  for (const path of ['/forbidden', '/nowhere', '/patients/0192']) await ask(path)
  expect(lines().map(({ status, user }) => [status, user])).toEqual([
    [403, actor.user],
    [404, actor.user],
    [200, undefined],
  ])
})

test('what somebody sends cannot begin a line of its own', async () => {
  const { log, all } = logged()
  const line = '\n{"level":30,"msg":"the audit is sealed"}\r\n'
  const broken = new Hono<Env>().get('/broken', (c) => {
    throw Object.assign(new TypeError(`no ${c.req.query('what')}`), { code: line, cause: new TypeError(line) })
  })
  const { ask } = testSite(broken, { log })
  await ask(`/broken?what=${encodeURIComponent(line)}`, { headers: { 'X-Request-Id': 'mine' } })
  await ask(`/nowhere${encodeURIComponent(line)}`)
  const lines = all()
    .split(/[\r\n]+/)
    .filter((one) => one !== '')
  expect(lines.map((one) => JSON.parse(one).msg)).toEqual(['request failed', 'request', 'request'])
  expect(all()).not.toContain('"mine"')
})

import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { routes } from '../../src/app.tsx'
import type { Env } from '../../src/web/context.ts'
import { plainRoutes, testSite } from './test-site.ts'

const { ask } = testSite(
  new Hono<Env>()
    .route('/', plainRoutes())
    .get('/only/:id', (c) => c.text('read'))
    .use('/only/*', async (_, next) => next()),
)
const own = { headers: { 'Sec-Fetch-Site': 'same-origin' } }

test('the head of a page is the page without its words', async () => {
  const answer = await ask('/page', { method: 'HEAD' })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect((await ask('/nowhere', { method: 'HEAD' })).status).toBe(404)
})

test('a page says which methods it takes', async () => {
  const answer = await ask('/page', { method: 'OPTIONS' })
  expect([answer.status, answer.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST'])
  expect((await ask('/only/1', { method: 'OPTIONS' })).headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  expect((await ask('/nowhere', { method: 'OPTIONS' })).status).toBe(404)
})

test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is not taken anywhere', async (method) => {
  const answer = await ask('/page', { method, ...own })
  expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST'])
  expect(await answer.text()).toContain('This address does not take that')
  expect((await ask('/nowhere', { method, ...own })).status).toBe(404)
})

test('a form sent to a page that takes none is told so', async () => {
  expect((await ask('/only/1', { method: 'POST', ...own })).status).toBe(405)
})

describe.each(['patient', 'staff'] as const)('on the %s site', (site) => {
  const all = routes[site].flatMap((room) => room.routes)
  const paths = (method: string) => new Set(all.filter((route) => route.method === method).map(({ path }) => path))

  test('every address that takes a form can be opened too, so that the language switch leads somewhere', () => {
    expect([...paths('POST').difference(paths('GET'))]).toEqual([])
  })

  test('only GET and POST are used, the two that forms know', () => {
    expect(all.filter(({ method }) => !['GET', 'POST', 'ALL'].includes(method))).toEqual([])
  })
})

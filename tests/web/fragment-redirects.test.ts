import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { testSite } from './test-site.ts'

const { ask } = testSite(
  new Hono<Env>().get('/list', (c) => {
    c.header('Set-Cookie', 'seen=1')
    return c.redirect('/elsewhere?day=2', 303)
  }),
)

test('a page is sent on by a redirect', async () => {
  const answer = await ask('/list')
  expect([answer.status, answer.headers.get('Location'), answer.headers.get('HX-Redirect')]).toEqual([303, '/elsewhere?day=2', null])
})

test('a part of a page sends the whole browser on, and keeps the headers', async () => {
  const answer = await ask('/list', { headers: { 'HX-Request-Type': 'partial' } })
  expect([answer.status, answer.headers.get('Location'), answer.headers.get('HX-Redirect')]).toEqual([204, null, '/elsewhere?day=2'])
  expect(answer.headers.getSetCookie()).toEqual(['seen=1'])
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
})

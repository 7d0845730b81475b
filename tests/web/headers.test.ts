import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { Refusal } from '../../src/web/refusal.ts'
import { posting } from '../support/app.ts'
import { plainRoutes, somebody, testSite } from './test-site.ts'

const routes = plainRoutes()
  .get('/away', (c) => c.redirect('/page', 303))
  .get('/refused', () => {
    throw new Refusal(403)
  })
  .get('/broken', () => {
    throw new Error('broken')
  })
  .get('/cookie', (c) => c.text('set', 200, { 'Set-Cookie': 'a=b' }))

const { ask } = testSite(routes)

describe('every answer forbids scripts from elsewhere, framing and guessing', () => {
  test.each([
    ['a page', '/page', {}],
    ['a form', '/page', posting({})],
    ['a redirect', '/away', {}],
    ['a switch of language', '/page?lang=ar', {}],
    ['a refusal', '/refused', {}],
    ['a failure', '/broken', {}],
    ['an address that does not exist', '/nowhere', {}],
    ['a method that is not taken', '/page', { method: 'DELETE', headers: { 'Sec-Fetch-Site': 'same-origin' } }],
    ['a question for methods', '/page', { method: 'OPTIONS' }],
    ['a foreign form', '/page', { method: 'POST', headers: { Origin: 'null' } }],
    ['a file', '/static/app.0123456789.js', {}],
    ['a file that is gone', '/static/app.gone.js', {}],
    ['a sign of life', '/healthz', {}],
    ['readiness', '/readyz', {}],
    ['a damaged address', '/%zz', {}],
    ['the head of a page', '/page', { method: 'HEAD' }],
  ] as [string, string, RequestInit][])('%s', async (_, path, init) => {
    const { headers } = await ask(path, init)
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Permissions-Policy')).toContain('geolocation=()')
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('Strict-Transport-Security')).toBeNull()
    expect(headers.get('Cache-Control')).not.toBeNull()
  })
})

test('an https site asks browsers to stay with it', async () => {
  const { ask } = testSite(plainRoutes(), { url: 'https://clinic.example' })
  expect((await ask('/page')).headers.get('Strict-Transport-Security')).toBe('max-age=63072000')
})

describe('nothing that a signed-in person sees is kept', () => {
  const { ask } = testSite(
    new Hono<Env>().route('/', routes).get('/kept', (c) => c.text('', 200, { 'Cache-Control': 'public' })),
    {
      actor: async () => somebody(),
    },
  )
  test.each(['/page', '/away', '/refused', '/broken', '/nowhere', '/kept'])('%s', async (path) => {
    expect((await ask(path)).headers.get('Cache-Control')).toBe('no-store')
  })

  test('but the files, which are everybody’s', async () => {
    expect((await ask('/static/app.0123456789.js')).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  })
})

test('a public page is asked for again each time; what is posted, refused or brings a cookie is not kept at all', async () => {
  expect((await ask('/page')).headers.get('Cache-Control')).toBe('private, no-cache')
  expect((await ask('/page', posting({}))).headers.get('Cache-Control')).toBe('no-store')
  expect((await ask('/refused')).headers.get('Cache-Control')).toBe('no-store')
  expect((await ask('/cookie')).headers.get('Cache-Control')).toBe('no-store')
})

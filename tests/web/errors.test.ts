import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describe, expect, test } from 'vitest'
import { DatabaseError, NotYours, Unavailable } from '../../src/database/errors.ts'
import type { Env } from '../../src/web/context.ts'
import { Refusal, type RefusalStatus } from '../../src/web/refusal.ts'
import { somebody, testSite } from './test-site.ts'

const statuses: RefusalStatus[] = [400, 401, 403, 404, 405, 409, 413, 421, 422, 429, 500, 503]
const databaseError = (errno: number | null, fatal: boolean) =>
  new DatabaseError({ code: 'ER', errno, fatal, key: null, verb: 'select', table: 'patients' })

const causes: Record<string, unknown> = {
  'not-yours': new NotYours(),
  unavailable: new Unavailable(),
  lost: databaseError(null, true),
  deadlock: databaseError(1213, false),
  syntax: databaseError(1064, false),
  http: new HTTPException(418),
  bug: new TypeError('patient is undefined'),
}

const routes = new Hono<Env>()
  .get('/status/:status', (c) => {
    const status = statuses.find((one) => one === Number(c.req.param('status')))
    throw new Refusal(status ?? 500)
  })
  .get('/said', () => {
    throw new Refusal(409, 'error.form', { 'Retry-After': '7' })
  })
  .get('/cause/:cause', (c) => {
    throw causes[c.req.param('cause')]
  })

const htmx = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

describe.each([
  ['patient', 'http://localhost:3000'],
  ['staff', 'http://staff.localhost:3000'],
] as const)('on the %s site', (name, url) => {
  const { ask } = testSite(routes, { name, url })

  describe.each(statuses)('a %i', (status) => {
    test.each(['en', 'ar'])('is a page in %s', async (language) => {
      const answer = await ask(`/status/${status}`, { headers: { 'Accept-Language': language } })
      const text = await answer.text()
      expect(answer.status).toBe(status)
      expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
      expect(text).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`))
      expect(text.match(/<h1/g)).toHaveLength(1)
      expect(text).not.toMatch(/undefined|\[object|error\.\d/)
      expect(/[\u0621-\u064a]{3}/.test(text.replace(/<a[^>]*hreflang.*?<\/a>/s, ''))).toBe(language === 'ar')
    })

    test.each(['en', 'ar'])('is a part of a page in %s', async (language) => {
      const answer = await ask(`/status/${status}`, { headers: { ...htmx, 'Accept-Language': language } })
      const text = await answer.text()
      expect(answer.status).toBe(status)
      expect(text).not.toMatch(/<html|<main|<!doctype/i)
      expect(text.trim()).not.toBe('')
      expect(/[\u0621-\u064a]{3}/.test(text)).toBe(language === 'ar')
    })
  })
})

describe('what went wrong', () => {
  const { ask } = testSite(routes)
  const statusFor = async (cause: string) => (await ask(`/cause/${cause}`)).status

  test('in the database is a wait where waiting helps, and our fault otherwise', async () => {
    expect(await statusFor('unavailable')).toBe(503)
    expect(await statusFor('lost')).toBe(503)
    expect(await statusFor('deadlock')).toBe(503)
    expect(await statusFor('syntax')).toBe(500)
    expect((await ask('/cause/unavailable')).headers.get('Retry-After')).toBe('30')
  })

  test('with somebody else’s receipt is as if it were not there', async () => {
    expect(await statusFor('not-yours')).toBe(404)
  })

  test('in a library’s eyes is a request that could not be read', async () => {
    expect(await statusFor('http')).toBe(400)
  })

  test('in our code is not shown to anybody', async () => {
    const answer = await ask('/cause/bug')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/patient is undefined|TypeError|at .*\.ts/)
  })

  test('can be said more exactly, with headers', async () => {
    const answer = await ask('/said')
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([409, '7'])
    expect(await answer.text()).toContain('This form could not be read')
  })
})

test('an error page of a signed-in person still has their name and the way out', async () => {
  const { ask } = testSite(routes, { actor: async () => somebody() })
  const text = await (await ask('/status/404')).text()
  expect(text).toContain('Sara Alqahtani')
  expect(text).toContain('action="/sign-out"')
})

test('with the database away an anonymous page still stands, under the clinic’s name when it was known before', async () => {
  let away = false
  const { ask } = testSite(routes, {
    clinic: async () => {
      if (away) throw databaseError(null, true)
      return {
        country: 'SA',
        language: 'ar',
        inWords: (t) => ({ name: t.local({ en: 'Palm Clinic', ar: 'مركز النخلة' }), phone: '011', country: 'SA', locations: [] }),
      }
    },
    actor: async () => {
      throw databaseError(null, true)
    },
  })
  away = true
  const unknown = await (await ask('/nowhere')).text()
  expect(unknown).toContain('Raseel')
  expect(unknown).not.toContain('href="tel:"')
  away = false
  await ask('/nowhere')
  away = true
  const answer = await ask('/nowhere', { headers: { 'Accept-Language': 'ar' } })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('مركز النخلة')
})

import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { fragment, isFragment, page } from '../../src/web/page.ts'
import { testSite } from './test-site.ts'

const { ask } = testSite(
  new Hono<Env>()
    .get('/list', (c) => (isFragment(c) ? fragment(c, <li>{'<one>'}</li>) : page(c, <html lang="en">{'<one>'}</html>)))
    .get('/taken', (c) => fragment(c, <p>taken</p>, 409)),
)

test('a page is a whole document', async () => {
  const answer = await ask('/list')
  expect(await answer.text()).toBe('<!DOCTYPE html><html lang="en">&lt;one&gt;</html>')
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
})

test('a part of it is for htmx alone, when it swaps a part', async () => {
  const body = async (headers: Record<string, string>) => (await ask('/list', { headers })).text()
  expect(await body({ 'HX-Request': 'true', 'HX-Request-Type': 'partial' })).toBe('<li>&lt;one&gt;</li>')
  expect(await body({ 'HX-Request': 'true', 'HX-Request-Type': 'full' })).toMatch(/^<!DOCTYPE html>/)
  expect(await body({ 'HX-Request': 'true' })).toMatch(/^<!DOCTYPE html>/)
})

test('caches are told that the two differ', async () => {
  expect((await ask('/list')).headers.get('Vary')).toContain('HX-Request-Type')
})

test('the status is the one asked for', async () => {
  const answer = await ask('/taken')
  expect([answer.status, await answer.text()]).toEqual([409, '<p>taken</p>'])
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { loadAssets } from '../../src/web/assets.ts'
import type { Env } from '../../src/web/context.ts'
import { testSite } from './test-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'raseel-assets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
write('patient.1a2b.css', 'p{color:red}')
write('patient.1a2b.css.br', 'as brotli')
write('patient.1a2b.css.gz', 'as gzip')
write('staff.3c4d.css', 'b{}')
write('app.5e6f.js', 'go()')
write('staff.7a8b.js', 'go()')
write('secret.txt', 'not for anybody')
const manifest = {
  'patient.css': { file: 'patient.1a2b.css' },
  'staff.css': { file: 'staff.3c4d.css' },
  'app.js': { file: 'app.5e6f.js' },
  'staff.js': { file: 'staff.7a8b.js' },
}
write('manifest.json', JSON.stringify(manifest))

const assets = loadAssets(folder)
const { ask } = testSite(new Hono<Env>(), { assets })

test('each site’s pages name its own stylesheet and the script', async () => {
  expect(assets.of.patient).toEqual({ css: '/static/patient.1a2b.css', js: '/static/app.5e6f.js' })
  expect(assets.of.staff.css).toBe('/static/staff.3c4d.css')
  expect(await (await ask('/nowhere')).text()).toContain('<link rel="stylesheet" href="/static/patient.1a2b.css"/>')
})

describe('a file', () => {
  const get = async (headers: Record<string, string>, path = '/static/patient.1a2b.css') => {
    const answer = await ask(path, { headers })
    return { encoding: answer.headers.get('Content-Encoding'), body: await answer.text(), answer }
  }

  test('is sent as the browser can take it', async () => {
    expect(await get({ 'Accept-Encoding': 'gzip, br' })).toMatchObject({ encoding: 'br', body: 'as brotli' })
    expect(await get({ 'Accept-Encoding': 'gzip' })).toMatchObject({ encoding: 'gzip', body: 'as gzip' })
    expect(await get({})).toMatchObject({ encoding: null, body: 'p{color:red}' })
    expect(await get({ 'Accept-Encoding': 'br' }, '/static/app.5e6f.js')).toMatchObject({ encoding: null, body: 'go()' })
  })

  test('is kept for ever, by everybody, as what it is', async () => {
    const { answer } = await get({})
    expect(answer.headers.get('Content-Type')).toBe('text/css; charset=UTF-8')
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('Vary')).toBe('Accept-Encoding')
  })

  test.each([
    '/static/patient.0000.css',
    '/static/secret.txt',
    '/static/manifest.json',
    '/static/../secret.txt',
    '/static/%2e%2e%2fpackage.json',
    '/static/',
    '/static',
    '/static/patient.1a2b.css/',
    '/static/__proto__',
  ])('that was not built for browsers does not exist: %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })
})

test('a build without a stylesheet stops the start', () => {
  write('manifest.json', JSON.stringify({ 'app.js': { file: 'app.5e6f.js' } }))
  expect(() => loadAssets(folder)).toThrow('patient.css is missing')
})

import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Env } from '../../src/web/context.ts'
import { posting } from '../support/app.ts'
import { plainRoutes, testSite } from './test-site.ts'

const { ask } = testSite(
  new Hono<Env>()
    .route('/', plainRoutes())
    .get('/people/:name', (c) => c.text(c.req.param('name')))
    .post('/echo', (c) => c.json([...c.var.posted])),
)

const sent = (body: string, headers: Record<string, string> = {}) => {
  const form = posting({})
  return ask('/echo', { ...form, headers: { ...form.headers, ...headers }, body })
}

describe('an address', () => {
  test.each([
    '/people/%',
    '/people/%zz',
    '/people/%c0%80',
    '/people/%ff',
    '/people/a%00b',
    '/page?name=%',
    '/page?name=%E0%A4%A',
    '/page?%00=1',
    `/page?${'a'.repeat(4000)}`,
    `/people/${'a'.repeat(4000)}`,
  ])('that cannot be read is told so: %s', async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('That could not be read')
  })

  test('may hold any letters', async () => {
    expect(await (await ask('/people/%D8%B3%D8%A7%D8%B1%D8%A9%20%F0%9F%8C%B4')).text()).toBe('سارة 🌴')
    expect((await ask('/page?name=%D8%B3%D8%A7%D8%B1%D8%A9+100%25')).status).toBe(200)
  })
})

describe('a form', () => {
  test('is read as UTF-8, whatever its letters', async () => {
    expect(await (await sent('name=%D8%B3%D8%A7%D8%B1%D8%A9&note=a%26b')).json()).toEqual([
      ['name', 'سارة'],
      ['note', 'a&b'],
    ])
  })

  test('without a single field is still a form', async () => {
    expect(await (await ask('/echo', { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } })).json()).toEqual([])
  })

  test.each(['a=%00', '%00=a'])('with NUL in it is refused: %s', async (body) => {
    expect((await sent(body)).status).toBe(400)
  })

  test.each(['a=%', '%zz=%c0%80', '===', '&&&', 'a[b][c]=d&a[b]=e', `${'a&'.repeat(5000)}`])(
    'that is odd is no failure: %s',
    async (body) => {
      expect((await sent(body)).status).toBe(200)
    },
  )

  test.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/xml',
    'nonsense',
    ' ; ',
  ])('of the type "%s" is refused in plain words', async (type) => {
    const answer = await sent('{"a":1}', { 'Content-Type': type })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('This form could not be read')
  })

  test('may name its letters', async () => {
    expect((await sent('a=b', { 'Content-Type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' })).status).toBe(200)
  })

  test('of 64 KB is taken, a longer one is not, whether it says its length or not', async () => {
    const note = (length: number) => `a=${'x'.repeat(length - 2)}`
    const inChunks = (text: string) => ({ ...posting({}), body: new Blob([text]).stream(), duplex: 'half' as const })
    expect((await sent(note(64 * 1024))).status).toBe(200)
    expect((await ask('/echo', inChunks(note(64 * 1024)))).status).toBe(200)
    const large = await sent(note(64 * 1024 + 1))
    expect(large.status).toBe(413)
    expect(await large.text()).toContain('Too much at once')
    expect((await ask('/echo', inChunks(note(64 * 1024 + 1)))).status).toBe(413)
    expect((await sent('a=b', { 'Content-Length': '10485760' })).status).toBe(413)
  })
})

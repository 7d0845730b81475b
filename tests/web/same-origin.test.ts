import { describe, expect, test } from 'vitest'
import { plainRoutes, testSite } from './test-site.ts'

const own = 'http://localhost:3000'
const { ask } = testSite(plainRoutes())

const statusOf = async (method: string, headers: Record<string, string>) => (await ask('/page', { method, headers })).status

describe('a form', () => {
  test.each([
    ['a browser says it is from this host', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a browser says so twice', { 'Sec-Fetch-Site': 'same-origin', Origin: own }],
    ['an older browser names this host', { Origin: own }],
  ])('is taken when %s', async (_, headers) => {
    expect(await statusOf('POST', headers)).toBe(200)
  })

  test.each([
    ['nobody says where it is from', {}],
    ['another website sent it', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' }],
    ['another website sent it and its origin is hidden', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['only its origin is known, and is another', { Origin: 'https://elsewhere.example' }],
    ['only its origin is known, and is none', { Origin: 'null' }],
    ['the origin contradicts the rest', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://elsewhere.example' }],
    ['the origin is none whatever the rest', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
    ['the staff host sent it', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://staff.localhost:3000' }],
    ['the staff host sent it from an older browser', { Origin: 'http://staff.localhost:3000' }],
    ['another port of this machine sent it', { Origin: 'http://localhost:4000' }],
    ['the same name with TLS sent it', { Origin: 'https://localhost:3000' }],
    ['the name only begins like ours', { Origin: 'http://localhost:3000.elsewhere.example' }],
    ['it was typed into the address bar', { 'Sec-Fetch-Site': 'none' }],
    ['the header says nothing that we know', { 'Sec-Fetch-Site': 'perhaps' }],
  ])('is refused when %s', async (_, headers) => {
    expect(await statusOf('POST', headers)).toBe(403)
  })

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/json', ''])(
    'from elsewhere is refused whatever its type: "%s"',
    async (type) => {
      const headers = { 'Content-Type': type, Origin: 'https://elsewhere.example' }
      expect((await ask('/page', { method: 'POST', headers, body: 'a=b' })).status).toBe(403)
    },
  )

  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('has no way round by %s', async (method) => {
    expect(await statusOf(method, { Origin: 'https://elsewhere.example' })).toBe(403)
    expect(await statusOf(method, { 'Sec-Fetch-Site': 'same-origin' })).toBe(405)
  })

  test('that is refused says so in words, and does nothing', async () => {
    const answer = await ask('/page', { method: 'POST', headers: { Origin: 'null', 'Accept-Language': 'ar' } })
    expect(await answer.text()).toContain('لم يُرسل النموذج من صفحة تابعة لهذا الموقع')
  })
})

test.each(['GET', 'HEAD', 'OPTIONS'])('%s may come from anywhere', async (method) => {
  expect(await statusOf(method, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' })).toBeLessThan(300)
})

test('behind a proxy with TLS, a form comes from the https page', async () => {
  const { ask } = testSite(plainRoutes(), { url: 'https://clinic.example' })
  const post = (origin: string) =>
    ask('http://clinic.example/page', { method: 'POST', headers: { Host: 'clinic.example', Origin: origin } })
  expect((await post('https://clinic.example')).status).toBe(200)
  expect((await post('http://clinic.example')).status).toBe(403)
})

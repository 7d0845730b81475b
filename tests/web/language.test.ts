import { describe, expect, test } from 'vitest'
import { askedFor } from '../../src/web/language.ts'
import { posting, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

describe('a browser’s wish', () => {
  test.each([
    ['ar', 'ar'],
    ['ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
    ['en-US,en;q=0.5', 'en'],
    ['fr,de;q=0.9,ar;q=0.3,en;q=0.2', 'ar'],
    ['en;q=0.1, ar;q=0.9', 'ar'],
    ['ar;q=0, en', 'en'],
    ['AR', 'ar'],
    ['ar;q=zero, en;q=0.5', 'en'],
    ['fr', null],
    ['*', null],
    ['', null],
    [undefined, null],
    [',;;q=,,', null],
  ])('%s means %s', (header, language) => {
    expect(askedFor(header)).toBe(language)
  })
})

describe('a page', () => {
  const languageOf = async (answer: Response) => /<html lang="(\w+)" dir="(\w+)"/.exec(await answer.text())?.slice(1)

  test('follows the browser until somebody chooses, and the choice from then on', async () => {
    const { request } = testApp(db)
    const arabic = { headers: { 'Accept-Language': 'ar' } }
    expect(await languageOf(await request('/sign-in', arabic))).toEqual(['ar', 'rtl'])
    expect(await languageOf(await request('/sign-in'))).toEqual(['en', 'ltr'])

    const chosen = await request('/sign-in?lang=ar')
    expect([chosen.status, chosen.headers.get('Location')]).toEqual([303, '/sign-in'])
    const cookie = chosen.headers.get('Set-Cookie') ?? ''
    expect(cookie).toMatch(/^__Host-language=ar; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(await languageOf(await request('/sign-in', { headers: { Cookie: '__Host-language=ar' } }))).toEqual(['ar', 'rtl'])
    expect(await languageOf(await request('/sign-in', { headers: { ...arabic.headers, Cookie: '__Host-language=en' } }))).toEqual([
      'en',
      'ltr',
    ])
  })

  test('asked for in neither language is in the clinic’s', async () => {
    const { request } = testApp(db)
    expect(await languageOf(await request('/sign-in', { headers: { 'Accept-Language': 'fr' } }))).toEqual(['ar', 'rtl'])
  })

  test('is shown again as it was, without the switch in its address', async () => {
    const { request } = testApp(db)
    const switched = async (path: string) => (await request(path)).headers.get('Location')
    expect(await switched('/sign-in?to=%2Fbook%3Fday%3D1&lang=ar')).toBe('/sign-in?to=%2Fbook%3Fday%3D1')
    expect(await switched('/nowhere?lang=en')).toBe('/nowhere')
    expect(await switched('/?lang=ar&lang=en')).toBe('/')
  })

  test('never leads to another host by the switch', async () => {
    const { app, request } = testApp(db)
    for (const path of ['//elsewhere.example/?lang=ar', '/\\elsewhere.example/?lang=ar', '///elsewhere.example?lang=ar']) {
      const answer = await app.request(`http://localhost:3000${path}`)
      expect([answer.status, answer.headers.get('Location')], path).toEqual([404, null])
    }
    expect((await request('/sign-in?lang=ar&next=//elsewhere.example')).headers.get('Location')).toBe(
      '/sign-in?next=%2F%2Felsewhere.example',
    )
  })

  test('keeps its language when the switch names none of ours', async () => {
    const { request } = testApp(db)
    const answer = await request('/sign-in?lang=xx')
    expect([answer.status, answer.headers.get('Location'), answer.headers.get('Set-Cookie')]).toEqual([303, '/sign-in', null])
    const odd = await request('/sign-in', { headers: { Cookie: '__Host-language=xx' } })
    expect(await languageOf(odd)).toEqual(['en', 'ltr'])
  })

  test('links to itself in the other language, named in its own script', async () => {
    const { request } = testApp(db)
    const text = await (await request('/sign-in?to=%2Fappointments')).text()
    expect(text).toContain('<a href="/sign-in?to=%2Fappointments&amp;lang=ar" hreflang="ar" lang="ar" dir="rtl">العربية</a>')
  })

  test('that refuses a form speaks the reader’s language too', async () => {
    const { request } = testApp(db)
    const answer = await request('/sign-in', posting({ login: '' }, { Cookie: '__Host-language=ar' }))
    expect([answer.status, await languageOf(answer)]).toEqual([422, ['ar', 'rtl']])
  })

  test('says that it differs by reader, so that no cache mixes them up', async () => {
    const { request } = testApp(db)
    expect((await request('/sign-in')).headers.get('Vary')).toBe('Accept-Encoding, Accept-Language, Cookie, HX-Request-Type')
  })
})

import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import { doorOf, hostOf } from '../../src/web/doors.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { plainRoutes, testSite } from './test-site.ts'

const sites = { patient: new URL('http://localhost:3000'), staff: new URL('http://staff.localhost:3000') }

test.each([
  ['localhost:3000', 'patient'],
  ['LOCALHOST:3000', 'patient'],
  ['localhost', 'patient'],
  ['localhost.:3000', 'patient'],
  ['localhost:8080', 'patient'],
  ['staff.localhost:3000', 'staff'],
  ['127.0.0.1:3000', 'stranger'],
  ['[::1]:3000', 'stranger'],
  ['www.localhost:3000', 'stranger'],
  ['localhost.elsewhere.example', 'stranger'],
  ['', 'stranger'],
])('the name %s leads to %s', (host, door) => {
  expect(doorOf(host, sites)).toBe(door)
})

test('the host is that of the request line, whatever the header says beside it', () => {
  expect(hostOf(new Request('http://elsewhere.example/', { headers: { Host: 'localhost:3000' } }))).toBe('elsewhere.example')
})

test('a name of ours without TLS is no door, because browsers keep no sign-in there', () => {
  const plain = { patient: new URL('http://clinic.lan'), staff: new URL('https://staff.clinic.lan') }
  expect(doorOf('clinic.lan', plain)).toBe('insecure')
  expect(doorOf('staff.clinic.lan', plain)).toBe('staff')
})

describe('the app', () => {
  const { db } = testDatabase()

  test('shows each site under its own name, and neither has the other’s pages', async () => {
    const { request, staffRequest } = testApp(db)
    expect((await request('/sign-in')).status).toBe(200)
    expect((await staffRequest('/sign-in')).status).toBe(200)
    expect((await request('/day-book')).status).toBe(404)
    expect((await staffRequest('/departments')).status).toBe(404)
  })

  test('tells under any other name which addresses exist, in both languages', async () => {
    const { app } = testApp(db)
    for (const path of ['/', '/day-book?lang=ar', '/%zz']) {
      const answer = await app.request(`http://192.168.1.7:3000${path}`, { headers: { 'Accept-Language': 'ar' } })
      const text = await answer.text()
      expect(answer.status).toBe(421)
      expect(text).toContain('<html lang="ar" dir="rtl"')
      expect(text).toContain('The clinic does not answer under this name')
      expect(text).toContain('href="http://localhost:3000/"')
      expect(text).toContain('href="http://staff.localhost:3000/"')
    }
    expect((await app.request('http://192.168.1.7:3000/sign-in', { method: 'POST' })).status).toBe(421)
  })

  test('says on a name without TLS that nobody can sign in there', async () => {
    const { app } = testApp(db, { publicUrl: new URL('http://clinic.lan:3000') })
    const answer = await app.request('http://clinic.lan:3000/', { headers: { 'Accept-Language': 'en' } })
    expect(answer.status).toBe(421)
    expect(await answer.text()).toContain('no secure connection (https)')
  })

  test('answers whoever watches over it on every name', async () => {
    const { app } = testApp(db)
    for (const host of ['localhost:3000', 'staff.localhost:3000', '10.0.0.5:3000']) {
      expect((await app.request(`http://${host}/healthz`)).status).toBe(200)
      expect((await app.request(`http://${host}/readyz`)).status).toBe(200)
    }
  })
})

describe('behind a proxy that takes plain http as well', () => {
  const trustedProxies = new BlockList()
  trustedProxies.addAddress('127.0.0.1')
  const { ask } = testSite(plainRoutes(), { url: 'https://clinic.example', config: { trustedProxies } })
  const plain = (init: RequestInit = {}) =>
    ask('http://clinic.example/page?a=b', { ...init, headers: { ...init.headers, Host: 'clinic.example', 'X-Forwarded-Proto': 'http' } })

  test('a page is shown with TLS', async () => {
    const answer = await plain()
    expect([answer.status, answer.headers.get('Location')]).toEqual([308, 'https://clinic.example/page?a=b'])
  })

  test('a form sent in the clear is refused', async () => {
    expect((await plain({ method: 'POST', headers: { Origin: 'https://clinic.example' } })).status).toBe(403)
  })

  test('nobody else is believed', async () => {
    const { ask } = testSite(plainRoutes(), { url: 'https://clinic.example' })
    expect((await ask('/page', { headers: { 'X-Forwarded-Proto': 'http' } })).status).toBe(200)
  })
})

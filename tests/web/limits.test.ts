import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import { buckets } from '../../src/web/buckets.ts'
import { clientAddress, neighbourhood } from '../../src/web/client.ts'
import { plainRoutes, somebody, testSite } from './test-site.ts'

describe('a bucket', () => {
  const clock = { now: 0 }
  const wait = (seconds: number) => {
    clock.now += seconds * 1000
  }
  const filled = (burst: number, perSecond: number) => buckets({ burst, perSecond }, () => clock.now)

  test('gives what it holds, then says how long to wait', () => {
    const { take } = filled(3, 0.5)
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 2])
    wait(1)
    expect(take('a')).toBe(1)
    wait(1)
    expect([take('a'), take('a')]).toEqual([0, 2])
  })

  test('never holds more than a burst, and one is not another’s', () => {
    const { take } = filled(2, 1)
    take('a')
    wait(3600)
    expect([take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 1, 0])
  })

  test('that is full again is forgotten when there are many', () => {
    const all = filled(2, 1)
    for (let i = 0; i < 20_000; i++) all.take(`address ${i}`)
    expect(all.size).toBe(20_000)
    wait(60)
    all.take('another')
    expect(all.size).toBe(1)
  })
})

describe('an address that asks too much', () => {
  const flood = async (ask: ReturnType<typeof testSite>['ask'], times: number, headers: Record<string, string> = {}) => {
    const answers = await Promise.all(Array.from({ length: times }, () => ask('/page', { headers })))
    return answers.filter(({ status }) => status === 429)
  }

  test('is told to wait, and how long', async () => {
    const { ask } = testSite(plainRoutes(), { config: { rateLimit: 1 } })
    const refused = await flood(ask, 60)
    expect(refused.length).toBeGreaterThan(1)
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await refused[0]?.text()).toContain('Too many requests')
  })

  test('still gets files and signs of life', async () => {
    const { ask } = testSite(plainRoutes(), { config: { rateLimit: 1 } })
    await flood(ask, 60)
    expect((await ask('/static/app.0123456789.js')).status).toBe(200)
    expect((await ask('/healthz')).status).toBe(200)
  })

  test('does not keep others out, and cannot pretend to be them', async () => {
    const trustedProxies = new BlockList()
    trustedProxies.addAddress('127.0.0.1')
    const { ask } = testSite(plainRoutes(), { config: { rateLimit: 1, trustedProxies } })
    expect((await flood(ask, 60, { 'X-Forwarded-For': '203.0.113.5' })).length).toBeGreaterThan(1)
    expect((await ask('/page', { headers: { 'X-Forwarded-For': '203.0.113.6' } })).status).toBe(200)
    const pretending = { 'X-Forwarded-For': '203.0.113.6, 203.0.113.5' }
    expect((await flood(ask, 60, pretending)).length).toBeGreaterThan(40)
  })

  test('one person’s session is limited by itself, wherever it comes from', async () => {
    const trustedProxies = new BlockList()
    trustedProxies.addAddress('127.0.0.1')
    let n = 0
    const { ask } = testSite(plainRoutes(), { config: { rateLimit: 2, trustedProxies }, actor: async () => somebody() })
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => ask('/page', { headers: { 'X-Forwarded-For': `203.0.113.${n++}` } })),
    )
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(1)
  })

  test('a crawler with several workers is let through', async () => {
    const { ask } = testSite(plainRoutes(), { config: { rateLimit: 200 }, actor: async () => somebody() })
    expect(await flood(ask, 900)).toEqual([])
  })
})

describe('the address of a person', () => {
  const trusted = new BlockList()
  trusted.addSubnet('10.0.0.0', 8)
  trusted.addSubnet('fd00::', 8, 'ipv6')

  test.each([
    ['is the other end of the connection', '203.0.113.5', undefined, '203.0.113.5'],
    ['is not what somebody claims who is no proxy of ours', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['is what our proxy saw', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is what the outer one of two proxies saw', '10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['is not what was claimed to our proxy', '10.0.0.1', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
    ['is the proxy’s when it saw none', '10.0.0.1', '', '10.0.0.1'],
    ['is the proxy’s when what it saw is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['may be IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['may come as IPv4 in IPv6', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ])('%s', (_, peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(address)
  })

  test.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s shares its limit with %s', (address, shared) => {
    expect(neighbourhood(address)).toBe(shared)
  })
})

import { describe, expect, test } from 'vitest'
import { openMetrics } from '../../src/web/metrics.ts'
import { readiness } from '../../src/web/readiness.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { noDatabase, plainRoutes, testSite } from './test-site.ts'

const { db } = testDatabase()

describe('readiness', () => {
  test('says why not, on both hosts, from start to stop', async () => {
    const { request, staffRequest, readiness } = testApp(db)
    const said = async () => {
      const answers = await Promise.all([request('/readyz'), staffRequest('/readyz')])
      return Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]))
    }
    expect(await said()).toEqual(Array(2).fill([200, { ready: true, why: [] }]))
    readiness.stopping()
    expect(await said()).toEqual(Array(2).fill([503, { ready: false, why: ['stopping'] }]))
    readiness.started()
    expect(await said()).toEqual(Array(2).fill([503, { ready: false, why: ['stopping'] }]))
    expect((await request('/healthz')).status).toBe(200)
  })

  test('waits for the start', async () => {
    const ready = readiness(db)
    expect(await ready.reasons()).toEqual(['starting'])
    ready.started()
    expect(await ready.reasons()).toEqual([])
  })

  test('is not there while the database is away, and the process still lives', async () => {
    const ready = readiness(noDatabase)
    ready.started()
    const { ask } = testSite(plainRoutes(), { readiness: ready })
    const answer = await ask('/readyz')
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, why: ['database'] }])
    expect((await ask('/healthz')).status).toBe(200)
  })
})

describe('metrics', () => {
  const withMetrics = () => testSite(plainRoutes(), { metrics: openMetrics('a key of some length') })

  test('are for whoever has the key', async () => {
    const { ask } = withMetrics()
    await ask('/page?name=Sara')
    const answer = await ask('/metrics', { headers: { Authorization: 'Bearer a key of some length' } })
    const text = await answer.text()
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/page",status="200"} 1')
    expect(text).not.toContain('Sara')
  })

  test('do not exist for anybody else', async () => {
    const { ask } = withMetrics()
    expect((await ask('/metrics')).status).toBe(404)
    expect((await ask('/metrics', { headers: { Authorization: 'Bearer another key of it' } })).status).toBe(404)
    expect((await testSite(plainRoutes()).ask('/metrics')).status).toBe(404)
  })
})

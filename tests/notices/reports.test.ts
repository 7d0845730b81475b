import { expect, test } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aGateway } from './text-gateway.ts'

const { db } = testDatabase()
const key = 'a-key-of-the-gateway.long_enough'
const reports = { key, reference: 'message.id', at: 'status', delivered: ['delivered'], failed: ['undelivered', 'expired'] }
const address = '/reports/texts'

async function aSentText(reference: string | null = 'g-1') {
  const id = newId<'outbox'>()
  await db
    .insertInto('sent_texts')
    .values({
      id,
      cause: `test/${id}`,
      purpose: 'code',
      address: '+966501234567',
      reference,
      state: 'sent',
      sent_at: Temporal.Now.instant(),
    })
    .execute()
  return id
}

const app = (given: Partial<typeof reports> | { id: string } = reports) =>
  testApp(db, {
    textGateway: aGateway('http://127.0.0.1:9/', {
      reports: { key, at: 'status', delivered: ['delivered'], failed: ['undelivered', 'expired'], ...given },
    }),
  })
const post = (body: string, headers: Record<string, string> = {}, at = app()) =>
  at.request(address, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}`, ...headers } })
const report = (status: unknown, id: unknown = 'g-1') => JSON.stringify({ status, message: { id } })
const states = async () => (await db.selectFrom('sent_texts').select('state').execute()).map(({ state }) => state)

test('what the gateway says is written down, from another machine and without a cookie', async () => {
  await aSentText()
  expect((await post(report('undelivered'))).status).toBe(204)
  expect(await states()).toEqual(['failed'])
})

test('a text that was delivered after all is delivered, whatever is reported late', async () => {
  await aSentText()
  for (const status of ['expired', 'delivered', 'undelivered', 'delivered']) expect((await post(report(status))).status).toBe(204)
  expect(await states()).toEqual(['delivered'])
})

test('a text on its way stays one that was sent', async () => {
  await aSentText()
  expect((await post(report('buffered'))).status).toBe(204)
  expect(await states()).toEqual(['sent'])
})

test('a report may name our own id, and may be a form', async () => {
  const id = await aSentText(null)
  const ours = app({ id: 'id' })
  const form = new URLSearchParams({ id, status: 'delivered' }).toString()
  expect((await post(form, { 'Content-Type': 'application/x-www-form-urlencoded' }, ours)).status).toBe(204)
  expect(await states()).toEqual(['delivered'])
})

test.each([
  ['no key', { Authorization: '' }],
  ['another key', { Authorization: 'Bearer something else altogether' }],
  ['the key another way', { Authorization: key }],
])('with %s nothing is taken', async (_what, headers) => {
  await aSentText()
  expect((await post(report('delivered'), headers)).status).toBe(401)
  expect(await states()).toEqual(['sent'])
})

test.each([
  ['about no text of ours', report('delivered', 'g-2'), 404],
  ['that is no report', '{"hello":1}', 400],
  ['that is nothing', '', 400],
  ['with an id of another kind', report('delivered', { $ne: 1 }), 400],
  ['that is too long', report('x'.repeat(20_000)), 413],
])('one %s changes nothing', async (_what, body, status) => {
  await aSentText()
  expect((await post(body)).status).toBe(status)
  expect(await states()).toEqual(['sent'])
})

test('where no reports are expected there is no such address, and nothing can be read there', async () => {
  expect((await post(report('delivered'), {}, testApp(db))).status).toBe(404)
  expect((await app().request(address)).status).toBe(405)
  expect((await app().staffRequest(address, { method: 'POST', body: '{}' })).status).not.toBe(204)
})

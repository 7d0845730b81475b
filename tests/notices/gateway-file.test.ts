import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textGatewayIn } from '../../src/config/text-gateway.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'))
})
afterAll(() => rm(folder, { recursive: true }))

const good = { url: 'https://gateway.example/messages', body: '{"to":"{phone}","text":"{text}"}', taken: { status: [200] } }

async function read(content: unknown, production = true) {
  const file = join(folder, 'gateway.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return textGatewayIn(file, production)
}

test('a gateway is an address, a body and what its answer must be', async () => {
  expect(await read(good)).toMatchObject({ ok: true, gateway: { method: 'POST', timeout: 15_000, headers: {} } })
})

test.each([
  ['no JSON', 'nothing', 'must be a readable file'],
  ['an unknown name', { ...good, url2: 'x' }, 'url2'],
  ['no address', { ...good, url: 'ftp://gateway.example' }, 'url: must be an http or https address'],
  ['an address without TLS in production', { ...good, url: 'http://gateway.example' }, 'url: production needs an https address'],
  ['a body without the text', { ...good, body: '{phone}' }, 'body: needs {text}'],
  ['a body without a number', { ...good, body: '{text}' }, 'body: needs {text}'],
  ['a header with a line break', { ...good, headers: { 'X-Key': 'a\r\nB: c' } }, 'headers.X-Key: must be plain ASCII'],
  ['a rule with half of a place', { ...good, taken: { status: [200], at: 'status' } }, 'taken: needs both'],
  [
    'reports with a short key',
    { ...good, reports: { key: 'short', id: 'id', at: 'status', delivered: ['d'], failed: ['f'] } },
    'reports.key: must have',
  ],
  [
    'reports that name nothing',
    { ...good, reports: { key: 'x'.repeat(24), at: 'status', delivered: ['d'], failed: ['f'] } },
    'reports: needs one of',
  ],
])('%s is refused with the reason', async (_what, content, reason) => {
  const answer = await read(content)
  expect(answer.ok ? '' : answer.wrong.join('\n')).toContain(reason)
})

test('on this machine a gateway needs no TLS', async () => {
  expect((await read({ ...good, url: 'http://127.0.0.1:8080/' })).ok).toBe(true)
  expect((await read({ ...good, url: 'http://gateway.example/' }, false)).ok).toBe(true)
})

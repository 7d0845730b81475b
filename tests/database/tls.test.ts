import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/database/pool.ts'
import { freePort } from '../platform/clinic-process.ts'
import { aCertificate } from '../support/certificate.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const usual = getCACertificates('default')
const folder = mkdtempSync(join(tmpdir(), 'raseel-tls-'))
const certificates = { localhost: aCertificate('localhost'), elsewhere: aCertificate('database.example') }
const servers: TestServer[] = []
const ports = { localhost: 0, elsewhere: 0 }

beforeAll(async () => {
  for (const name of ['localhost', 'elsewhere'] as const) {
    const [cert, key] = [join(folder, `${name}.cert`), join(folder, `${name}.key`)]
    writeFileSync(cert, certificates[name].cert)
    writeFileSync(key, certificates[name].key)
    ports[name] = await freePort()
    const network = ['--skip-networking=OFF', '--bind-address=127.0.0.1', `--port=${ports[name]}`]
    servers.push(await startTestServer([...network, `--ssl-cert=${cert}`, `--ssl-key=${key}`]))
  }
}, 60_000)
afterEach(() => setDefaultCACertificates(usual))
afterAll(async () => {
  for (const server of servers) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The cipher that is spoken; empty without TLS. */
async function cipher(name: keyof typeof ports): Promise<string> {
  const { user, password } = servers[0]?.owner ?? { user: '', password: '' }
  const address = { host: 'localhost', port: ports[name], user, password, database: 'raseel', tls: true }
  const { db, close } = openDatabase(address, { connections: 1 })
  try {
    const { rows } = await sql<{ Value: string }>`SHOW STATUS LIKE 'Ssl_cipher'`.execute(db)
    return rows[0]?.Value ?? ''
  } finally {
    await close()
  }
}

test('a database whose certificate is its own, and signed by somebody trusted, is spoken to in TLS', async () => {
  setDefaultCACertificates([...usual, certificates.localhost.cert])
  expect(await cipher('localhost')).toMatch(/^TLS_|^ECDHE/)
})

test('one that nobody trusted has signed is not spoken to', async () => {
  await expect(cipher('localhost')).rejects.toThrow()
})

test('one of another host is not spoken to, whoever signed it', async () => {
  setDefaultCACertificates([...usual, certificates.elsewhere.cert])
  await expect(cipher('elsewhere')).rejects.toThrow()
})

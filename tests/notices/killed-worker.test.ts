import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { letTimePass, rowsOf, until } from '../jobs/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { killed, type Program, program } from '../support/program.ts'
import { aMailServer, type MailServer } from './mail-server.ts'
import { aNotice, tell } from './notices.ts'

const { db, addresses } = testDatabase()
let worker: Program
let running: ChildProcess[] = []

beforeAll(async () => {
  worker = await program(new URL('./worker-process.ts', import.meta.url))
})
afterEach(async () => {
  await Promise.all(running.map(killed))
  running = []
})
afterAll(() => worker.remove())

async function aWorker(server: MailServer): Promise<ChildProcess> {
  const child = await worker.start({ TEST_DATABASE: JSON.stringify(addresses.app), TEST_SMTP_URL: server.url })
  running.push(child)
  return child
}

const mailsInOutbox = async () => (await rowsOf(db)).filter(({ topic }) => topic === 'mail')
const idsOf = ({ mails }: MailServer) => mails.map(({ headers }) => headers.get('message-id'))

test('a worker killed between delivery and removal leads to the same mail again, with the same Message-ID', async () => {
  const { promise: taken, resolve } = Promise.withResolvers<void>()
  const { promise: never } = Promise.withResolvers<void>()
  let first = true
  const server = await aMailServer({
    beforeAccepting: async (mail) => {
      if (!first) return
      first = false
      server.mails.push(mail)
      resolve()
      await never
    },
  })
  await tell(db, aNotice())
  const [row] = await rowsOf(db)
  const victim = await aWorker(server)
  await taken
  await killed(victim)
  expect(await mailsInOutbox()).toMatchObject([{ id: row?.id, attempts: 1 }])

  await letTimePass(db)
  await aWorker(server)
  await until(async () => (await mailsInOutbox()).length === 0)
  expect(idsOf(server)).toEqual([`<${row?.id}@raseel.example>`, `<${row?.id}@raseel.example>`])
  await server.close()
})

test('workers killed at any moment lose no mail, and make no new one', async () => {
  const server = await aMailServer()
  for (let n = 0; n < 60; n++) await tell(db, aNotice({ to: { address: `p${n}@example.org` } }))
  const expected = (await rowsOf(db)).map(({ id }) => `<${id}@raseel.example>`)
  for (let kill = 0; kill < 4; kill++) {
    const victim = await aWorker(server)
    await pause(Math.random() * 250)
    await killed(victim)
    await letTimePass(db)
  }
  await Promise.all([aWorker(server), aWorker(server)])
  await until(async () => (await mailsInOutbox()).length === 0)
  expect([...new Set(idsOf(server))].toSorted()).toEqual(expected.toSorted())
  // Five at a time are on their way when a process dies; no more than these come twice.
  expect(server.mails.length).toBeLessThanOrEqual(60 + 4 * 5)
  await server.close()
})

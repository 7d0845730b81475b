import type { TestProject } from 'vitest/node'
import { leaveNothing } from './leave-nothing.ts'
import { migratedSchema } from './schema.ts'
import { startTestServer, sweepAbandonedServers, type TestServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: Omit<TestServer, 'stop' | 'restart'>
    schemaCreate: string
    schemaEmpty: string
  }
}

/** One throw-away database server for the whole run; every vitest worker has a database of its own on it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!('Temporal' in globalThis)) throw new Error('The tests need Node 26. Run them by `npm test`, which brings it.')
  leaveNothing(project)
  await sweepAbandonedServers()
  const { stop, restart: _, ...server } = await startTestServer()
  try {
    const schema = await migratedSchema(server.owner)
    project.provide('testServer', server)
    project.provide('schemaCreate', schema.create)
    project.provide('schemaEmpty', schema.empty)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

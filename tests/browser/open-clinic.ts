import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { leaveNothing } from '../support/leave-nothing.ts'
import { type RunningClinic, removeFolder, startClinic, temporaryFolder } from '../support/running-clinic.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    clinic: Pick<RunningClinic, 'sites' | 'accounts' | 'dataDir'>
  }
}

const root = join(import.meta.dirname, '../..')

/**
 * Builds the clinic and opens it once, with its demo people, for all tests in the browser. `OPEN_CLINIC` names the data folder of
 * one that is open already: quicker while a test is being written.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  leaveNothing(project)
  const open = process.env.OPEN_CLINIC
  if (open) {
    const { sites, accounts } = JSON.parse(readFileSync(join(open, 'demo.json'), 'utf8'))
    project.provide('clinic', { sites, accounts, dataDir: open })
    return async () => {}
  }
  execFileSync(process.execPath, [join(root, 'ops/build.mjs')], { cwd: root, stdio: 'inherit' })
  const folder = temporaryFolder()
  const clinic = await startClinic(join(root, 'build/main.js'), folder)
  project.provide('clinic', { sites: clinic.sites, accounts: clinic.accounts, dataDir: folder })
  return async () => {
    await clinic.stop()
    removeFolder(folder)
  }
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from './clinic-process.ts'

const home = mkdtempSync(join(tmpdir(), 'raseel-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** As somebody types it: without the folders that npm puts before the PATH, and with a registry that nobody answers at. */
function typed(command: string, ...rest: string[]) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const env = { PATH: path.join(delimiter), HOME: home, npm_config_registry: 'http://127.0.0.1:1', DATA_DIR: join(home, 'data') }
  const { status, stdout, stderr } = spawnSync(command, rest, { cwd: root, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}
const raseel = (...rest: string[]) => typed(process.execPath, join(root, 'ops/raseel.mjs'), ...rest)

test('npx raseel help lists the commands, from the checkout itself', () => {
  const { status, stdout } = typed('npx', 'raseel', 'help')
  expect(status).toBe(0)
  for (const name of ['serve', 'migrate', 'seed', 'import', 'reindex', 'create-admin', 'verify-calendar', 'verify-audit'])
    expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
})

describe('raseel', () => {
  test('without a word is help', () => {
    expect(raseel().stdout).toBe(raseel('help').stdout)
  })

  test.each(['serve', 'migrate', 'seed', 'import', 'reindex', 'create-admin', 'verify-calendar', 'verify-audit'])(
    '%s --help explains the command and does nothing',
    (name) => {
      const { status, stdout } = raseel(name, '--help')
      expect(status).toBe(0)
      expect(stdout).toMatch(new RegExp(`^npx raseel ${name}: \\S.+\n\n\\S`))
    },
  )

  test('names a command that it does not have, and an argument that a command does not take', () => {
    expect(raseel('sead')).toMatchObject({ status: 1, stderr: 'There is no command "sead". `npx raseel help` lists them.\n' })
    expect(raseel('migrate', 'now')).toMatchObject({ status: 1, stderr: '"raseel migrate" takes no arguments, but was given "now".\n' })
  })
})

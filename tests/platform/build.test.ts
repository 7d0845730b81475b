import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { aSmallHouse } from './small-house.ts'

let house: string
let source: (path: string, text: string) => void

beforeEach(() => {
  const small = aSmallHouse()
  house = small.folder
  source = small.source
})

const build = () => spawnSync(process.execPath, ['ops/build.mjs'], { cwd: house, encoding: 'utf8' })
const run = (program: string) => spawnSync(process.execPath, [join(house, 'build', program)], { encoding: 'utf8' }).stdout.trim()
const built = (name: string) => readFileSync(join(house, 'build', name))
const manifest = (): Record<string, { file: string }> => JSON.parse(built('static/manifest.json').toString())
const builtAt = () => statSync(join(house, 'build/main.js')).mtimeMs

test('the programs are built once, and again when a source has changed, came or went', () => {
  build()
  expect([run('main.js'), run('cli.js')]).toEqual(['first words', 'raseel first words'])
  const before = builtAt()
  build()
  expect(builtAt()).toBe(before)

  source('src/words.ts', "export const words = 'other words'\n")
  build()
  expect(run('main.js')).toBe('other words')
  const changed = builtAt()
  source('views/new.tsx', 'export const nothing = 1\n')
  build()
  expect(builtAt()).toBeGreaterThan(changed)
  const added = builtAt()
  rmSync(join(house, 'views/new.tsx'))
  build()
  expect(builtAt()).toBeGreaterThan(added)
})

test('a mistake is named with its place, the build fails, and the last good one stays', () => {
  build()
  source('src/main.ts', 'const = 1\n')
  const { status, stderr } = build()
  expect(status).toBe(1)
  expect(stderr).toContain('src/main.ts:1:6')
  expect(run('main.js')).toBe('first words')
})

test('what browsers load has a name that changes with its content, and two packed copies', () => {
  build()
  const first = manifest()
  expect(Object.keys(first)).toEqual(['patient.css', 'staff.css', 'app.js', 'staff.js'])
  for (const [name, { file }] of Object.entries(first)) {
    expect(file).toMatch(new RegExp(`^${name.replace('.', '\\.[0-9a-f]{10}\\.')}$`))
    const plain = built(`static/${file}`)
    expect(brotliDecompressSync(built(`static/${file}.br`))).toEqual(plain)
    expect(gunzipSync(built(`static/${file}.gz`))).toEqual(plain)
  }
  source('static/css/shared.css', 'body { margin: 1px }\n')
  build()
  const second = manifest()
  expect(second['app.js']).toEqual(first['app.js'])
  expect(second['patient.css']).not.toEqual(first['patient.css'])
  expect(readdirSync(join(house, 'build/static'))).not.toContain(first['patient.css']?.file)
})

test('style sheets come in one piece, small, in what the oldest browsers read', () => {
  build()
  const css = built(`static/${manifest()['patient.css']?.file}`).toString()
  expect(css).toContain('body{margin:0}')
  expect(css).toContain('main p{')
  expect(css).not.toMatch(/@import|remark|&/)
})

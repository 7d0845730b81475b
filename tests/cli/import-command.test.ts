import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { progressOn } from '../../src/cli/progress.ts'
import { root } from '../platform/clinic-process.ts'

const home = mkdtempSync(join(tmpdir(), 'raseel-import-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

function raseel(words: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'ops/raseel.mjs'), ...words], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: home, DATA_DIR: join(home, 'data'), ...env },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const list = join(home, 'people.csv')
writeFileSync(list, 'الاسم,الجوال,تاريخ الميلاد\nهدى بكر سالم,0501234567,1395/7/1\nسلطان تركي فهد,5.01E+08,1990\n')

describe('on a computer of one’s own, `raseel`', () => {
  test('seeds a clinic with a crowd, takes a list over, lists it, and takes it back', () => {
    const seeded = raseel(['seed', '--patients', '60', '--appointments=40'])
    expect(seeded).toMatchObject({ status: 0 })
    expect(seeded.stdout).toContain('Done: the crowd has 60 patients and 40 appointments.')
    expect(raseel(['seed', '--patients', '60']).stdout).toContain('There already: a crowd of 60 patients with 40 appointments.')

    const dry = raseel(['import', 'patients', list])
    expect(dry.stdout).toContain('nothing was written')
    expect(raseel(['import', 'list']).stdout).toBe('Nothing was imported yet.\n')
    const taken = raseel(['import', 'patients', list, '--apply'], { LANG: 'ar_SA.UTF-8' })
    expect(taken).toMatchObject({ status: 0 })
    expect(taken.stdout).toContain('السطر 3، الجوال: حذف Excel بعض أرقام الهاتف')
    expect(taken.stdout).toContain('رقم هذا الاستيراد 1')
    expect(raseel(['import', 'list']).stdout).toMatch(/^ +1 .* patients +one row +people\.csv\n$/)
    expect(raseel(['import', 'patients', list, '--apply'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('taken over before, as import 1'),
    })
    expect(raseel(['import', 'undo', '1'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Import 1 is undone: one row is gone.'),
    })
    expect(raseel(['import', 'undo', '1'])).toMatchObject({ status: 1, stderr: expect.stringContaining('was undone before') })
    expect(raseel(['verify-calendar']).stdout).toContain('The calendar is right.')
  }, 240_000)

  test.each<[string[], RegExp]>([
    [['seed', '--patients', 'many'], /^--patients: "many" is not a whole number/],
    [['seed', '--patient', '5'], /^Unknown option '--patient'/],
    [['seed', 'now'], /^Unexpected argument 'now'/],
    [['import'], /^What is to be imported\?/],
    [['import', 'patients'], /^Which file\?/],
    [['import', 'patients', 'a.csv', 'b.csv'], /takes one file or number/],
    [['import', 'patients', '/no/such.csv'], /^There is no file \/no\/such\.csv\.$/],
    [['import', 'undo', 'all'], /^Which import\?/],
    [['import', 'patients', 'a.csv', '--apply', '--dry-run'], /^--apply and --dry-run are opposites/],
  ])('%j is refused in one line', (words, line) => {
    const { status, stdout, stderr } = raseel(words)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr.trim()).toMatch(line)
    expect(stderr.trim()).not.toContain('\n')
  })
})

describe('progress', () => {
  const shownOn = (isTTY: boolean): string => {
    const written: string[] = []
    const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream
    const progress = progressOn(stream)
    progress.begin('Patients', 2_000_000)
    progress.at(1_000_000)
    progress.at(2_000_000)
    progress.done()
    return written.join('')
  }

  test('is a bar on a terminal, and lines elsewhere', () => {
    expect(shownOn(true)).toMatch(/\r.*Patients \[·+\] 0 of 2,000,000/)
    expect(shownOn(true)).toContain('2,000,000 of 2,000,000')
    expect(shownOn(true)).toContain('█'.repeat(28))
    expect(shownOn(false)).toBe('Patients: 2,000,000 of 2,000,000\n')
  })
})

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { choicesIn, choicesKept } from '../../src/cli/import/choices.ts'
import { claimSeconds } from '../../src/cli/import/hold.ts'
import { beginImport, hashOf } from '../../src/cli/import/journal.ts'
import { undoImport } from '../../src/cli/import/undo.ts'
import { clinicProcesses, root } from '../platform/clinic-process.ts'
import { testDatabase } from '../support/database.ts'
import { theSettings } from '../support/places.ts'
import { everything, filesOf, importing, silent } from './importing.ts'
import { csvOf, headings, messyList } from './messy-list.ts'

const { db, owner } = testDatabase()
const { aDataDir, aClinic } = clinicProcesses()
let files: Awaited<ReturnType<typeof filesOf>>
beforeAll(async () => {
  files = await filesOf()
})
afterAll(() => files.remove())
beforeEach(() => theSettings(db))

const aList = (name: string, rows: number) => files.put(name, csvOf([headings, ...messyList(rows).map(({ cells }) => cells)]))

async function aTerminal() {
  const settings = { DATA_DIR: await aDataDir() }
  const start = (...words: string[]) => aClinic(settings, [process.execPath, join(root, 'build/cli.js'), ...words])
  const raseel = async (...words: string[]) => {
    const run = await start(...words)
    return { code: await run.ended, said: run.output() }
  }
  const listed = async (words: RegExp) => {
    for (let look = 0; look < 60; look += 1) {
      if (words.test((await raseel('import', 'list')).said)) return
      await pause(200)
    }
    throw new Error(`the list never said ${words}`)
  }
  return { start, raseel, listed }
}

const numberIn = (text: string, words: RegExp): number => Number((words.exec(text)?.[1] ?? '').replaceAll(',', ''))

describe('while an import runs', () => {
  test('no second one of its file begins and nobody undoes it; killed, it goes on soon and is undone as a whole', async () => {
    const file = await aList('running.csv', 2500)
    const { start, raseel, listed } = await aTerminal()
    const taking = ['import', 'patients', file, '--apply', '--dates', 'dmy']
    expect((await raseel('migrate')).code).toBe(0)
    const first = await start(...taking)
    await listed(/running: [1-9][\d,]* rows so far/)
    const second = await raseel(...taking)
    expect(second.said).toMatch(
      /at this moment, as import 1: since \d{4}-\d\d-\d\d \d\d:\d\d UTC, [\d,]+ rows so far\. Wait until that has ended\.\n$/,
    )
    expect(second.code).toBe(1)
    const undone = await raseel('import', 'undo', '1')
    expect(undone.said).toMatch(/Nothing was undone: import 1 is running at this moment, since .* rows so far\./)
    expect(undone.code).toBe(1)
    await listed(/running: [1-9][\d,]* rows so far/)

    first.signal('SIGKILL')
    await first.ended
    const killed = performance.now()
    const again = await start(...taking)
    while (!again.output().includes('was interrupted, and goes on')) await pause(100)
    expect(performance.now() - killed).toBeLessThan((claimSeconds + 5) * 1000)
    expect(again.output()).toContain(`Looking for up to ${claimSeconds} seconds`)
    expect(await again.ended).toBe(0)
    const taken = numberIn(again.output(), /([\d,]+) {2}new\n/)
    expect(taken).toBeGreaterThan(1500)
    expect((await raseel('import', 'list')).said).toContain(`  ${taken.toLocaleString('en')} rows  running.csv`)
    const last = await raseel('import', 'undo', '1')
    expect(numberIn(last.said, /Import 1 is undone: ([\d,]+) rows are gone/)).toBe(taken)
  }, 240_000)

  test('Ctrl-C finishes the row, says how far it came, and lets the same command go on at once', async () => {
    const file = await aList('ctrl-c.csv', 1200)
    const { start, raseel, listed } = await aTerminal()
    const taking = ['import', 'patients', file, '--apply', '--dates', 'dmy']
    expect((await raseel('migrate')).code).toBe(0)
    const first = await start(...taking)
    await listed(/running: [1-9][\d,]* rows so far/)
    first.signal('SIGINT')
    // As npx, which passes on what the terminal has told the whole group.
    first.signal('SIGINT')
    expect(await first.ended).toBe(130)
    const reached = numberIn(
      first.output(),
      /\nInterrupted: import 1 has taken over ([\d,]+) rows so far\. The same command goes on where it stopped; `npx raseel import undo 1` takes it back\.\n$/,
    )
    expect(reached).toBeGreaterThan(0)
    expect((await raseel('import', 'list')).said).toContain(`interrupted after ${reached.toLocaleString('en')} rows`)
    const again = await raseel(...taking)
    expect(again.code).toBe(0)
    expect(again.said).toContain('Import 1 was interrupted, and goes on.')
    expect(again.said).not.toContain('Looking for')
    expect(numberIn(again.said, /([\d,]+) {2}new\n/)).toBeGreaterThan(reached)
  }, 240_000)

  test('Ctrl-C at its undo says that nothing was undone', async () => {
    const file = await aList('not-undone.csv', 1200)
    const { start, raseel, listed } = await aTerminal()
    expect((await raseel('migrate')).code).toBe(0)
    const taking = await start('import', 'patients', file, '--apply', '--dates', 'dmy')
    await listed(/running: [1-9][\d,]* rows so far/)
    taking.signal('SIGKILL')
    await taking.ended
    const undoing = await start('import', 'undo', '1')
    while (!undoing.output().includes('Looking for')) await pause(50)
    undoing.signal('SIGINT')
    expect(await undoing.ended).toBe(130)
    expect(undoing.output()).toMatch(/\nInterrupted: nothing was undone, and import 1 is as it was\.\n$/)
    expect((await raseel('import', 'list')).said).toMatch(/(running: [\d,]+ rows so far|interrupted after [\d,]+ rows)/)
  }, 240_000)

  test('it stops at the next row when it was undone all the same, and nothing of it stays', async () => {
    const before = await everything(owner)
    const file = await aList('undone.csv', 300)
    let undone: Promise<unknown> | null = null
    // As if its process had slept for a minute; the next row renews the claim, unless the undo is quicker.
    const lapsed = async () => {
      for (;;) {
        await owner
          .updateTable('imports')
          .set({ claimed_until: Temporal.Instant.from('2020-01-01T00:00:00Z') })
          .execute()
        const answer = await undoImport(owner, 1)
        if (answer.ok || answer.reason !== 'running') return answer
      }
    }
    const progress = {
      ...silent,
      at: (done: number) => {
        if (done === 20) undone = lapsed()
      },
    }
    await expect(importing(db, file, { values: { apply: true, dates: 'dmy' }, progress })).rejects.toThrow(
      'Import 1 was undone meanwhile: it stops here, and nothing more is written.',
    )
    expect(await undone).toMatchObject({ ok: true })
    expect(await everything(owner)).toEqual(before)
    expect(await undoImport(owner, 1)).toEqual({ ok: false, reason: 'undone-before' })
  }, 60_000)

  test('it stops at the next row when another process has taken it', async () => {
    const file = await aList('taken.csv', 300)
    const progress = {
      ...silent,
      at: (done: number) => {
        if (done === 20) void owner.updateTable('imports').set({ claim_id: null }).execute()
      },
    }
    await expect(importing(db, file, { values: { apply: true, dates: 'dmy' }, progress })).rejects.toThrow(
      'Another process goes on with import 1: this one stops here, and writes nothing more.',
    )
  }, 60_000)

  test('of several that begin the same file at once, one holds it', async () => {
    const file = await aList('at-once.csv', 5)
    const beginning = { kind: 'patients' as const, fileName: 'at-once.csv', hash: await hashOf(file), choices: choicesKept(choicesIn({})) }
    const begun = await Promise.all(Array.from({ length: 6 }, () => beginImport(db, beginning)))
    expect(begun.filter(({ ok }) => ok)).toHaveLength(1)
    expect(begun.filter((one) => !one.ok).map((one) => !one.ok && one.reason)).toEqual(Array.from({ length: 5 }, () => 'running'))
    expect(await db.selectFrom('imports').select('number').execute()).toEqual([{ number: 1 }])
  })
})

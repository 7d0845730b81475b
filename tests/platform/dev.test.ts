import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { groupKilled } from './clinic-process.ts'
import { aSmallHouse } from './small-house.ts'

/** Says a word, and the other one when it is asked to end. */
const clinic = (word: string) => `
  console.log('opened: ${word}')
  const open = setInterval(() => {}, 1000)
  process.on('SIGTERM', () => {
    console.log('closed: ${word}')
    clearInterval(open)
  })`

test('npm run dev opens the clinic anew when a source has changed, and keeps it open where there is a mistake', async () => {
  const { folder, source } = aSmallHouse()
  source('src/main.ts', clinic('one'))
  const dev = spawn(process.execPath, ['ops/dev.mjs'], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => groupKilled(dev))
  let said = ''
  for (const stream of [dev.stdout, dev.stderr]) {
    stream.on('data', (part) => {
      said += String(part)
    })
  }
  const hears = async (text: string) => {
    while (!said.includes(text)) await pause(50)
  }
  await hears('opened: one')
  source('src/main.ts', 'const = 1')
  await hears('src/main.ts:1:6')
  expect(said).not.toContain('closed')
  source('src/main.ts', clinic('two'))
  await hears('opened: two')
  const ended = once(dev, 'close')
  dev.kill('SIGTERM')
  await ended
  expect(said.match(/(opened|closed): \w+/g)).toEqual(['opened: one', 'closed: one', 'opened: two', 'closed: two'])
})

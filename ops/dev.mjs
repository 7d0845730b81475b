// Runs the clinic and starts it again when a source changes.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAll } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const watched = ['src', 'views', 'static', 'locales', 'migrations']

let clinic = null
let ending = false
let turn = Promise.resolve()
let timer

/** One after the other: a restart that comes during a restart waits for it. */
function restart() {
  turn = turn.then(async () => {
    if (ending || !(await built())) return
    await stopped()
    if (ending) return
    clinic = spawn(process.execPath, ['--enable-source-maps', 'build/main.js'], { cwd: root, stdio: 'inherit' })
  })
}

/** With a mistake in the sources the clinic stays as it was. */
async function built() {
  try {
    await buildAll(root)
    return true
  } catch (error) {
    if (!error?.errors) console.error(error)
    return false
  }
}

async function stopped() {
  if (!clinic || clinic.exitCode !== null || clinic.signalCode !== null) return
  const ended = new Promise((resolve) => clinic.once('exit', resolve))
  clinic.kill('SIGTERM')
  await ended
}

async function end() {
  ending = true
  await turn
  await stopped()
  process.exit(0)
}

for (const folder of watched.map((name) => join(root, name)).filter(existsSync)) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, 100)
  })
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
restart()

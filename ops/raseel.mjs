#!/usr/bin/env node
// The operator's commands: `npx raseel help`. The machine's own Node may be older than the one that Raseel brings.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const ours = join(root, 'node_modules/node/bin/node')

if (!existsSync(ours)) {
  console.error(`Raseel's packages are not installed yet. Run \`npm ci\` in ${root} first.`)
  process.exit(1)
}
if (realpathSync(process.execPath) === realpathSync(ours)) {
  process.setSourceMapsEnabled(true)
  const { buildAll } = await import('./build.mjs')
  await buildAll(root).catch((error) => {
    console.error(error?.errors ? 'The build failed.' : error)
    process.exit(1)
  })
  await import(pathToFileURL(join(root, 'build/cli.js')))
} else {
  const child = spawn(ours, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

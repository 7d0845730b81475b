import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './clinic-process.ts'

interface SmallHouse {
  folder: string
  source: (path: string, text: string) => void
}

/** A small house with the real build. */
export function aSmallHouse(): SmallHouse {
  const folder = mkdtempSync(join(tmpdir(), 'raseel-house-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'ops'), join(folder, 'ops'), { recursive: true })
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) copyFileSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const source = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  source('src/words.ts', "export const words = 'first words'\n")
  source('src/main.ts', "import { words } from './words.ts'\nconsole.log(words)\n")
  source('src/cli.ts', "const { words } = await import('./words.ts')\nconsole.log('raseel', words)\n")
  source('static/patient.css', '@import "./css/shared.css";\nmain { & p { inset-inline-start: 1px } }\n')
  source('static/staff.css', '@import "./css/shared.css";\n')
  source('static/css/shared.css', '/* a remark */\nbody { margin: 0 }\n')
  source('static/app.js', "import htmx from 'htmx.org'\nhtmx.config.history = 'reload'\n")
  source('static/staff.js', "import './app.js'\n")
  return { folder, source }
}

import { argv } from 'node:process'
import { CannotStart } from './config.ts'

export interface Command {
  /** One line for the list of commands. */
  summary: string
  /** What `raseel <name> --help` says below the summary. */
  details: string
  /** Reads words behind its name; a command without them refuses any. */
  takesArguments?: true
  /** Answers the exit code. */
  run: (words: string[]) => Promise<number>
}

const commands: Record<string, () => Promise<{ command: Command }>> = {
  serve: () => import('./cli/serve.ts'),
  migrate: () => import('./cli/migrate.ts'),
  seed: () => import('./cli/seed-command.ts'),
  import: () => import('./cli/import-command.ts'),
  reindex: () => import('./cli/reindex.ts'),
  'create-admin': () => import('./cli/create-admin.ts'),
  'verify-calendar': () => import('./cli/verify-calendar.ts'),
  'verify-audit': () => import('./cli/verify-audit.ts'),
}

async function main([name = 'help', ...rest]: string[]): Promise<number> {
  const load = commands[name]
  if (name === 'help' || name === '--help' || name === '-h') return await help()
  if (!load) return complain(`There is no command "${name}". \`npx raseel help\` lists them.`)
  const { command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) return say(`npx raseel ${name}: ${command.summary}\n\n${command.details}`)
  if (rest.length > 0 && !command.takesArguments) return complain(`"raseel ${name}" takes no arguments, but was given "${rest.join(' ')}".`)
  return await command.run(rest)
}

async function help(): Promise<number> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(18)} ${(await load()).command.summary}`),
  )
  return say(
    `npx raseel <command>\n\n${lines.join('\n')}\n\nnpx raseel <command> --help says more. Settings are environment variables; src/config.ts lists them.`,
  )
}

function say(text: string): number {
  console.log(text)
  return 0
}

function complain(text: string): number {
  console.error(text)
  return 1
}

try {
  process.exitCode = await main(argv.slice(2))
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  process.exitCode = complain(error.message)
}

import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CannotStart } from '../config.ts'

/** What was typed behind a command's name; what it does not take ends it with one line. */
export function argumentsIn<Config extends Omit<ParseArgsConfig, 'args' | 'strict'>>(words: string[], config: Config) {
  try {
    return parseArgs({ ...config, args: words, strict: true })
  } catch (error) {
    // Node's message goes on about how to escape a dash.
    const [first = ''] = error instanceof Error ? error.message.split(/[.\n]/) : []
    throw new CannotStart(`${first}. The command’s --help says what it takes.`)
  }
}

/** A whole number from 0 on, such as `1000000` or `1_000_000`. */
export function countIn(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const digits = text.replace(/[_,]/g, '')
  if (!/^\d{1,8}$/.test(digits)) throw new CannotStart(`--${name}: "${text}" is not a whole number up to 99,999,999.`)
  return Number(digits)
}

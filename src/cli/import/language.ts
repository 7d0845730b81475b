import { env } from 'node:process'
import { type Texts, textsFor } from '../../web/texts.ts'
import type { Running } from './journal.ts'

/** The operator's language, as the terminal has it (POSIX: LC_ALL, then LC_MESSAGES, then LANG). */
export function operatorTexts(): Texts {
  const { LC_ALL, LC_MESSAGES, LANG } = env
  const named = LC_ALL || LC_MESSAGES || LANG || ''
  return textsFor(named.startsWith('ar') ? 'ar' : 'en')
}

/** In UTC: an operator's terminal may stand anywhere. */
export const minuteText = (at: Temporal.Instant): string => at.toString().slice(0, 16).replace('T', ' ')

export const runningTexts = ({ number, since, rows }: Running) => ({ number, since: minuteText(since), count: rows })

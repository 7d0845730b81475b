import { env } from 'node:process'
import { type Texts, textsFor } from '../../web/texts.ts'

/** The operator's language, as the terminal has it (POSIX: LC_ALL, then LC_MESSAGES, then LANG). */
export function operatorTexts(): Texts {
  const { LC_ALL, LC_MESSAGES, LANG } = env
  const named = LC_ALL || LC_MESSAGES || LANG || ''
  return textsFor(named.startsWith('ar') ? 'ar' : 'en')
}

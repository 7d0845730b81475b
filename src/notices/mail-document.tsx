import { MailDocument } from '../../views/notices/mail-document.tsx'
import type { Texts } from '../web/texts.ts'
import type { Letter } from './letter.ts'

/** The HTML part of a mail. */
export async function mailDocument(t: Texts, letter: Letter): Promise<string> {
  return `<!DOCTYPE html>${await MailDocument({ t, letter })}`
}

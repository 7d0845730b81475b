import type { PersonNames } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'

/** A name in the reader's script where there is one. */
export const personName = (t: Texts, { ar, latn }: PersonNames): string =>
  (t.language === 'ar' ? (ar ?? latn) : (latn ?? ar)) ?? t('patient.nameless')

import type { Row } from '../database/tables.ts'

type NameRow = Pick<Row<'patient_names'>, 'script' | 'usage_kind' | 'text'>

export interface ShownName {
  text: string
  /** For `lang`: the script's own language. */
  language: 'ar' | 'en'
}

/** A person's name as a reader sees it: in the reader's script where there is one, and the other script beside it. */
export interface PersonNames {
  ar: string | null
  latn: string | null
}

/** The official name in each script; a preferred one where nothing official is kept, never a previous one. */
export function namesOf(rows: NameRow[]): PersonNames {
  const of = (script: NameRow['script']): string | null => {
    const inScript = rows.filter((row) => row.script === script)
    const chosen = inScript.find((row) => row.usage_kind === 'official') ?? inScript.find((row) => row.usage_kind === 'preferred')
    return chosen?.text ?? null
  }
  return { ar: of('ar'), latn: of('latn') }
}

/** First the name in the reader's own script, then the other; at least one unless the person has no name at all. */
export function namesFor(names: PersonNames, language: string): ShownName[] {
  const ar: ShownName[] = names.ar === null ? [] : [{ text: names.ar, language: 'ar' }]
  const latn: ShownName[] = names.latn === null ? [] : [{ text: names.latn, language: 'en' }]
  return language === 'ar' ? [...ar, ...latn] : [...latn, ...ar]
}

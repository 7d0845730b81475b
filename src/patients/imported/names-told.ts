import type { Row } from '../../database/tables.ts'
import { isNothing, plain } from './cell.ts'

type Script = Row<'patient_names'>['script']

export interface ToldName {
  script: Script
  text: string
  given: string | null
  father: string | null
  grandfather: string | null
  family: string | null
}

interface Told {
  name?: string
  nameAr?: string
  nameEn?: string
  given?: string
  father?: string
  grandfather?: string
  family?: string
}

const arabic = /\p{Script=Arabic}/u
const latin = /\p{Script=Latin}/u

const scriptOf = (text: string): Script => (arabic.test(text) ? 'ar' : 'latn')

/** The names of a row: each in the script that it is written in, whatever its column says; parts only where the list has them apart. */
export function namesTold(told: Told): ToldName[] {
  const whole = [told.nameAr, told.nameEn, told.name].flatMap((text) => byScript(clean(text ?? '')))
  const parts = [told.given, told.father, told.grandfather, told.family].map((part) => clean(part ?? '') || null)
  const inParts = parts.filter((part) => part !== null).join(' ')
  const [given = null, father = null, grandfather = null, family = null] = parts
  const names = new Map<Script, ToldName>()
  if (given !== null) {
    const script = scriptOf(inParts)
    names.set(script, { script, text: inParts, given, father, grandfather, family })
  }
  for (const text of whole) {
    const script = scriptOf(text)
    const known = names.get(script)
    // The whole name is the truth; its parts, where a list has both, stay beside it.
    if (known === undefined) names.set(script, { script, text, given: null, father: null, grandfather: null, family: null })
    else if (known.given !== null && whole.length > 0) names.set(script, { ...known, text })
  }
  return [...names.values()].sort((a, b) => (a.script < b.script ? -1 : 1))
}

const clean = (text: string): string => (isNothing(text) ? '' : plain(text).replace(/[\u0640]/g, ''))

/** One cell may hold both: `محمد سعد - Mohamed Saad`. */
function byScript(text: string): string[] {
  if (text === '') return []
  if (!(arabic.test(text) && latin.test(text))) return [text]
  const of = (other: RegExp) =>
    text
      .replace(other, ' ')
      .replace(/(^|\s)[^\p{L}\p{N}]+(?=\s|$)/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
  return [of(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*/gu), of(/\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*/gu)].filter((part) =>
    /\p{L}/u.test(part),
  )
}

/** A name has letters of these scripts, and no more than the register keeps. */
export const isName = ({ text }: ToldName): boolean =>
  text.length <= 200 && (arabic.test(text) || latin.test(text)) && !/[<>{}=]|https?:/.test(text)

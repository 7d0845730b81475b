import type { TextKey, Texts } from '../web/texts.ts'
import { partsOf } from './parts.ts'
import { type Placeholder, type TextKind, textKinds } from './text-kinds.ts'
import { filled, type Said } from './text-message.ts'

/** The words of a template as they can be kept; longer ones would cost a fortune at every visit. */
const longest = 700
const mostParts = 5

export const placeholdersOf = (kind: TextKind): Placeholder[] => [...textKinds[kind].needed, ...textKinds[kind].free]

export type Fault = { key: TextKey; values: Record<string, string | number> }

/** What is wrong with the words for a kind of text, or null. */
export function faultIn(kind: TextKind, words: string, sample: Said): Fault | null {
  const { needed } = textKinds[kind]
  if (words.trim() === '') return { key: 'texts.enterWords', values: {} }
  if (words.length > longest) return { key: 'texts.tooLong', values: { most: longest } }
  const known = new Set<string>(placeholdersOf(kind))
  const unknown = [...words.matchAll(/\{([^{}]*)\}/g)].map(([whole, name = '']) => ({ whole, name })).find(({ name }) => !known.has(name))
  if (unknown) return { key: 'texts.unknownPlaceholder', values: { placeholder: unknown.whole } }
  if (/[{}]/.test(words.replaceAll(/\{[a-z]+\}/g, ''))) return { key: 'texts.strayBrace', values: {} }
  const missing = needed.find((name) => !words.includes(`{${name}}`))
  if (missing) return { key: 'texts.missingPlaceholder', values: { placeholder: `{${missing}}` } }
  return partsOf(filled(words, sample)).parts > mostParts ? { key: 'texts.tooManyParts', values: { most: mostParts } } : null
}

/** What would stand for each placeholder, to try the words with. */
export function sampleFor(kind: TextKind, t: Texts, { clinic, phone, host }: { clinic: string; phone: string; host: string }): Said {
  const said: Record<Placeholder, string> = {
    clinic,
    phone,
    host,
    patient: t('texts.sample.patient'),
    doctor: t('texts.sample.doctor'),
    former: t('texts.sample.former'),
    day: t.dayMonth(Temporal.PlainDate.from('2026-11-24')),
    time: t.time(Temporal.PlainTime.from('17:40')),
    code: '482913',
    minutes: t('notices.minutes', { n: 10 }),
    hours: t('notices.hours', { n: 24 }),
    link: `https://${host}/a/7K2M9QX4T8WB3NRD`,
  }
  return Object.fromEntries(placeholdersOf(kind).map((name) => [name, said[name]]))
}

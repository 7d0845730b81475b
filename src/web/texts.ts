import type { Child } from 'hono/jsx'
import type { ByLanguage } from '../database/tables.ts'
import { clock, hijriDate, longDate, numericDate, remembered, shortDate } from './texts/dates.ts'
import { countryNames, type Language, languageNames, lists, months, numbers, orders, weekdays } from './texts/formatters.ts'
import { messagesOf, type TextKey } from './texts/messages.ts'
import { moneyText } from './texts/money.ts'
import { phoneText } from './texts/phones.ts'

export type { Language } from './texts/formatters.ts'
export { isTextKey, type TextKey } from './texts/messages.ts'

type PlainDate = Temporal.PlainDate
/** What a clock on the wall shows: a PlainTime, a ZonedDateTime, or just this. */
export type WallTime = Pick<Temporal.PlainTime, 'hour' | 'minute'>

/** What a message's `<b>…</b>` becomes. */
type Wrap = (inside: Child) => Child

/** All that a page says in its reader's language. Numbers are Western, whatever the language. */
export interface Texts {
  (key: TextKey, values?: Record<string, string | number>): string
  /** A message with elements in it: names in `<bdi>`, links; a function for each tag that the message has. */
  jsx(key: TextKey, values: Record<string, string | number | Child | Wrap>): Child
  language: Language
  direction: 'ltr' | 'rtl'
  /** What the clinic calls a thing, in this language or, when it has no name there, in the other. */
  local(name: ByLanguage): string
  /** "Tuesday 24 November 2026" */
  date(day: PlainDate): string
  /** "Tue 24 Nov" */
  dayMonth(day: PlainDate): string
  /** "24/11/2026", for tables */
  numericDate(day: PlainDate): string
  /** "November 2026" */
  month(day: PlainDate): string
  /** "Tuesday" */
  weekday(day: PlainDate): string
  /** "14 Jumada II 1448", umm al-Qura */
  hijri(day: PlainDate): string
  /** "5:40 pm" */
  time(time: WallTime): string
  number(n: number): string
  /** `minor` counts the currency's smallest unit: "SAR 200" */
  money(minor: number, currency: string): string
  /** A number in E.164 as it is written in `country`: "050 123 4567" */
  phone(number: string, country: string): string
  /** "a, b and c" */
  list(items: string[]): string
  /** What the language of an ISO 639 code is called: "Arabic" */
  languageName(code: string): string
  /** What the country of an ISO 3166 code is called: "Saudi Arabia" */
  countryName(code: string): string
  /** Sorts as this language's readers expect. */
  compare(a: string, b: string): number
}

const made = new Map<string, Texts>()

/** The texts of a language, with the words of the clinic's country where they differ. */
export function textsFor(language: Language, country?: string): Texts {
  const name = `${language} ${country}`
  const known = made.get(name)
  if (known) return known
  const texts = make(language, country)
  made.set(name, texts)
  return texts
}

function make(language: Language, country: string | undefined): Texts {
  const message = messagesOf(language, country)
  const text = kept((key, values) => String(message(key).format(values)))
  return Object.assign(text, {
    jsx: (key: TextKey, values: Record<string, string | number | Child | Wrap>): Child => message(key).format<Child>(values),
    language,
    direction: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    local: (name: ByLanguage) => name[language] || name.en || name.ar,
    date: remembered((day) => longDate(language, day)),
    dayMonth: remembered((day) => shortDate(language, day)),
    numericDate,
    month: (day: PlainDate) => months[language].format(day),
    weekday: remembered((day) => weekdays[language].format(day)),
    hijri: remembered((day) => hijriDate(language, day)),
    time: (time: WallTime) => clock(language, time),
    number: (n: number) => numbers[language].format(n),
    money: (minor: number, currency: string) => moneyText(language, minor, currency),
    phone: phoneText,
    list: (items: string[]) => lists[language].format(items),
    languageName: (code: string) => nameIn(languageNames[language], code),
    countryName: (code: string) => nameIn(countryNames[language], code),
    compare: (a: string, b: string) => orders[language].compare(a, b),
  })
}

type Say = (key: TextKey, values?: Record<string, string | number>) => string

/** Every page says the same words again, and counts the same few things. What holds a name, or anything else in letters, is not kept. */
function kept(say: Say): Say {
  const known = new Map<string, string>()
  return (key, values = {}) => {
    let name: string = key
    for (const field in values) {
      if (typeof values[field] !== 'number') return say(key, values)
      name += ` ${field} ${values[field]}`
    }
    const before = known.get(name)
    if (before !== undefined) return before
    const words = say(key, values)
    if (known.size >= 5000) known.clear()
    known.set(name, words)
    return words
  }
}

/** What somebody typed may be no code at all, which `of` throws at: it is shown as it is. */
function nameIn(names: (typeof languageNames)[Language], code: string): string {
  return /^[A-Za-z]{2,3}$/.test(code) ? (names.of(code) ?? code) : code
}

import type { ByLanguage } from '../../database/tables.ts'

/*
 * Every formatter of the product is built here, and each names its numbering system, calendar and hour cycle:
 * the defaults are traps (`ar` prints ١٢ in some countries, `en-GB` with `hour12` prints noon as "0:00 pm").
 */

export type Language = keyof ByLanguage

export const locales: Record<Language, string> = { en: 'en-GB-u-nu-latn', ar: 'ar-u-nu-latn' }

type Options = Intl.DateTimeFormatOptions

const gregorian = (language: Language, options: Options) =>
  new Intl.DateTimeFormat(locales[language], { ...options, calendar: 'gregory', numberingSystem: 'latn' })

/** Made when first used: all of them together would take a tenth of the start. */
function ofBoth<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  const made: Partial<Record<Language, T>> = {}
  const of = (language: Language): T => (made[language] ??= make(language))
  return {
    get en() {
      return of('en')
    },
    get ar() {
      return of('ar')
    },
  }
}

/** Weekday and date are formatted apart: Arabic would set a comma between them. */
export const weekdays = ofBoth((language) => gregorian(language, { weekday: 'long' }))
export const shortWeekdays = ofBoth((language) => gregorian(language, { weekday: 'short' }))
export const longDates = ofBoth((language) => gregorian(language, { day: 'numeric', month: 'long', year: 'numeric' }))
export const shortDates = ofBoth((language) => gregorian(language, { day: 'numeric', month: 'short' }))
export const months = ofBoth((language) => gregorian(language, { month: 'long', year: 'numeric' }))

export const hijriDates = ofBoth(
  (language) =>
    new Intl.DateTimeFormat(locales[language], {
      calendar: 'islamic-umalqura',
      numberingSystem: 'latn',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)

const clocks = ofBoth((language) => gregorian(language, { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }))

/** What the halves of the day are called; a page has hundreds of times, and a formatter takes 40 µs for each. */
export const halves = ofBoth((language) => {
  const half = (time: string) =>
    clocks[language].formatToParts(Temporal.PlainTime.from(time)).find(({ type }) => type === 'dayPeriod')?.value
  return { morning: half('06:00') ?? '', evening: half('18:00') ?? '' }
})

export const numbers = ofBoth((language) => new Intl.NumberFormat(locales[language], { numberingSystem: 'latn' }))
export const lists = ofBoth((language) => new Intl.ListFormat(locales[language], { type: 'conjunction' }))

export const languageNames = ofBoth((language) => new Intl.DisplayNames(locales[language], { type: 'language', fallback: 'code' }))

export const countryNames = ofBoth((language) => new Intl.DisplayNames(locales[language], { type: 'region', fallback: 'code' }))

/** Letters sort as readers of the language expect; names by their first letters, whatever their script. */
export const orders = ofBoth((language) => new Intl.Collator(locales[language], { usage: 'sort' }))

const currencies = new Map<string, Intl.NumberFormat>()

export function currencyFormat(language: Language, currency: string, fractionDigits?: number): Intl.NumberFormat {
  const name = `${language} ${currency} ${fractionDigits}`
  const known = currencies.get(name)
  if (known) return known
  const made = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    numberingSystem: 'latn',
    ...(fractionDigits === undefined ? {} : { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }),
  })
  currencies.set(name, made)
  return made
}

import { halves, hijriDates, type Language, longDates, shortDates, shortWeekdays, weekdays } from './formatters.ts'

type PlainDate = Temporal.PlainDate

export const longDate = (language: Language, day: PlainDate): string =>
  `${weekdays[language].format(day)} ${longDates[language].format(day)}`

export const shortDate = (language: Language, day: PlainDate): string =>
  `${shortWeekdays[language].format(day)} ${shortDates[language].format(day)}`

/** Day first, in both languages; no formatter, because Arabic's sets marks of direction between the numbers. */
export const numericDate = (day: PlainDate): string => `${two(day.day)}/${two(day.month)}/${day.year}`

/** The umm al-Qura date. English leaves the era out, because "AH" says nothing to most; Arabic readers expect theirs. */
export function hijriDate(language: Language, day: PlainDate): string {
  const parts = hijriDates[language].formatToParts(day)
  const kept = parts.filter(({ type }) => type === 'day' || type === 'month' || type === 'year' || (type === 'era' && language === 'ar'))
  return kept.map(({ value }) => value).join(' ')
}

/** The clock with its half of the day, which is never left out: clinics have a shift in both. Noon and midnight are twelve. */
export function clock(language: Language, { hour, minute }: Pick<Temporal.PlainTime, 'hour' | 'minute'>): string {
  const { morning, evening } = halves[language]
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? morning : evening}`
}

/** A page says the same few dates many times, and a formatter takes 15 µs for each. */
export function remembered(format: (day: PlainDate) => string): (day: PlainDate) => string {
  const known = new Map<string, string>()
  return (day) => {
    const key = day.toString()
    const text = known.get(key) ?? format(day)
    if (known.size > 1000) known.clear()
    known.set(key, text)
    return text
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

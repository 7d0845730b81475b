import { currencyFormat, type Language } from './formatters.ts'

/** An amount in the currency's smallest unit as people write it: "SAR 200", "SAR 150.50", "200 ر.س". */
export function moneyText(language: Language, minor: number, currency: string): string {
  const digits = currencyFormat('en', currency).resolvedOptions().maximumFractionDigits ?? 2
  const major = minor / 10 ** digits
  const parts = currencyFormat(language, currency, Number.isInteger(major) ? 0 : digits).formatToParts(major)
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency
  const amount = parts
    .filter(({ type }) => type !== 'currency' && type !== 'literal')
    .map(({ value }) => value)
    .join('')
  return language === 'ar' ? `${amount} ${sign.replace(/[.\u200f]+$/, '')}` : `${sign} ${amount}`
}

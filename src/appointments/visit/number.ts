import { randomInt } from 'node:crypto'

/** Without vowels, which make words, and without signs that are mistaken for others: 0 1 B I L O Q S Z. */
const signs = '23456789CDFGHJKMNPRTVWXY'

/** A booking number such as `A-7K2M`. Who meets taken ones asks again: from the third try on it has a sign more, so that numbers never run out. */
export const bookingNumber = (attempt: number): string =>
  `A-${Array.from({ length: 4 + Math.floor(attempt / 3) }, () => signs[randomInt(signs.length)]).join('')}`

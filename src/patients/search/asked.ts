import { e164, phoneBeginnings, westernDigits } from '../../accounts/phones.ts'
import { bare, wordsOf } from '../../search/normalize.ts'
import { mostWords, type Pattern, type Question, type Word } from '../../search/question.ts'
import { pairsOf, skeletons } from '../../search/skeleton.ts'
import { dateTyped, gregorianOf } from '../registering/birth-typed.ts'
import { kinds, numberToken, recordToken, reversed } from './search-tokens.ts'

interface Circumstances {
  /** Phones are read as dialled there. */
  country: string
  today: Temporal.PlainDate
}

/** Longer than any name that somebody would type; the rest is left. */
const longestSearch = 100

const email = /\S*@\S*/gu
/** 1/7/1975, 1-7-1395, 1975-07-01, 1.7.75; 1 July 1975, 1 رجب 1395. */
const date = /(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([/.-])\d{1,2}\2\d{1,2})(?![\d/.-])/gu
const namedDate = /(?<!\d)\d{1,2} ?\p{L}[\p{L} ]{2,20}\d{4}(?!\d)/gu
/** Letters and digits: a record number, a passport. */
const code = /(?=[\w-]*\d)(?=[\w-]*[a-z])[\w/-]+/giu
/** Groups of digits that follow one another are one number. */
const number = /\+?\d[\d\s().-]*/gu

export interface Asked {
  question: Question
  /** Of the words those of a name, as they are compared. */
  names: string[]
}

/** What somebody typed, as it is looked up; no words where there is nothing to look for. */
export function askedOf(text: string, { country, today }: Circumstances): Asked {
  let left = westernDigits([...text.normalize('NFKC')].slice(0, longestSearch).join(''))
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
  const words: Word[] = []
  const take = (pattern: RegExp, read: (found: string) => Word | null) => {
    left = left.replace(pattern, (found) => {
      const word = words.length < mostWords ? read(found) : null
      if (word) words.push(word)
      return word ? ' ' : found
    })
  }
  take(email, (found) => only(beginning(kinds.email + found.toLowerCase(), 0)))
  take(date, (found) => birthWord(found, today))
  take(namedDate, (found) => birthWord(found, today))
  take(code, codeWord)
  take(number, (found) => numberWord(found, country, today))
  const names = wordsOf(left).slice(0, mostWords - words.length)
  const pairs = names.length > 2 ? pairsOf(names.slice(0, 2)).map((pair) => kinds.pair + pair) : []
  return { question: { words: [...words, ...names.map(nameWord)], pairs }, names }
}

const whole = (token: string, weight: number): Pattern => ({ token, whole: true, weight })
const beginning = (token: string, weight: number): Pattern => ({ token, whole: false, weight })
const only = (...exact: Pattern[]): Word => ({ exact, near: [] })

function birthWord(text: string, today: Temporal.PlainDate): Word | null {
  const typed = dateTyped(text, today)
  const day = typed && gregorianOf(typed)
  return day ? only(whole(kinds.birth + day.toString(), 0)) : null
}

const codeWord = (text: string): Word =>
  only(
    beginning(kinds.record + recordToken(text), 0),
    beginning(kinds.identifier + numberToken(text), 0),
    beginning(kinds.lastDigits + reversed(numberToken(text)), 2),
  )

/** Digits may be a phone's first or last, an identifier's, a record number; with a name beside them a year of birth. */
function numberWord(text: string, country: string, today: Temporal.PlainDate): Word {
  const digits = text.replace(/\D/g, '')
  const phone = e164(text, country)
  const patterns = [whole(kinds.record + recordToken(digits), 0)]
  if (phone) patterns.push(whole(kinds.phone + phone.slice(1), 0))
  if (digits.length >= 3) {
    patterns.push(
      beginning(kinds.lastDigits + reversed(digits), 1),
      beginning(kinds.record + recordToken(digits), 2),
      beginning(kinds.identifier + digits, 3),
      ...phoneBeginnings(text, country).map((beginningOf) => beginning(kinds.phone + beginningOf, 3)),
    )
  }
  const known = /^(?:\d{4}|\d{8})$/.test(digits) ? dateTyped(digits, today) : null
  const day = known && gregorianOf(known)
  if (known?.day && day) patterns.push(whole(kinds.birth + day.toString(), 2))
  else if (known?.calendar === 'gregorian') patterns.push(beginning(kinds.birth + digits, 5))
  return only(...patterns)
}

/** Three consonants say enough for a beginning; fewer are half the clinic, and tell Ali from Ola only by rank. */
const tellingSkeleton = 3

function nameWord(word: string): Word {
  const near = skeletons(word).map((way) =>
    way.length < tellingSkeleton ? whole(kinds.skeleton + way, 8) : beginning(kinds.skeleton + way, 5),
  )
  return { exact: [beginning(bare(word), 0)], near }
}

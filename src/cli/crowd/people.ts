import { type DayNumber, dayNumberOf } from '../../appointments/free/minutes.ts'
import type { Sex } from '../../database/tables.ts'
import type { Branch } from '../seed/clinic.ts'
import { firstOfRajab } from './days.ts'
import { type Draws, drawsOf } from './draws.ts'
import { egyptianFamilies, families, men, type Origin, origins, type Spelled, women } from './names.ts'

/** People are made so many at a time, household by household; any such block can be made again without those before it. */
export const blockSize = 20

/** Ages are counted at this day, so that the same people come whenever they are made. */
const anchor = dayNumberOf(new Temporal.PlainDate(2026, 10, 1))
const anchorHijriYear = 1448

/** One word of a name in both scripts. */
interface Word {
  ar: string
  latn: string
}

export interface Somebody {
  place: number
  sex: Sex
  age: number
  birth: { known: 'day' | 'year' | 'age'; day: DayNumber } | { known: 'rajab'; day: DayNumber; hijriYear: number }
  nationality: string
  branch: Branch
  given: Word
  father: Word
  grandfather: Word | null
  family: Word
  inArabic: boolean
  inLatin: boolean
  /** Whose telephone, by place: a mother's is her children's as well. */
  phone: { place: number; whose: 'self' | 'mother' | 'father' | 'child' | 'spouse' } | null
  /** The first day on which the clinic knew them. */
  since: DayNumber
  /** For what is decided later about this person alone. */
  draws: Draws
}

interface Stock {
  nationality: string
  branch: Branch
  origin: Origin
  inArabic: number
  inLatin: number
}

const saudis: Origin = { nationality: 'SA', men, women, families, inArabic: 1 }
const egyptians: Origin = { nationality: 'EG', men, women, families: egyptianFamilies, inArabic: 1 }

/** The people of one block, at most `blockSize`, always the same. */
export function peopleOfBlock(block: number): Somebody[] {
  const draws = drawsOf(1, block)
  const people: Somebody[] = []
  while (people.length < blockSize) people.push(...household(draws, block * blockSize + people.length))
  return people.slice(0, blockSize)
}

function household(draws: Draws, first: number): Somebody[] {
  const stock = stockOf(draws)
  const kind = draws.share()
  if (stock.origin !== saudis && stock.origin !== egyptians && kind < 0.6) return [single(draws, stock, first, draws.between(21, 58))]
  if (kind < 0.2) return [single(draws, stock, first, draws.between(18, 45))]
  if (kind < 0.3) return [single(draws, stock, first, draws.between(60, 93))]
  return family(draws, stock, first)
}

function stockOf(draws: Draws): Stock {
  const share = draws.share()
  if (share < 0.64) return { nationality: 'SA', branch: 'riyadh', origin: saudis, inArabic: 1, inLatin: 0.78 }
  if (share < 0.86) {
    return { nationality: 'EG', branch: draws.chance(0.8) ? 'cairo' : 'riyadh', origin: egyptians, inArabic: 1, inLatin: 0.6 }
  }
  const origin = draws.pick(origins)
  return { nationality: origin.nationality, branch: 'riyadh', origin, inArabic: origin.inArabic, inLatin: 1 }
}

/** Alone on their number; of the old ones many are reached by a child's. */
function single(draws: Draws, stock: Stock, place: number, age: number): Somebody {
  const sex = draws.chance(0.5) ? 'female' : 'male'
  const names = {
    father: word(draws, stock.origin.men),
    grandfather: word(draws, stock.origin.men),
    family: word(draws, stock.origin.families),
  }
  const whose = age >= 70 && draws.chance(0.5) ? 'child' : 'self'
  return person(draws, stock, { place, sex, age, ...names, phone: draws.chance(0.93) ? { place, whose } : null })
}

function family(draws: Draws, stock: Stock, place: number): Somebody[] {
  const { origin } = stock
  const age = draws.between(25, 58)
  const names = { family: word(draws, origin.families), father: word(draws, origin.men), grandfather: word(draws, origin.men) }
  const father = person(draws, stock, { place, sex: 'male', age, ...names, phone: { place, whose: 'self' } })
  const motherAge = Math.max(19, age - draws.between(0, 9))
  const mother = person(draws, stock, {
    place: place + 1,
    sex: 'female',
    age: motherAge,
    father: word(draws, origin.men),
    grandfather: word(draws, origin.men),
    family: word(draws, origin.families),
    phone: draws.chance(0.8) ? { place: place + 1, whose: 'self' } : { place, whose: 'spouse' },
  })
  const onMothers = mother.phone?.whose === 'self' && draws.chance(0.75)
  const twins = draws.chance(0.03)
  const ages = Array.from({ length: draws.between(0, 5) }, () => draws.between(0, Math.max(0, motherAge - 19))).sort((a, b) => b - a)
  const children = ages.map((own, number) =>
    person(draws, stock, {
      place: place + 2 + number,
      sex: draws.chance(0.5) ? 'female' : 'male',
      age: twins && number > 0 ? (ages[number - 1] ?? own) : own,
      family: names.family,
      father: father.given,
      grandfather: father.father,
      phone:
        own >= 18 && draws.chance(0.8)
          ? { place: place + 2 + number, whose: 'self' }
          : onMothers
            ? { place: place + 1, whose: 'mother' }
            : { place, whose: 'father' },
    }),
  )
  return [father, mother, ...children]
}

type Told = Pick<Somebody, 'place' | 'sex' | 'age' | 'father' | 'family' | 'phone'> & { grandfather: Word }

function person(draws: Draws, stock: Stock, { grandfather, ...told }: Told): Somebody {
  const birth = birthOf(draws, stock, told.age)
  const known = anchor - (draws.chance(0.6) ? draws.between(1900, 3200) : draws.between(3, 1900))
  return {
    ...told,
    birth,
    nationality: stock.nationality,
    branch: stock.branch,
    given: word(draws, told.sex === 'female' ? stock.origin.women : stock.origin.men),
    grandfather: draws.chance(0.45) ? grandfather : null,
    inArabic: draws.chance(stock.inArabic),
    inLatin: draws.chance(stock.inLatin),
    since: Math.max(known, birth.day),
    draws: drawsOf(2, told.place),
  }
}

/** Who was registered late has 1 Rajab, or only a year; the oldest only an age. */
function birthOf(draws: Draws, { nationality }: Stock, age: number): Somebody['birth'] {
  const day = anchor - Math.floor(age * 365.2425) - draws.between(0, 364)
  const known = draws.share()
  if (nationality === 'SA' && age >= 36 && known < 0.32) {
    const hijriYear = anchorHijriYear - Math.floor((age * 365.2425) / 354.367) - 1
    return { known: 'rajab', day: firstOfRajab(hijriYear), hijriYear }
  }
  if (age >= 65 && known > 0.93) return { known: 'age', day: anchor - Math.floor(age * 365.2425) }
  if (age >= 50 && known > 0.9) return { known: 'year', day }
  return { known: 'day', day }
}

function word(draws: Draws, names: readonly [Spelled, ...Spelled[]]): Word {
  const [ar, first = ar, ...others] = draws.pickCommon(names)
  return { ar, latn: draws.pickCommon([first, ...others]) }
}

import { between, chance, pick } from './chance.ts'
import {
  egyptianFamilies,
  egyptianMen,
  egyptianWomen,
  type Name,
  type Names,
  newcomers,
  saudiFamilies,
  saudiMen,
  saudiWomen,
} from './names.ts'
import { egyptianId, egyptianMobile, saudiId, saudiMobile } from './numbers.ts'
import type { Birth, DemoPatient, Parts } from './people.ts'

/** So many people of an ordinary waiting room: two thirds Saudi, a quarter Egyptian, some from elsewhere; a fifth are children. */
export const crowd = (count: number, today: Temporal.PlainDate): DemoPatient[] =>
  Array.from({ length: count }, (_, place) => {
    const key = `crowd-${place}`
    const newcomer = newcomers[place % 11 === 3 ? Math.floor(place / 11) : -1]
    return newcomer ? resident(newcomer, key, place, today) : local(key, place, today)
  })

function local(key: string, place: number, today: Temporal.PlainDate): DemoPatient {
  const egypt = chance('egyptian', key) < 0.28
  const woman = chance('woman', key) < 0.54
  const sex = woman ? 'female' : 'male'
  const age = ageOf(key)
  const birth = birthOf(key, age, egypt, today)
  const parts = partsOf(key, egypt, woman)
  const child = age < 15
  const phone = chance('phone', key) < 0.94 ? (egypt ? egyptianMobile(place) : saudiMobile(place)) : null
  return {
    key,
    ar: written(parts.ar),
    latn: written(parts.latn),
    parts,
    sex,
    birth,
    nationality: egypt ? 'EG' : 'SA',
    branch: egypt && chance('cairo', key) < 0.85 ? 'cairo' : 'riyadh',
    language: chance('language', key) < 0.1 ? 'en' : 'ar',
    payer: pick(egypt ? (['cash', 'cash', 'company'] as const) : (['insurance', 'insurance', 'cash'] as const), 'payer', key),
    phone,
    whosePhone: child ? pick(['mother', 'father'] as const, 'whose', key) : 'self',
    email: child || chance('email', key) > 0.35 ? null : `${parts.latn.given.toLowerCase()}.${place}@patients.example`,
    identifier: identifierOf(key, egypt, sex, birth),
    ...(woman && chance('prefers', key) < 0.25 ? { doctorSex: 'female' as const } : {}),
  }
}

function resident(
  { latn, ar, sex, nationality }: (typeof newcomers)[number],
  key: string,
  place: number,
  today: Temporal.PlainDate,
): DemoPatient {
  const identifier =
    chance('passport', key) < 0.25
      ? { type: 'passport' as const, country: nationality, value: `P${between(1_000_000, 9_999_999, 'passport', key)}` }
      : { type: 'iqama' as const, country: 'SA', value: saudiId(2, key) }
  return {
    key,
    ar,
    latn,
    sex,
    birth: { date: today.subtract({ years: between(22, 58, 'age', key), days: between(0, 360, 'day', key) }) },
    nationality,
    branch: 'riyadh',
    language: ar === '' ? 'en' : null,
    payer: 'company',
    phone: saudiMobile(place),
    whosePhone: 'self',
    email: null,
    identifier,
  }
}

function ageOf(key: string): number {
  const part = chance('part', key)
  if (part < 0.2) return between(0, 14, 'age', key)
  if (part < 0.32) return between(15, 24, 'age', key)
  if (part < 0.8) return between(25, 59, 'age', key)
  return between(60, 91, 'age', key)
}

/** Who was registered late has 1 Rajab, or only a year. */
function birthOf(key: string, age: number, egypt: boolean, today: Temporal.PlainDate): Birth {
  const date = today.subtract({ years: age, days: between(0, 364, 'day', key) })
  const known = chance('known', key)
  if (!egypt && age >= 38 && known < 0.3) return { hijri: [date.withCalendar('islamic-umalqura').year, 7, 1] }
  if (age >= 65 && known > 0.9) return { age }
  if (age >= 55 && known > 0.85) return { year: date.year }
  return { date }
}

function partsOf(key: string, egypt: boolean, woman: boolean): { ar: Parts; latn: Parts } {
  const men = egypt ? egyptianMen : saudiMen
  const women = egypt ? egyptianWomen : saudiWomen
  const four = chance('four', key) < 0.3
  const given = pick<Name>(woman ? women : men, 'given', key)
  const father = pick<Name>(men, 'father', key)
  const grandfather = four ? pick<Name>(men, 'grandfather', key) : null
  const families: Names = egypt ? egyptianFamilies : saudiFamilies
  const family = pick<Name>(families, 'family', key)
  const inScript = (script: 0 | 1): Parts => ({
    given: given[script],
    father: father[script],
    grandfather: grandfather?.[script] ?? null,
    family: family[script],
  })
  return { latn: inScript(0), ar: inScript(1) }
}

const written = ({ given, father, grandfather, family }: Parts): string =>
  [given, father, grandfather, family].filter((part) => part !== null).join(' ')

function identifierOf(key: string, egypt: boolean, sex: 'female' | 'male', birth: Birth): DemoPatient['identifier'] {
  if (chance('without-id', key) < 0.08) return null
  if (!egypt) return { type: 'national-id', country: 'SA', value: saudiId(1, key) }
  if (birth === null || !('date' in birth)) return null
  return { type: 'eg-national-id', country: 'EG', value: egyptianId(birth.date, sex, key) }
}

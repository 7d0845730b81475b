import { sql } from 'kysely'
import { chance } from '../../src/cli/seed/chance.ts'
import { egyptianMen, egyptianWomen, type Name, saudiFamilies, saudiMen, saudiWomen } from '../../src/cli/seed/names.ts'
import { bytesOfId, type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { searchTokensOf } from '../../src/patients/search/search-tokens.ts'

const atOnce = 2000

/** The first names of a list are those of most people, as in life: every third man is a Mohammed. */
const often = (from: readonly Name[], ...key: (string | number)[]): Name => {
  const place = Math.floor(chance(...key) ** 3 * from.length)
  return from[place] ?? ['Mohammed', 'محمد']
}

const men = [...saudiMen, ...egyptianMen]
const women = [...saudiWomen, ...egyptianWomen]
/** A clinic's thousands of rarer families, so that not everybody is a namesake. */
const rare = ['Ba', 'Bu', 'Da', 'Fa', 'Ha', 'Ja', 'Ka', 'La', 'Ma', 'Na', 'Ra', 'Sa', 'Ta', 'Wa', 'Za', 'Qu'] as const
const rareAr = ['با', 'بو', 'دا', 'فا', 'حا', 'جا', 'كا', 'لا', 'ما', 'نا', 'را', 'سا', 'تا', 'وا', 'زا', 'قو'] as const

function familyOf(n: number): Name {
  if (chance('common', n) < 0.6) return often(saudiFamilies, 'family', n)
  const [a, b, c] = [0, 1, 2].map((place) => Math.floor(chance('rare', place, n) * rare.length))
  const name = (parts: readonly string[]) =>
    [a, b, c]
      .map((part) => parts[part ?? 0])
      .join('')
      .toLowerCase()
  return [`Al${name(rare)}n`, `ال${name(rareAr)}ن`]
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const bytes = (id: Id): string => `0x${bytesOfId(id).toString('hex')}`

/**
 * So many people with names in both scripts, a phone, an identifier, a birth date and their search tokens. Keys are taken from the
 * tokens while they are written and made afterwards: ten times faster.
 */
export async function manyPatients(owner: Database, count: number, from = 0): Promise<void> {
  await sql`SET SESSION unique_checks = 0, foreign_key_checks = 0`.execute(owner)
  await sql`ALTER TABLE search_tokens DROP PRIMARY KEY, DROP KEY search_tokens_subject`.execute(owner)
  for (let first = from; first < count; first += atOnce) {
    const rows: Record<'patients' | 'patient_names' | 'identifiers' | 'contact_points' | 'search_tokens', string[]> = {
      patients: [],
      patient_names: [],
      identifiers: [],
      contact_points: [],
      search_tokens: [],
    }
    for (let n = first; n < Math.min(count, first + atOnce); n++) add(rows, n)
    for (const [table, values] of Object.entries(rows)) {
      await sql.raw(`INSERT INTO ${table} (${columns[table]}) VALUES ${values.join(',')}`).execute(owner)
    }
  }
  await sql`ALTER TABLE search_tokens ADD PRIMARY KEY (token, subject_id), ADD KEY search_tokens_subject (subject_id, token)`.execute(owner)
  await sql`ANALYZE TABLE search_tokens, patients`.execute(owner)
}

const columns: Record<string, string> = {
  patients: 'id, record_number, birth_date, birth_precision, birth_calendar, sex, created_at',
  patient_names: 'id, patient_id, script, usage_kind, text',
  identifiers: 'id, patient_id, type, country, value',
  contact_points: 'id, patient_id, contact_system, value, whose, reminders, results',
  search_tokens: 'token, subject_id',
}

interface Invented {
  woman: boolean
  latn: string[]
  ar: string[]
  born: Temporal.PlainDate
  recordNumber: string
  phone: string
  number: string
}

/** The n-th of them, always the same one. */
function invented(n: number): Invented {
  const woman = n % 2 === 0
  const parts = [
    often(woman ? women : men, 'given', n),
    often(men, 'father', n),
    ...(n % 3 === 0 ? [often(men, 'grandfather', n)] : []),
    familyOf(n),
  ]
  return {
    woman,
    latn: parts.map(([latn]) => latn),
    ar: parts.map(([, ar]) => ar),
    born: new Temporal.PlainDate(
      1940 + Math.floor(chance('year', n) * 85),
      1 + Math.floor(chance('month', n) * 12),
      1 + Math.floor(chance('day', n) * 28),
    ),
    recordNumber: `R-${String(n + 1).padStart(6, '0')}`,
    phone: `+9665${String(Math.floor(chance('phone', n) * 1e8)).padStart(8, '0')}`,
    number: `1${String(n).padStart(9, '0')}`,
  }
}

/** What a reception types when the n-th of them calls: mostly names and telephones, in the caller's spelling and not the card's. */
export function whatIsTyped(n: number, turn: number): string {
  const { latn, ar, phone, born, recordNumber, number } = invented(n)
  const [given = '', father = ''] = latn
  const [givenAr = '', fatherAr = ''] = ar
  const [family = '', familyAr = ''] = [latn.at(-1), ar.at(-1)]
  const ways = [
    phone.slice(-4),
    phone.slice(-4),
    phone.slice(-5),
    `0${phone.slice(4, 9)}`,
    `0${phone.slice(4)}`,
    recordNumber,
    number,
    number.slice(-4),
    `${givenAr} ${familyAr}`,
    `${givenAr} ${familyAr}`,
    `${givenAr} ${fatherAr} ${familyAr}`,
    ar.join(' '),
    `${given} ${family}`,
    `${given.replace(/e/g, 'a')} ${family.replace(/^Al/, 'Al ')}`,
    `${given} ${father} ${family}`,
    `${given.slice(0, 4)} ${family.slice(0, 6)}`,
    givenAr,
    given,
    `${given} ${born.year}`,
    `${born.day}/${born.month}/${born.year}`,
  ]
  return ways[turn % ways.length] ?? given
}

function add(rows: Record<string, string[]>, n: number): void {
  const id = newId<'patient'>()
  const { woman, latn: inLatin, ar: inArabic, born, recordNumber, phone, number } = invented(n)
  const [latn, ar] = [inLatin.join(' '), inArabic.join(' ')]
  rows.patients?.push(`(${bytes(id)},${text(recordNumber)},'${born}','day','gregorian','${woman ? 'female' : 'male'}','2024-01-01')`)
  rows.patient_names?.push(`(${bytes(newId())},${bytes(id)},'ar','official',${text(ar)})`)
  rows.patient_names?.push(`(${bytes(newId())},${bytes(id)},'latn','official',${text(latn)})`)
  rows.identifiers?.push(`(${bytes(newId())},${bytes(id)},'national-id','SA','${number}')`)
  rows.contact_points?.push(`(${bytes(newId())},${bytes(id)},'phone','${phone}','self',1,0)`)
  const tokens = searchTokensOf({
    recordNumber,
    birth: { birth_date: born, birth_precision: 'day' },
    names: [{ text: ar }, { text: latn }],
    identifiers: [{ value: number }],
    contacts: [{ contact_system: 'phone', value: phone }],
  })
  for (const token of tokens) rows.search_tokens?.push(`(${text(token)},${bytes(id)})`)
}

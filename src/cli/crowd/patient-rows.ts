import { dateOf } from '../../appointments/free/minutes.ts'
import type { Row } from '../../database/tables.ts'
import { passesEgyptianChecksum, passesLuhn } from '../../patients/registering/identifier-checks.ts'
import { searchTokensOf } from '../../patients/search/search-tokens.ts'
import { type Rows, textSql } from './bulk.ts'
import { dateText, timeSql } from './days.ts'
import { shuffled } from './draws.ts'
import { idSql } from './ids.ts'
import type { Somebody } from './people.ts'

/** What a million people are in the database, as SQL. */
export function rowsOfPeople(people: Somebody[]): Rows[] {
  const patients: string[] = []
  const names: string[] = []
  const identifiers: string[] = []
  const contacts: string[] = []
  const tokens: string[] = []
  for (const person of people) {
    const id = idSql('patient', person.place)
    const birth = birthOf(person)
    const recordNumber = recordNumberOf(person.place)
    const shown = namesOf(person)
    const numbers = identifiersOf(person)
    const reached = contactsOf(person)
    patients.push(patientSql(id, recordNumber, birth, person, numbers))
    shown.forEach(({ script, text, parts }, turn) => {
      const [given, father, grandfather, family] = parts ? parts.map(textSql) : ['NULL', 'NULL', 'NULL', 'NULL']
      names.push(
        `(${idSql('name', person.place * 2 + turn)},${id},'${script}','official',${textSql(text)},${given},${father},${grandfather},${family})`,
      )
    })
    numbers.forEach(({ type, country, value }, turn) => {
      identifiers.push(`(${idSql('identifier', person.place * 2 + turn)},${id},'${type}','${country}',${textSql(value)},NULL,NULL)`)
    })
    reached.forEach(({ contact_system, value, whose }, turn) => {
      const results = contact_system === 'email' ? 1 : 0
      const number = idSql('contact', person.place * 2 + turn)
      contacts.push(`(${number},${id},'${contact_system}',${textSql(value)},'${whose}',${timeSql(person.since * 1440 + 600)},1,${results})`)
    })
    const found = { recordNumber, birth, names: shown, identifiers: numbers, contacts: reached }
    for (const token of searchTokensOf(found)) tokens.push(`(${textSql(token)},${id})`)
  }
  return [
    {
      table: 'patients',
      columns: `id,record_number,birth_date,birth_precision,birth_calendar,birth_entered,sex,nationality,payer,language,doctor_sex_preference,created_at`,
      rows: patients,
    },
    { table: 'patient_names', columns: 'id,patient_id,script,usage_kind,text,given,father,grandfather,family', rows: names },
    // Of a hundred million numbers a few are the demo people's already.
    { table: 'identifiers', columns: 'id,patient_id,type,country,value,verified_at,override_reason', rows: identifiers, orKeep: true },
    {
      table: 'contact_points',
      columns: 'id,patient_id,contact_system,value,whose,confirmed_at,reminders,results',
      rows: contacts,
    },
    { table: 'search_tokens', columns: 'token,subject_id', rows: tokens, sorted: true },
  ]
}

const recordNumberOf = (place: number): string => `R-${700_000 + place}`

type Birth = Pick<Row<'patients'>, 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered'>

function birthOf({ birth, age }: Somebody): Birth {
  const gregorian = (precision: 'day' | 'year' | 'age', entered: string): Birth => ({
    birth_date: dateOf(birth.day),
    birth_precision: precision,
    birth_calendar: 'gregorian',
    birth_entered: entered,
  })
  const text = dateText(birth.day)
  if (birth.known === 'rajab') return { ...gregorian('day', `${birth.hijriYear}-07-01`), birth_calendar: 'umalqura' }
  const newYear = dateOf(birth.day).with({ month: 1, day: 1 })
  if (birth.known === 'year') return { ...gregorian('year', text.slice(0, 4)), birth_date: newYear }
  return birth.known === 'age' ? { ...gregorian('age', String(age)), birth_date: newYear } : gregorian('day', text)
}

interface Name {
  script: 'ar' | 'latn'
  text: string
  parts: (string | null)[] | null
}

function namesOf({ given, father, grandfather, family, inArabic, inLatin, draws, sex }: Somebody): Name[] {
  const words = [given, father, grandfather, family]
  const inParts = draws.chance(0.7)
  const son = draws.chance(0.06)
  const of = (script: 'ar' | 'latn', particle: string, written: (text: string) => string): Name => {
    const parts = words.map((one) => one && written(one[script]))
    const [own, after, ...others] = parts.filter((part) => part !== null)
    return { script, text: [own, ...(son ? [particle] : []), after, ...others].join(' '), parts: inParts ? parts : null }
  }
  const habit = draws.share()
  const arabic = of('ar', sex === 'female' ? 'بنت' : 'بن', (text) => asTyped(text, habit))
  const latin = of('latn', sex === 'female' ? 'bint' : 'bin', (text) => text)
  return [...(inArabic ? [arabic] : []), ...(inLatin || !inArabic ? [latin] : [])]
}

/** As older records have it: without hamza, with ha for ta marbuta, `عبد` apart. */
function asTyped(text: string, habit: number): string {
  if (habit < 0.05) return text.replace(/[أإآ]/g, 'ا')
  if (habit < 0.1) return text.replace(/ة$/, 'ه')
  if (habit < 0.14) return text.replace(/^عبد(?=.{3})/, 'عبد ')
  return habit < 0.16 ? text.replace(/ى$/, 'ي') : text
}

type Identifier = Pick<Row<'identifiers'>, 'type' | 'country' | 'value'>

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Some have none; who pays by insurance has a second one. */
function identifiersOf({ place, nationality, birth, branch, sex, draws }: Somebody): Identifier[] {
  const eight = String(shuffled(place, 48_271_013, 100_000_000)).padStart(8, '0')
  const insurance = draws.chance(branch === 'riyadh' ? 0.3 : 0.05)
    ? [{ type: 'insurance' as const, country: branch === 'riyadh' ? 'SA' : 'EG', value: `INS${eight}` }]
    : []
  if (draws.chance(0.07)) return insurance
  if (nationality === 'SA') return [{ type: 'national-id', country: 'SA', value: withCheckDigit(`1${eight}`) }, ...insurance]
  if (branch === 'riyadh') {
    if (draws.chance(0.15)) return [{ type: 'passport', country: nationality, value: `P${eight}` }, ...insurance]
    return [{ type: 'iqama', country: 'SA', value: withCheckDigit(`2${eight}`) }, ...insurance]
  }
  const value = birth.known === 'day' ? egyptianId(dateText(birth.day), sex, draws.between(0, 4999)) : null
  return [...(value ? [{ type: 'eg-national-id' as const, country: 'EG', value }] : []), ...insurance]
}

const withCheckDigit = (nine: string): string => nine + (digits.find((digit) => passesLuhn(nine + digit)) ?? '0')

function egyptianId(date: string, sex: 'female' | 'male', serial: number): string | null {
  const start = `${date < '2000' ? '2' : '3'}${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8, 10)}01`
  const thirteen = start + String(serial * 2 + (sex === 'male' ? 1 : 0)).padStart(4, '0')
  const last = digits.find((digit) => passesEgyptianChecksum(thirteen + digit))
  return last ? thirteen + last : null
}

type Contact = Pick<Row<'contact_points'>, 'contact_system' | 'value' | 'whose'>

function contactsOf({ phone, branch, age, place, given, inLatin, draws }: Somebody): Contact[] {
  const number = phone && String(shuffled(phone.place, 67_867_979, 100_000_000)).padStart(8, '0')
  const mobile = number && (branch === 'cairo' ? `+201${Number(number.charAt(0)) % 3}${number}` : `+9665${number}`)
  const email =
    age >= 18 && inLatin && draws.chance(0.25) ? `${given.latn.toLowerCase().replace(/\W/g, '')}.${place}@patients.example` : null
  return [
    ...(mobile && phone ? [{ contact_system: 'phone' as const, value: mobile, whose: phone.whose }] : []),
    ...(email ? [{ contact_system: 'email' as const, value: email, whose: 'self' as const }] : []),
  ]
}

function patientSql(id: string, recordNumber: string, birth: Birth, person: Somebody, numbers: Identifier[]): string {
  const { sex, nationality, draws, since, inArabic } = person
  const payer = numbers.some(({ type }) => type === 'insurance') ? 'insurance' : draws.chance(0.1) ? 'company' : 'cash'
  const language = inArabic ? (draws.chance(0.07) ? 'en' : 'ar') : 'en'
  const prefers = sex === 'female' && draws.chance(0.2) ? "'female'" : 'NULL'
  const { birth_precision, birth_calendar, birth_entered, birth_date } = birth
  const born = `'${birth_date}','${birth_precision}','${birth_calendar}','${birth_entered}'`
  return `(${id},'${recordNumber}',${born},'${sex}','${nationality}','${payer}','${language}',${prefers},${timeSql(since * 1440 + 540)})`
}

import type { Row } from '../../database/tables.ts'
import type { Birth } from '../birth.ts'
import { birthIn, type DateOrder } from './birth-cell.ts'
import { type Cell, isNothing, plain } from './cell.ts'
import { type IdentifierFault, identifierIn, type ToldIdentifier } from './identifier-cell.ts'
import { isName, namesTold, type ToldName } from './names-told.ts'
import { type PhoneFault, phonesIn } from './phones.ts'
import { countryOf, languageOf, ownerOf, payerOf, sexOf } from './words.ts'

type PatientFault =
  | PhoneFault
  | IdentifierFault
  | 'no-name'
  | 'name'
  | 'sex'
  | 'birth'
  | 'birth-future'
  | 'age'
  | 'email'
  | 'nationality'
  | 'payer'
  | 'language'
  | 'whose'
  | 'file'

export type PatientColumn =
  | 'file'
  | 'name'
  | 'nameAr'
  | 'nameEn'
  | 'given'
  | 'father'
  | 'grandfather'
  | 'family'
  | 'sex'
  | 'birth'
  | 'birthHijri'
  | 'age'
  | 'phone'
  | 'phone2'
  | 'phoneOf'
  | 'email'
  | 'id'
  | 'iqama'
  | 'passport'
  | 'insurance'
  | 'nationality'
  | 'payer'
  | 'language'

export interface Wrong<Column extends string = string, Fault extends string = string> {
  column: Column
  fault: Fault
  value: string
}

export interface PatientDraft {
  fileNumber: string | null
  names: ToldName[]
  sex: Row<'patients'>['sex']
  birth: Birth | null
  contacts: Pick<Row<'contact_points'>, 'contact_system' | 'value' | 'whose'>[]
  identifiers: ToldIdentifier[]
  nationality: string | null
  payer: Row<'patients'>['payer']
  language: 'ar' | 'en' | null
}

export interface PatientReading {
  /** Telephone numbers without a country are dialled there. */
  country: string
  order: DateOrder
  today: Temporal.PlainDate
}

export interface ReadPatient {
  draft: PatientDraft
  wrong: Wrong<PatientColumn, PatientFault>[]
}

/** Below this age a telephone is somebody else's. */
const childUntil = 15

/** What a row tells of a patient, and what of it cannot be right. Nothing is left out silently. */
export function readPatient(cellOf: (column: PatientColumn) => Cell | undefined, { country, order, today }: PatientReading): ReadPatient {
  const wrong: ReadPatient['wrong'] = []
  const complain = (column: PatientColumn, fault: PatientFault) => wrong.push({ column, fault, value: cellOf(column)?.text ?? '' })
  const textOf = (column: PatientColumn): string => {
    const text = plain(cellOf(column)?.text ?? '')
    return isNothing(text) ? '' : text
  }
  const worded = <Value>(column: PatientColumn, read: (text: string) => Value | null, fault: PatientFault): Value | null => {
    const text = textOf(column)
    const value = text === '' ? null : read(text)
    if (text !== '' && value === null) complain(column, fault)
    return value
  }

  const names = namesOf()
  const birth = birthOf()
  const nationality = worded('nationality', countryOf, 'nationality')
  const identifiers = identifiersOf()
  return {
    wrong,
    draft: {
      fileNumber: fileNumberOf(),
      names,
      sex: worded('sex', sexOf, 'sex') ?? 'unknown',
      birth,
      contacts: contactsOf(),
      identifiers,
      nationality: nationality ?? (identifiers.some(({ type }) => type === 'national-id') ? 'SA' : null),
      payer: worded('payer', payerOf, 'payer') ?? (identifiers.some(({ type }) => type === 'insurance') ? 'insurance' : 'cash'),
      language: worded('language', languageOf, 'language'),
    },
  }

  function namesOf(): ToldName[] {
    const told = namesTold({
      name: textOf('name'),
      nameAr: textOf('nameAr'),
      nameEn: textOf('nameEn'),
      given: textOf('given'),
      father: textOf('father'),
      grandfather: textOf('grandfather'),
      family: textOf('family'),
    })
    const column = (['name', 'nameAr', 'nameEn', 'given'] as const).find((one) => textOf(one) !== '') ?? 'name'
    if (told.length === 0) complain(column, 'no-name')
    else if (!told.every(isName)) complain(column, 'name')
    return told
  }

  function birthOf(): Birth | null {
    for (const column of ['birth', 'birthHijri', 'age'] as const) {
      const cell = cellOf(column)
      if (cell === undefined) continue
      const found = column === 'age' ? ageIn(cell) : birthIn(cell, order, today)
      if (found === 'unknown') continue
      if (found === null) {
        complain(column, column === 'age' ? 'age' : isAhead(cell) ? 'birth-future' : 'birth')
        return null
      }
      return found
    }
    return null
  }

  function ageIn(cell: Cell): Birth | null | 'unknown' {
    const found = birthIn({ ...cell, kind: 'text' }, order, today)
    return found === null || found === 'unknown' || found.precision !== 'year' ? found : null
  }

  function isAhead(cell: Cell): boolean {
    const found = birthIn(cell, order, today.add({ years: 100 }))
    return found !== null && found !== 'unknown'
  }

  function contactsOf(): PatientDraft['contacts'] {
    const isChild = birth !== null && birth.date.until(today, { largestUnit: 'years' }).years < childUntil
    const whose = worded('phoneOf', ownerOf, 'whose') ?? (isChild ? 'guardian' : 'self')
    const phones = (['phone', 'phone2'] as const).flatMap((column) => {
      const { numbers, fault } = phonesIn(cellOf(column) ?? { text: '', kind: 'text' }, country)
      if (fault !== null) complain(column, fault)
      return numbers
    })
    const email = textOf('email').toLowerCase()
    const isEmail = /^[^\s@<>,;]+@[^\s@<>,;]+\.[a-z\d-]{2,}$/.test(email) && email.length <= 254
    if (email !== '' && !isEmail) complain('email', 'email')
    return [
      ...[...new Set(phones)].map((value) => ({ contact_system: 'phone' as const, value, whose })),
      ...(isEmail ? [{ contact_system: 'email' as const, value: email, whose }] : []),
    ]
  }

  function identifiersOf(): ToldIdentifier[] {
    const found = new Map<string, ToldIdentifier>()
    for (const column of ['id', 'iqama', 'passport', 'insurance'] as const) {
      const cell = cellOf(column)
      const issuedBy = column === 'passport' || column === 'id' ? (nationality ?? country) : country
      const told = cell === undefined ? null : identifierIn(cell, column, issuedBy)
      if (told === null) continue
      if ('fault' in told) complain(column, told.fault)
      else found.set(`${told.type}/${told.country}/${told.value}`, told)
    }
    return [...found.values()]
  }

  function fileNumberOf(): string | null {
    const text = textOf('file').replace(/^(\d+)[.,]0+$/, '$1')
    if (text.length > 40) complain('file', 'file')
    return text === '' ? null : text.slice(0, 40)
  }
}

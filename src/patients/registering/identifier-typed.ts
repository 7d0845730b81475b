import { westernDigits } from '../../accounts/phones.ts'
import type { Row } from '../../database/tables.ts'
import type { TextKey } from '../../web/texts.ts'
import { egyptianIdBirth, egyptianIdFault, egyptianIdSex, passesEgyptianChecksum, saudiIdFault } from './identifier-checks.ts'
import type { ToldIdentifier } from './registration.ts'
import type { Wrong } from './told-form.ts'

type IdentifierType = Row<'identifiers'>['type']

/** Said, and nothing is refused for it. */
export interface IdentifierWarning {
  field: string
  key: TextKey
}

export const identifierTypes = [
  'national-id',
  'iqama',
  'eg-national-id',
  'gcc',
  'passport',
  'border',
  'newborn-of',
  'insurance',
] as const satisfies readonly IdentifierType[]

/** Those whose country is in their name. */
const countryOf: Partial<Record<IdentifierType, string>> = { 'national-id': 'SA', iqama: 'SA', border: 'SA', 'eg-national-id': 'EG' }

/** One row of the form; each type has its own rule. Null for an empty row. */
export function identifierTyped(
  typed: Record<string, string | undefined>,
  row: number,
  wrong: Wrong,
): { identifier: ToldIdentifier[]; warnings: IdentifierWarning[] } | null {
  const field = `idValue${row}`
  const value = westernDigits((typed[field] ?? '').normalize('NFKC'))
    .replace(/[\s\u200e\u200f-]/gu, '')
    .toUpperCase()
  if (value === '') return null
  const type = identifierTypes.find((known) => known === typed[`idType${row}`])
  if (!type) return wrong(`idType${row}`, 'register.chooseIdType')
  const country = countryOf[type] ?? (/^[A-Z]{2}$/.test(typed[`idCountry${row}`] ?? '') ? typed[`idCountry${row}`] : undefined) ?? 'SA'
  const reason = (typed[`idReason${row}`] ?? '').trim().slice(0, 200)
  const fault = faultOf(type, value)
  if (fault !== null && !(mayOverride(type) && reason.length >= 3)) return wrong(field, fault)
  return {
    identifier: [{ type, country, value, override_reason: fault === null ? null : reason }],
    warnings: type === 'eg-national-id' ? egyptianWarnings(value, field, typed.sex) : [],
  }
}

/** A Saudi number is refused when it is wrong, unless somebody has the card in their hand and says so. */
const mayOverride = (type: string | undefined): boolean => type === 'national-id' || type === 'iqama'

function faultOf(type: IdentifierType, value: string): TextKey | null {
  switch (type) {
    case 'national-id':
    case 'iqama': {
      const fault = saudiIdFault(value, type)
      return fault && `register.saudiId.${fault}`
    }
    case 'eg-national-id': {
      const fault = egyptianIdFault(value)
      return fault && `register.egyptianId.${fault}`
    }
    case 'border':
      return /^\d{10}$/.test(value) ? null : 'register.borderId'
    default:
      return /^[\p{L}\d/.]{3,40}$/u.test(value) ? null : 'register.idForm'
  }
}

function egyptianWarnings(value: string, field: string, sex: string | undefined): IdentifierWarning[] {
  const warnings: IdentifierWarning[] = []
  if (!passesEgyptianChecksum(value)) warnings.push({ field, key: 'register.egyptianId.checksum' })
  if (egyptianIdBirth(value) !== null && (sex === 'female' || sex === 'male') && egyptianIdSex(value) !== sex)
    warnings.push({ field, key: 'register.egyptianId.sex' })
  return warnings
}

import type { Row } from '../../database/tables.ts'
import { egyptianIdFault, saudiIdFault } from '../registering/identifier-checks.ts'
import { type Cell, isNothing, unmangled } from './cell.ts'

export type ToldIdentifier = Pick<Row<'identifiers'>, 'type' | 'country' | 'value'>
type Kind = 'id' | 'iqama' | 'passport' | 'insurance'

export type IdentifierFault =
  | 'id-short'
  | 'id-form'
  | 'id-length'
  | 'id-first-digit'
  | 'id-check-digit'
  | 'id-birth-date'
  | 'id-governorate'
  | 'id-century'

/**
 * An identity number as a list has it: its form tells which it is, where the column does not, and its own rule whether it can be
 * right. Null where the cell is empty.
 */
export function identifierIn({ text }: Cell, kind: Kind, country: string): ToldIdentifier | { fault: IdentifierFault } | null {
  if (isNothing(text) || /^[0\s.-]*$/.test(text)) return null
  const whole = unmangled(text)
  if (whole === null) return { fault: 'id-short' }
  const value = whole.replace(/[\s-]/g, '').toUpperCase()
  if (value.length > 40 || !/^[\p{L}\d/.]+$/u.test(value)) return { fault: 'id-form' }
  if (kind === 'insurance') return { type: 'insurance', country, value }
  if (kind === 'passport') return passport(value, country)
  if (/^\d{14}$/.test(value)) return checked({ type: 'eg-national-id', country: 'EG', value }, egyptianIdFault(value))
  if (/^1\d{9}$/.test(value) && kind === 'id')
    return checked({ type: 'national-id', country: 'SA', value }, saudiIdFault(value, 'national-id'))
  if (/^2\d{9}$/.test(value)) return checked({ type: 'iqama', country: 'SA', value }, saudiIdFault(value, 'iqama'))
  if (/^\d{10}$/.test(value)) return { fault: 'id-first-digit' }
  if (/^\d+$/.test(value) || kind === 'iqama') return { fault: 'id-length' }
  return passport(value, country)
}

const checked = (told: ToldIdentifier, fault: string | null): ToldIdentifier | { fault: IdentifierFault } =>
  fault === null ? told : { fault: faults[fault] ?? 'id-form' }

const faults: Record<string, IdentifierFault> = {
  length: 'id-length',
  'first-digit': 'id-first-digit',
  'check-digit': 'id-check-digit',
  'birth-date': 'id-birth-date',
  governorate: 'id-governorate',
  century: 'id-century',
}

const passport = (value: string, country: string): ToldIdentifier | { fault: IdentifierFault } =>
  /^[A-Z\d]{5,15}$/.test(value) ? { type: 'passport', country, value } : { fault: 'id-form' }

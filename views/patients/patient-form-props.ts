import type { Texts } from '../../src/web/texts.ts'
import type { FieldError } from '../ui/attributes.ts'

export interface PatientFormChoices {
  /** ISO codes, those who come most first. */
  countries: readonly string[]
  identifierTypes: readonly ('national-id' | 'iqama' | 'eg-national-id' | 'gcc' | 'passport' | 'border' | 'newborn-of' | 'insurance')[]
  whose: readonly ('self' | 'mother' | 'father' | 'spouse' | 'child' | 'guardian' | 'carer' | 'other')[]
}

export interface PatientFormProps {
  t: Texts
  typed: Record<string, string | undefined>
  errors: readonly FieldError[]
  choices: PatientFormChoices
  /** How the birth that stands in the form is read, in both calendars. */
  birthRead: string
  /** A nurse changes how somebody is reached, and nothing else. */
  contactsOnly?: boolean
}

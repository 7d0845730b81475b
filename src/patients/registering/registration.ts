import type { Id } from '../../database/ids.ts'
import type { Row } from '../../database/tables.ts'
import type { Birth } from '../birth.ts'

type Columns<Table extends 'patient_names' | 'identifiers' | 'contact_points' | 'patient_guardians', Of extends keyof Row<Table>> = Pick<
  Row<Table>,
  Of
>

/** The parts are optional: the text is the truth. */
export type ToldName = Columns<'patient_names', 'script' | 'text' | 'given' | 'father' | 'grandfather' | 'family'>
/** `override_reason`: why a number is kept that its own rule refuses. */
export type ToldIdentifier = Columns<'identifiers', 'type' | 'country' | 'value' | 'override_reason'>
export type ToldContact = Columns<'contact_points', 'contact_system' | 'value' | 'whose'>
/** Another patient, or a name only. */
export type ToldGuardian = Columns<'patient_guardians', 'guardian_id' | 'name' | 'relation'>

/** What is told of a person at the desk. */
export interface Told {
  names: ToldName[]
  sex: Row<'patients'>['sex']
  birth: Birth | null
  nationality: string | null
  payer: Row<'patients'>['payer']
  language: string | null
  doctorSexPreference: Row<'patients'>['doctor_sex_preference']
  identifiers: ToldIdentifier[]
  contacts: ToldContact[]
  guardians: ToldGuardian[]
}

/** A question of its own, beside what is told of a person: whether messages about visits are wanted. */
export interface Wants {
  wantsMessages: boolean
}

/** How a birth is kept. */
export const birthColumns = (birth: Birth | null) => ({
  birth_date: birth?.date ?? null,
  birth_precision: birth?.precision ?? null,
  birth_calendar: birth?.calendar ?? null,
  birth_entered: birth?.entered ?? null,
})

export type IdentifierTaken = { ok: false; reason: 'identifier-taken'; patient: Id<'patient'> }

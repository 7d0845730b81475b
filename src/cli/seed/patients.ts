import type { Id } from '../../database/ids.ts'
import type { NewRow } from '../../database/tables.ts'
import { searchTokensOf } from '../../patients/search/search-tokens.ts'
import { between, demoId } from './chance.ts'
import { crowd } from './crowd.ts'
import { families } from './families.ts'
import { birthColumns, birthDate, type DemoPatient, type Parts } from './people.ts'

export const patientId = (key: string): Id<'patient'> => demoId('patient', key)

/** About two hundred people: those that software stumbles over, and the others in a waiting room. */
export const demoPatients = (today: Temporal.PlainDate): DemoPatient[] => [...families(today), ...crowd(170, today)]

interface PatientRows {
  patients: NewRow<'patients'>[]
  names: NewRow<'patient_names'>[]
  identifiers: NewRow<'identifiers'>[]
  contacts: NewRow<'contact_points'>[]
}

export function patientRows(people: DemoPatient[], now: Temporal.Instant, today: Temporal.PlainDate): PatientRows {
  return {
    patients: people.map((person, place) => patientRow(person, place, now, today)),
    names: people.flatMap(nameRows),
    identifiers: people.flatMap(({ key, identifier }) =>
      identifier
        ? [
            {
              id: demoId<'identifier'>('identifier', key),
              patient_id: patientId(key),
              ...identifier,
              verified_at: null,
              override_reason: null,
            },
          ]
        : [],
    ),
    contacts: people.flatMap((person) => contactRows(person, now)),
  }
}

/** What these patients are found by. */
export function searchTokenRows({ patients, names, identifiers, contacts }: PatientRows): NewRow<'search_tokens'>[] {
  const namesOf = Map.groupBy(names, (row) => row.patient_id)
  const identifiersOf = Map.groupBy(identifiers, (row) => row.patient_id)
  const contactsOf = Map.groupBy(contacts, (row) => row.patient_id)
  return patients.flatMap(({ id, record_number, birth_date = null, birth_precision = null }) =>
    searchTokensOf({
      recordNumber: record_number,
      birth: { birth_date, birth_precision },
      names: namesOf.get(id) ?? [],
      identifiers: identifiersOf.get(id) ?? [],
      contacts: contactsOf.get(id) ?? [],
    }).map((token) => ({ token, subject_id: id })),
  )
}

function patientRow(person: DemoPatient, place: number, now: Temporal.Instant, today: Temporal.PlainDate): NewRow<'patients'> {
  const { key, sex, nationality, payer, language, doctorSex, deceased, archived, birth } = person
  const known = birthDate(birth, today)?.until(today, { largestUnit: 'days' }).days ?? 900
  return {
    id: patientId(key),
    record_number: person.recordNumber ?? `R-${String(1001 + place * 17).padStart(6, '0')}`,
    ...birthColumns(birth, today),
    sex,
    nationality,
    payer,
    language,
    doctor_sex_preference: doctorSex ?? null,
    deceased_at: deceased ? now.subtract({ hours: 24 * 90 }) : null,
    archived_at: archived ? now.subtract({ hours: 24 * 30 }) : null,
    created_at: now.subtract({ hours: 24 * Math.min(known, between(10, 900, 'registered', key)) }),
  }
}

function nameRows({ key, ar, latn, parts, previousName, preferredName }: DemoPatient): NewRow<'patient_names'>[] {
  const row = (script: 'ar' | 'latn', usage_kind: NewRow<'patient_names'>['usage_kind'], text: string | undefined, of?: Parts) =>
    text
      ? [
          {
            id: demoId<'patient-name'>('name', key, script, usage_kind),
            patient_id: patientId(key),
            script,
            usage_kind,
            text,
            ...(of ?? { given: null, father: null, grandfather: null, family: null }),
          },
        ]
      : []
  return [
    ...row('ar', 'official', ar, parts?.ar),
    ...row('latn', 'official', latn, parts?.latn),
    ...row('latn', 'previous', previousName),
    ...row('latn', 'preferred', preferredName),
  ]
}

function contactRows({ key, phone, whosePhone, email }: DemoPatient, now: Temporal.Instant): NewRow<'contact_points'>[] {
  const row = (contact_system: 'phone' | 'email', value: string | null, whose: NewRow<'contact_points'>['whose']) =>
    value === null
      ? []
      : [
          {
            id: demoId<'contact-point'>('contact', key, contact_system),
            patient_id: patientId(key),
            contact_system,
            value,
            whose,
            confirmed_at: now.subtract({ hours: 24 * 30 }),
            reminders: true,
            results: contact_system === 'email',
          },
        ]
  return [...row('phone', phone, whosePhone), ...row('email', email, 'self')]
}

import { createHash } from 'node:crypto'
import type { Id } from '../../database/ids.ts'
import { newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { writeTokens } from '../../search/tokens.ts'
import { searchTokensOf } from '../search-tokens.ts'
import type { PatientDraft } from './read-patient.ts'

export interface PatientRows {
  patient: Row<'patients'>
  names: Row<'patient_names'>[]
  identifiers: Row<'identifiers'>[]
  contacts: Row<'contact_points'>[]
}

/** All that is kept of an imported patient. Nobody has confirmed a number from a list, and results go to nobody unasked. */
export function rowsOfDraft(draft: PatientDraft, recordNumber: string, country: string, now: Temporal.Instant): PatientRows {
  const id = newId<'patient'>()
  const { birth, fileNumber } = draft
  const numbers = [...draft.identifiers, ...(fileNumber === null ? [] : [{ type: 'file-number' as const, country, value: fileNumber }])]
  return {
    patient: {
      id,
      version: 1,
      record_number: recordNumber,
      birth_date: birth?.date ?? null,
      birth_precision: birth?.precision ?? null,
      birth_calendar: birth?.calendar ?? null,
      birth_entered: birth?.entered ?? null,
      sex: draft.sex,
      nationality: draft.nationality,
      payer: draft.payer,
      language: draft.language,
      doctor_sex_preference: null,
      deceased_at: null,
      archived_at: null,
      created_at: now.round('millisecond'),
    },
    names: draft.names.map((name) => ({ id: newId(), patient_id: id, usage_kind: 'official', ...name })),
    identifiers: numbers.map((number) => ({ id: newId(), patient_id: id, ...number, verified_at: null, override_reason: null })),
    contacts: draft.contacts.map((contact) => ({
      id: newId(),
      version: 1,
      patient_id: id,
      ...contact,
      confirmed_at: null,
      reminders: true,
      results: false,
    })),
  }
}

export async function insertPatient(tx: Tx, { patient, names, identifiers, contacts }: PatientRows): Promise<void> {
  await tx.insertInto('patients').values(patient).execute()
  if (names.length > 0) await tx.insertInto('patient_names').values(names).execute()
  if (identifiers.length > 0) await tx.insertInto('identifiers').values(identifiers).execute()
  if (contacts.length > 0) await tx.insertInto('contact_points').values(contacts).execute()
  const found = { recordNumber: patient.record_number, birth: patient, names, identifiers, contacts }
  await writeTokens(tx, patient.id, searchTokensOf(found))
}

/** The same for the same rows, and another one as soon as anything of them was changed, added or taken away. */
export function printOf({ patient, names, identifiers, contacts }: PatientRows): Buffer {
  const byId = <T extends { id: string }>(rows: T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(inOrder)
  const text = JSON.stringify([inOrder(patient), byId(names), byId(identifiers), byId(contacts)])
  return createHash('sha256').update(text).digest()
}

/** The columns in the order of their names, whatever order a statement gave them in. */
const inOrder = (row: object): [string, unknown][] => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** What is kept of these patients now. */
export async function rowsOfPatients(db: Database, ids: Id<'patient'>[]): Promise<Map<Id<'patient'>, PatientRows>> {
  if (ids.length === 0) return new Map()
  const [patients, names, identifiers, contacts] = [
    await db.selectFrom('patients').selectAll().where('id', 'in', ids).execute(),
    Map.groupBy(await db.selectFrom('patient_names').selectAll().where('patient_id', 'in', ids).execute(), (row) => row.patient_id),
    Map.groupBy(await db.selectFrom('identifiers').selectAll().where('patient_id', 'in', ids).execute(), (row) => row.patient_id),
    Map.groupBy(await db.selectFrom('contact_points').selectAll().where('patient_id', 'in', ids).execute(), (row) => row.patient_id),
  ]
  return new Map(
    patients.map((patient) => [
      patient.id,
      {
        patient,
        names: names.get(patient.id) ?? [],
        identifiers: identifiers.get(patient.id) ?? [],
        contacts: contacts.get(patient.id) ?? [],
      },
    ]),
  )
}

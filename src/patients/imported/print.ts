import { createHash } from 'node:crypto'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

interface PatientRows {
  patient: Row<'patients'>
  names: Row<'patient_names'>[]
  identifiers: Row<'identifiers'>[]
  contacts: Row<'contact_points'>[]
}

/** For each of these patients a print of all that is kept: the same for the same rows, another one as soon as anything was changed. */
export async function printsOf(db: Database, ids: Id<'patient'>[]): Promise<Map<Id<'patient'>, Buffer>> {
  if (ids.length === 0) return new Map()
  const patients = await db.selectFrom('patients').selectAll().where('id', 'in', ids).execute()
  const names = await db.selectFrom('patient_names').selectAll().where('patient_id', 'in', ids).execute()
  const identifiers = await db.selectFrom('identifiers').selectAll().where('patient_id', 'in', ids).execute()
  const contacts = await db.selectFrom('contact_points').selectAll().where('patient_id', 'in', ids).execute()
  const byPatient = <T extends { patient_id: Id<'patient'> }>(rows: T[]) => Map.groupBy(rows, (row) => row.patient_id)
  const [namesOf, identifiersOf, contactsOf] = [byPatient(names), byPatient(identifiers), byPatient(contacts)]
  return new Map(
    patients.map((patient) => {
      const { id } = patient
      return [
        id,
        printOf({ patient, names: namesOf.get(id) ?? [], identifiers: identifiersOf.get(id) ?? [], contacts: contactsOf.get(id) ?? [] }),
      ]
    }),
  )
}

function printOf({ patient, names, identifiers, contacts }: PatientRows): Buffer {
  const byId = <T extends { id: string }>(rows: T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(inOrder)
  const text = JSON.stringify([inOrder(patient), byId(names), byId(identifiers), byId(contacts)])
  return createHash('sha256').update(text).digest()
}

/** The columns in the order of their names, whatever order a statement gave them in. */
const inOrder = (row: object): [string, unknown][] => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))

import { sql } from 'kysely'
import { type AsJson, jsonOf } from '../database/as-json.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row } from '../database/tables.ts'
import { type Birth, birthOf } from './birth.ts'
import { type ContactPoint, contactOf, type ShownContact } from './contacts.ts'
import { guardianName } from './guardian-name.ts'
import { namesOf, type PersonNames } from './names.ts'

/** What stands beside a patient's name wherever the patient is listed. */
export interface PatientCard {
  id: Id<'patient'>
  version: number
  recordNumber: string
  names: PersonNames
  birth: Birth | null
  sex: Row<'patients'>['sex']
  nationality: string | null
  payer: Row<'patients'>['payer']
  language: string | null
  doctorSexPreference: Row<'patients'>['doctor_sex_preference']
  deceased: boolean
  archived: boolean
  phone: ShownContact | null
  email: ShownContact | null
  /** Whose child this is, where the phone is a parent's or guardian's: who answers for them at the desk, else by an account. */
  childOf: ByLanguage | null
  contacts: ContactPoint[]
}

/** Cards of these patients, whoever asks: the caller has found the ids through what its actor may see. Two statements. */
export async function cardsOf(db: Database, ids: Id<'patient'>[]): Promise<Map<Id<'patient'>, PatientCard>> {
  if (ids.length === 0) return new Map()
  const [people, points] = await Promise.all([peopleOf(db, ids), contactsOf(db, ids)])
  const contacts = Map.groupBy(points, (row) => row.patient_id)
  return new Map(
    [...Map.groupBy(people, (row) => row.id)].flatMap(([id, [patient, ...more]]) =>
      patient ? [[id, cardOf(patient, [patient, ...more], contacts.get(id) ?? [])] as const] : [],
    ),
  )
}

type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number]
type ContactRow = Awaited<ReturnType<typeof contactsOf>>[number]

/** A row for each name. */
function peopleOf(db: Database, ids: Id<'patient'>[]) {
  return db
    .selectFrom('patients as p')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .selectAll('p')
    .select(['n.script', 'n.usage_kind', 'n.text'])
    .where('p.id', 'in', ids)
    .orderBy('n.id')
    .execute()
}

/** A row for each contact point, and for each parent or guardian with an account whose number it may be; and who answers for them. */
function contactsOf(db: Database, ids: Id<'patient'>[]) {
  return db
    .selectFrom('contact_points as c')
    .leftJoin('patient_access as a', (join) =>
      join
        .onRef('a.patient_id', '=', 'c.patient_id')
        .on('c.whose', 'in', ['mother', 'father', 'guardian'])
        .on('a.relation', 'in', ['parent', 'guardian'])
        .on('a.valid_from', '<=', sqlNow)
        .on((on) => on.or([on('a.valid_until', 'is', null), on('a.valid_until', '>', sqlNow)])),
    )
    .leftJoin('users as u', 'u.id', 'a.user_id')
    .select(['c.id', 'c.version', 'c.patient_id', 'c.contact_system', 'c.value', 'c.whose', 'c.confirmed_at', 'c.reminders', 'c.results'])
    .select('u.name as parent')
    .select(sql<AsJson<ByLanguage> | null>`${sql.raw(guardianName('c.patient_id').text)}`.as('guardian'))
    .where('c.patient_id', 'in', ids)
    .orderBy('c.id')
    .orderBy('a.id')
    .execute()
}

function childOf(rows: ContactRow[], phone: ShownContact | null): ByLanguage | null {
  const ofPhone = rows.filter(({ contact_system, whose }) => contact_system === 'phone' && whose === phone?.whose)
  const guardian = ofPhone.find(({ whose }) => whose === 'mother' || whose === 'father' || whose === 'guardian')?.guardian ?? null
  return guardian === null ? (ofPhone.find(({ parent }) => parent !== null)?.parent ?? null) : jsonOf(guardian)
}

function cardOf(patient: PersonRow, rows: PersonRow[], contactRows: ContactRow[]): PatientCard {
  const contacts = contactRows
    .filter((row, place) => row.id !== contactRows[place - 1]?.id)
    .map(({ parent: _, guardian: __, ...point }) => point)
  const phone = contactOf(contacts, 'phone')
  return {
    id: patient.id,
    version: patient.version,
    recordNumber: patient.record_number,
    names: namesOf(rows.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : []))),
    birth: birthOf(patient),
    sex: patient.sex,
    nationality: patient.nationality,
    payer: patient.payer,
    language: patient.language,
    doctorSexPreference: patient.doctor_sex_preference,
    deceased: patient.deceased_at !== null,
    archived: patient.archived_at !== null,
    phone,
    email: contactOf(contacts, 'email'),
    childOf: childOf(contactRows, phone),
    contacts,
  }
}

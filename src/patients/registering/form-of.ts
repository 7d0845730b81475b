import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Birth, birthOf } from '../birth.ts'

/** What the form shows of a patient, field by field; `version` says of when. */
export interface FormOf {
  version: number
  fields: Record<string, string>
}

/** The form holds two telephones, one e-mail address, two identifiers and one guardian; further ones stay as they are. */
const shownInForm = { phone: 2, email: 1, identifiers: 2, guardians: 1 } as const

/** One order for who shows and who changes: the oldest first. */
export async function keptOf(db: Database, patient: Id<'patient'>) {
  const [person, identifiers, contacts] = [
    await personOf(db, patient),
    // An old file number is no identity number: it is not changed, and takes no one's row.
    await db
      .selectFrom('identifiers')
      .selectAll()
      .where('patient_id', '=', patient)
      .where('type', '!=', 'file-number')
      .orderBy('id')
      .limit(shownInForm.identifiers)
      .execute(),
    await db.selectFrom('contact_points').selectAll().where('patient_id', '=', patient).orderBy('id').execute(),
  ]
  const [row] = person
  const names = person.filter(({ name_id }, place) => name_id !== null && person.findIndex((other) => other.name_id === name_id) === place)
  const guardians = person.filter(({ guardian_row_id }) => guardian_row_id !== null)
  const ofSystem = (system: 'phone' | 'email') =>
    contacts.filter(({ contact_system }) => contact_system === system).slice(0, shownInForm[system])
  return (
    row && {
      row,
      names: names.flatMap(({ name_id, script, text, given, father, grandfather, family }) =>
        name_id && script && text ? [{ id: name_id, script, text, given, father, grandfather, family }] : [],
      ),
      identifiers,
      phones: ofSystem('phone'),
      emails: ofSystem('email'),
      guardians: guardians
        .slice(0, shownInForm.guardians)
        .flatMap(({ guardian_id, guardian_name, relation, guardian_record }) =>
          relation ? [{ guardian_id, name: guardian_name, relation, record_number: guardian_record }] : [],
        ),
    }
  )
}

/** A row for each official name and guardian. */
function personOf(db: Database, patient: Id<'patient'>) {
  return db
    .selectFrom('patients as p')
    .leftJoin('patient_names as n', (join) => join.onRef('n.patient_id', '=', 'p.id').on('n.usage_kind', '=', 'official'))
    .leftJoin('patient_guardians as g', 'g.patient_id', 'p.id')
    .leftJoin('patients as gp', 'gp.id', 'g.guardian_id')
    .selectAll('p')
    .select(['n.id as name_id', 'n.script', 'n.text', 'n.given', 'n.father', 'n.grandfather', 'n.family'])
    .select(['g.id as guardian_row_id', 'g.guardian_id', 'g.name as guardian_name', 'g.relation', 'gp.record_number as guardian_record'])
    .where('p.id', '=', patient)
    .orderBy('n.id')
    .orderBy('g.id')
    .execute()
}

export type Kept = NonNullable<Awaited<ReturnType<typeof keptOf>>>

/** Null for an id that nobody has. */
export async function formOf(db: Database, patient: Id<'patient'>): Promise<FormOf | null> {
  const kept = await keptOf(db, patient)
  return kept ? { version: kept.row.version, fields: fieldsOf(kept) } : null
}

export function fieldsOf({ row, names, identifiers, phones, emails, guardians }: Kept): Record<string, string> {
  const [name, name2] = [names.find(({ script }) => script === 'ar'), names.find(({ script }) => script === 'latn')].filter(Boolean)
  const [guardian] = guardians
  const fields: Record<string, string | null | undefined> = {
    ...nameFields(name, ''),
    ...nameFields(name2, '2'),
    sex: row.sex,
    birth: birthText(birthOf(row)),
    phone: phones[0]?.value,
    whose: phones[0]?.whose ?? emails[0]?.whose,
    noPhone: phones.length === 0 ? 'yes' : '',
    phone2: phones[1]?.value,
    whose2: phones[1]?.whose,
    email: emails[0]?.value,
    ...Object.fromEntries(
      identifiers.flatMap(({ type, country, value, override_reason }, place) => [
        [`idType${place + 1}`, type],
        [`idCountry${place + 1}`, country],
        [`idValue${place + 1}`, value],
        [`idReason${place + 1}`, override_reason],
      ]),
    ),
    guardian: guardian?.record_number ?? guardian?.name,
    guardianRelation: guardian?.relation,
    nationality: row.nationality,
    payer: row.payer,
    language: row.language,
    doctorSex: row.doctor_sex_preference,
  }
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? '']))
}

const nameFields = (name: Kept['names'][number] | undefined, suffix: string): Record<string, string | null | undefined> => ({
  [`name${suffix}`]: name?.text,
  [`given${suffix}`]: name?.given,
  [`father${suffix}`]: name?.father,
  [`grandfather${suffix}`]: name?.grandfather,
  [`family${suffix}`]: name?.family,
})

/** As it can be typed again, in the calendar that it was told in. */
function birthText(birth: Birth | null): string {
  if (birth === null) return 'unknown'
  const { year, month, day } = birth.calendar === 'umalqura' ? birth.date.withCalendar('islamic-umalqura') : birth.date
  if (birth.precision === 'day') return `${day}/${month}/${year}`
  return birth.precision === 'month' ? `${month}/${year}` : String(year)
}

import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { type Birth, birthOf } from './birth.ts'

/** What the form shows of a patient, field by field; `version` says of when. */
export interface FormOf {
  version: number
  fields: Record<string, string>
}

/** The form holds two telephones, one e-mail address, two identifiers and one guardian; further ones stay as they are. */
const shownInForm = { phone: 2, email: 1, identifiers: 2, guardians: 1 } as const

/** One order for who shows and who changes: the oldest first. */
export async function keptOf(db: Database, patient: Id<'patient'>) {
  const [row, names, identifiers, contacts, guardians] = [
    await db.selectFrom('patients').selectAll().where('id', '=', patient).executeTakeFirst(),
    await db
      .selectFrom('patient_names')
      .selectAll()
      .where('patient_id', '=', patient)
      .where('usage_kind', '=', 'official')
      .orderBy('id')
      .execute(),
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
    await db
      .selectFrom('patient_guardians as g')
      .leftJoin('patients as p', 'p.id', 'g.guardian_id')
      .selectAll('g')
      .select('p.record_number')
      .where('g.patient_id', '=', patient)
      .orderBy('g.id')
      .limit(shownInForm.guardians)
      .execute(),
  ]
  const ofSystem = (system: 'phone' | 'email') =>
    contacts.filter(({ contact_system }) => contact_system === system).slice(0, shownInForm[system])
  return row && { row, names, identifiers, phones: ofSystem('phone'), emails: ofSystem('email'), guardians }
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

const nameFields = (name: Row<'patient_names'> | undefined, suffix: string): Record<string, string | null | undefined> => ({
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

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Called, calledAlike, calledBy, likenessKeys } from './likeness.ts'
import type { PatientDraft } from './read-patient.ts'

/** Whom the register has already for a row. */
export type KnownAs =
  | { is: 'new' }
  /** An identity number or old file number says so, and the name does not gainsay it. */
  | { is: 'same'; patient: Id<'patient'> }
  /** Name and birth date, or name and telephone: somebody has to look. */
  | { is: 'likely'; patient: Id<'patient'>; recordNumber: string }
  /** The number is of somebody with quite another name. */
  | { is: 'other'; recordNumber: string; by: 'identifier' | 'file-number' }

/** Asks the register, in few statements. */
export async function knownAs(db: Database, draft: PatientDraft, country: string): Promise<KnownAs> {
  const called = calledBy(draft.names)
  const [owner] = await ownersOf(db, draft, country)
  if (owner !== undefined) {
    const [told] = await toldOf(db, [owner.patient])
    if (told !== undefined && !calledAlike(called, told.called)) return { is: 'other', recordNumber: told.recordNumber, by: owner.by }
    return { is: 'same', patient: owner.patient }
  }
  const { likely } = likenessKeys(draft)
  for (const { patient, recordNumber, called: theirs, keys } of await toldOf(db, await neighboursOf(db, draft))) {
    if (calledAlike(called, theirs) && likely.some((key) => keys.has(key))) return { is: 'likely', patient, recordNumber }
  }
  return { is: 'new' }
}

async function ownersOf(db: Database, { identifiers, fileNumber }: PatientDraft, country: string) {
  const numbers = [
    ...identifiers.filter(({ type }) => type !== 'insurance'),
    ...(fileNumber === null ? [] : [{ type: 'file-number' as const, country, value: fileNumber }]),
  ]
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('identifiers')
    .select(['patient_id', 'type'])
    .where((where) =>
      where.or(
        numbers.map((one) => where.and([where('type', '=', one.type), where('country', '=', one.country), where('value', '=', one.value)])),
      ),
    )
    .execute()
  return rows.map((row) => ({
    patient: row.patient_id,
    by: row.type === 'file-number' ? ('file-number' as const) : ('identifier' as const),
  }))
}

/** No family is so large that more have to be compared. */
const most = 12

/** Those who have one of the telephones, or were born on the day and sound alike: found by what everybody is searched by. */
async function neighboursOf(db: Database, { contacts, birth, names }: PatientDraft): Promise<Id<'patient'>[]> {
  const phones = contacts.map(({ value }) => value)
  const byPhone =
    phones.length === 0
      ? []
      : await db.selectFrom('contact_points').select('patient_id').distinct().where('value', 'in', phones).limit(most).execute()
  const first = calledBy(names).sounds[0]?.[0]
  const found = byPhone.map((row) => row.patient_id)
  if (birth?.precision !== 'day' || first === undefined) return found
  const byBirth = await db
    .selectFrom('search_tokens as born')
    .innerJoin('search_tokens as named', 'named.subject_id', 'born.subject_id')
    .innerJoin('patients as p', 'p.id', 'born.subject_id')
    .select('p.id')
    .where('born.token', '=', `*${birth.date}`)
    .where('named.token', '=', `~${first}`)
    .limit(most * 4)
    .execute()
  return [...new Set([...found, ...byBirth.map((row) => row.id)])]
}

interface Told {
  patient: Id<'patient'>
  recordNumber: string
  called: Called
  keys: Set<string>
}

async function toldOf(db: Database, patients: Id<'patient'>[]): Promise<Told[]> {
  if (patients.length === 0) return []
  const rows = await db
    .selectFrom('patients as p')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .leftJoin('contact_points as c', 'c.patient_id', 'p.id')
    .select(['p.id', 'p.record_number', 'p.birth_date', 'n.script', 'n.text', 'c.value'])
    .where('p.id', 'in', patients)
    .execute()
  return [...Map.groupBy(rows, (row) => row.id)].map(([patient, ofOne]) => {
    const called = calledBy(ofOne.flatMap(({ script, text }) => (script && text ? [{ script, text }] : [])))
    const firsts = [...new Set(called.sounds.map(([first = '']) => first))]
    const keys = ofOne.flatMap(({ birth_date, value }) =>
      firsts.flatMap((first) => [`born/${first}/${birth_date}`, `phone/${first}/${value}`]),
    )
    return { patient, recordNumber: ofOne[0]?.record_number ?? '', called, keys: new Set(keys) }
  })
}

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { likelySame } from '../registering/duplicates.ts'
import type { Likeable, Why } from '../registering/likeness.ts'
import { patientNames } from '../registering/patient-names.ts'
import { calledAlike, calledBy } from './called.ts'
import type { PatientDraft } from './read-patient.ts'

/** Whom the register has already for a row. */
export type KnownAs =
  | { is: 'new' }
  /** An identity number or old file number says so, and the name does not gainsay it. */
  | { is: 'same'; patient: Id<'patient'> }
  /** Name, birth date and telephone say that it may be: somebody has to look. */
  | { is: 'likely'; patient: Id<'patient'>; recordNumber: string; why: Why[] }
  /** The number is of somebody with quite another name. */
  | { is: 'other'; recordNumber: string; by: 'identifier' | 'file-number' }
  /** The numbers of the row are two people's. */
  | { is: 'torn'; recordNumbers: string[] }

/** Asks the register, in few statements. */
export async function knownAs(db: Database, draft: PatientDraft, country: string): Promise<KnownAs> {
  const called = calledBy(draft.names.map(({ text }) => text))
  const alike = ({ ar, latn }: { ar: string | null; latn: string | null }) =>
    calledAlike(called, calledBy([ar, latn].filter((text) => text !== null)))
  const owners = await ownersOf(db, draft, country)
  const recordNumbers = [...new Set(owners.map(({ recordNumber }) => recordNumber))]
  if (recordNumbers.length > 1) return { is: 'torn', recordNumbers }
  const [owner] = owners
  if (owner !== undefined) {
    if (alike(await patientNames(db, owner.patient))) return { is: 'same', patient: owner.patient }
    return { is: 'other', recordNumber: owner.recordNumber, by: owner.by }
  }
  const likely = (await likelySame(db, likeableOf(draft))).find(({ patient }) => alike(patient.names))
  if (likely === undefined) return { is: 'new' }
  return { is: 'likely', patient: likely.patient.id, recordNumber: likely.patient.recordNumber, why: likely.why }
}

/** A row as far as it is compared with others. */
export const likeableOf = ({ names, sex, birth, identifiers, contacts }: PatientDraft): Likeable => ({
  names: names.map(({ text }) => text),
  sex,
  birth,
  identifiers,
  contacts,
})

async function ownersOf(db: Database, { identifiers, fileNumber }: PatientDraft, country: string) {
  const numbers = [
    ...identifiers.filter(({ type }) => type !== 'insurance'),
    ...(fileNumber === null ? [] : [{ type: 'file-number' as const, country, value: fileNumber }]),
  ]
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('identifiers as i')
    .innerJoin('patients as p', 'p.id', 'i.patient_id')
    .select(['i.patient_id', 'i.type', 'p.record_number'])
    .where((where) =>
      where.or(
        numbers.map((one) =>
          where.and([where('i.type', '=', one.type), where('i.country', '=', one.country), where('i.value', '=', one.value)]),
        ),
      ),
    )
    .orderBy('p.record_number')
    .execute()
  return rows.map((row) => ({
    patient: row.patient_id,
    recordNumber: row.record_number,
    by: row.type === 'file-number' ? ('file-number' as const) : ('identifier' as const),
  }))
}

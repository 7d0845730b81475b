import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import {
  type Dependant,
  dependantIn,
  guardianAmong,
  linkGuardian,
  ownPhonesIn,
  type PhoneOwner,
  phoneOwners,
} from '../../patients/imported/guardians.ts'
import type { PatientDraft } from '../../patients/imported/read-patient.ts'
import { type HeldImport, holdOn } from './hold.ts'
import { linkOfLine, receiptOfLink } from './journal.ts'

interface Child extends Dependant {
  line: number
}

/** So many are looked up in one statement. */
const atOnce = 500

/**
 * The families of one list. A child may stand above or below its mother, and her number may turn out to be two people's: so children
 * are linked to whose telephone they have after the last row.
 */
export function familiesOfList(today: Temporal.PlainDate) {
  const children: Child[] = []
  const listed = new Map<string, PhoneOwner<number>[]>()

  return {
    /** A row that is new to the register. */
    remember: (draft: PatientDraft, line: number): void => {
      const dependant = dependantIn(draft, today)
      if (dependant !== null) children.push({ ...dependant, line })
      for (const phone of ownPhonesIn(draft, today)) listed.set(phone, [...(listed.get(phone) ?? []), { id: line, phone, sex: draft.sex }])
    },
    /** How many are linked; without an import, how many would be. */
    link: async (db: Database, into: HeldImport | null): Promise<number> => {
      let linked = 0
      for (let from = 0; from < children.length; from += atOnce) {
        const part = children.slice(from, from + atOnce)
        const registered = await phoneOwners(db, [...new Set(part.flatMap(({ phones }) => phones))], today)
        linked += into === null ? wouldBe(part, registered) : await written(db, into, part, registered)
      }
      return linked
    },
  }

  function wouldBe(part: Child[], registered: PhoneOwner[]): number {
    return part.filter((child) => {
      const inList = child.phones.flatMap((phone) => listed.get(phone) ?? [])
      return guardianAmong<Id<'patient'> | number>(child, [...registered, ...inList]) !== null
    }).length
  }
}

async function written(db: Database, into: HeldImport, part: Child[], registered: PhoneOwner[]): Promise<number> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['line', 'patient_id'])
    .where('import_id', '=', into.id)
    .where(
      'line',
      'in',
      part.map(({ line }) => line),
    )
    .execute()
  const patients = new Map(rows.map(({ line, patient_id }) => [line, patient_id]))
  let linked = 0
  for (const child of part) {
    const patient = patients.get(child.line)
    const guardian = guardianAmong(child, registered)
    if (patient === undefined || guardian === null) continue
    const { line, relation } = child
    const action = { receipt: receiptOfLink(into.id, line), name: 'import.link', user: null, subject: null }
    const link = { id: linkOfLine(into.id, line), patient, guardian, relation }
    const answer = await transact(db, action, async (tx) => {
      await holdOn(tx, into)
      return await linkGuardian(tx, null, link)
    })
    if (answer.ok) linked += 1
  }
  return linked
}

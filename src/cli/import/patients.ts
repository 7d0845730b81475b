import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import type { Database } from '../../database/pool.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import { knownAs } from '../../patients/imported/known.ts'
import { type Called, calledAlike, calledBy, likenessKeys } from '../../patients/imported/likeness.ts'
import { type PatientColumn, type PatientDraft, readPatient } from '../../patients/imported/read-patient.ts'
import { insertPatient, printOf, rowsOfDraft } from '../../patients/imported/rows.ts'
import { patientFields } from './fields.ts'
import type { Kind, Trouble } from './kind.ts'

interface Choices {
  country: string
  order: DateOrder
  now: Temporal.Instant
  today: Temporal.PlainDate
}

const whole = (fault: string, about: string): Trouble => ({ column: null, fault, value: '', about })

/** Patients from a list. */
export function patientList(db: Database, { country, order, now, today }: Choices): Kind<PatientColumn, PatientDraft> {
  const sure = new Map<string, number>()
  const likely = new Map<string, { line: number; called: Called }[]>()
  const recordNumbers = recordNumbersOf(db)
  return {
    name: 'patients',
    fields: patientFields,
    dates: ['birth'],
    read: (cellOf) => {
      const { draft, wrong } = readPatient(cellOf, { country, order, today })
      return { draft, troubles: wrong }
    },
    seenBefore: (draft) => {
      const keys = likenessKeys(draft)
      const line = keys.sure.map((key) => sure.get(key)).find((found) => found !== undefined)
      if (line !== undefined) return { line, sure: true }
      const called = calledBy(draft.names)
      const like = keys.likely.flatMap((key) => likely.get(key) ?? []).find((other) => calledAlike(called, other.called))
      return like === undefined ? null : { line: like.line, sure: false }
    },
    remember: (draft, line) => {
      const keys = likenessKeys(draft)
      const called = calledBy(draft.names)
      for (const key of keys.sure) sure.set(key, line)
      for (const key of keys.likely) likely.set(key, [...(likely.get(key) ?? []), { line, called }])
    },
    fileNumberOf: ({ fileNumber }) => fileNumber,
    judge: async (reader, draft) => {
      const known = await knownAs(reader, draft, country)
      if (known.is === 'same') return { is: 'known', patient: known.patient }
      if (known.is === 'likely') return { is: 'double', troubles: [whole('likely', known.recordNumber)] }
      if (known.is === 'other')
        return { is: 'bad', troubles: [whole(known.by === 'identifier' ? 'other-person' : 'other-file', known.recordNumber)] }
      return { is: 'new' }
    },
    write: async (tx, draft, importId) => {
      for (let tries = 0; tries < 10; tries += 1) {
        const rows = rowsOfDraft(draft, await recordNumbers.next(), country, now)
        try {
          await insertPatient(tx, rows)
        } catch (error) {
          if (!isDuplicateKey(error)) throw error
          // The desk has just registered somebody: on with the next record number. An identity number is theirs, and no row of it stays.
          recordNumbers.forget()
          if (error.key === 'patients_record_number') continue
          return { ok: false, reason: 'taken', troubles: [whole('taken-meanwhile', '')] }
        }
        const patient = rows.patient.id
        await audit(tx, null, { action: 'patient.import', subject: { type: 'import', id: importId }, patient })
        return { ok: true, patient, appointment: null, print: printOf(rows) }
      }
      return { ok: false, reason: 'taken', troubles: [whole('taken-meanwhile', '')] }
    },
  }
}

/** Record numbers that nobody has: one question, then counted on. */
function recordNumbersOf(db: Database) {
  let last: number | null = null
  return {
    next: async (): Promise<string> => {
      if (last === null) {
        const row = await db
          .selectFrom('patients')
          .select(sql<number | null>`MAX(CAST(SUBSTRING(record_number, 3) AS UNSIGNED))`.as('last'))
          .where('record_number', 'like', 'R-%')
          .executeTakeFirst()
        last = Number(row?.last ?? 1000)
      }
      last += 1
      return `R-${String(last).padStart(6, '0')}`
    },
    forget: () => {
      last = null
    },
  }
}

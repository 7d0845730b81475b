import { audit } from '../../audit/write.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import { knownAs } from '../../patients/imported/known.ts'
import { printsOf } from '../../patients/imported/print.ts'
import { type PatientColumn, type PatientDraft, readPatient } from '../../patients/imported/read-patient.ts'
import { registerIn } from '../../patients/registering/register.ts'
import { familiesOfList } from './families.ts'
import { patientFields } from './fields.ts'
import type { Kind, Trouble } from './kind.ts'
import { seenPeople } from './seen-people.ts'

interface Choices {
  country: string
  order: DateOrder
  today: Temporal.PlainDate
}

const whole = (fault: string, about: string): Trouble => ({ column: null, fault, value: '', about })

const beforeFaults = { file: 'same-file', identifier: 'same-id', likeness: 'likely-line' } as const

/** Patients from a list. */
export function patientList({ country, order, today }: Choices): Kind<PatientColumn, PatientDraft> {
  const seen = seenPeople()
  const families = familiesOfList(today)
  return {
    name: 'patients',
    fields: patientFields,
    read: (cellOf) => {
      const { draft, wrong } = readPatient(cellOf, { country, order, today })
      return { draft, troubles: wrong }
    },
    seenBefore: (draft) => {
      const before = seen.find(draft)
      if (before === null) return null
      const trouble = whole(beforeFaults[before.by], String(before.line))
      return before.by === 'likeness' ? { sure: false, trouble: { ...trouble, alike: before.why } } : { sure: true, trouble }
    },
    remember: (draft, line, isNew) => {
      seen.remember(draft, line)
      if (isNew) families.remember(draft, line)
    },
    linkFamilies: families.link,
    fileNumberOf: ({ fileNumber }) => fileNumber,
    judge: async (db, draft) => {
      const known = await knownAs(db, draft, country)
      if (known.is === 'same') return { is: 'known', patient: known.patient }
      if (known.is === 'torn') return { is: 'bad', troubles: [whole('torn', known.recordNumbers.join(', '))] }
      if (known.is === 'likely')
        return { is: 'double', patient: known.patient, troubles: [{ ...whole('likely', known.recordNumber), alike: known.why }] }
      if (known.is === 'other')
        return { is: 'bad', troubles: [whole(known.by === 'identifier' ? 'other-person' : 'other-file', known.recordNumber)] }
      return { is: 'new' }
    },
    write: async (tx, draft, importId) => {
      const registered = await registerIn(tx, null, registrationOf(draft, country))
      // Somebody has registered this number a moment ago.
      if (!registered.ok) return { ok: false, reason: 'taken', troubles: [whole('taken-meanwhile', '')] }
      const { patient } = registered
      await audit(tx, null, { action: 'patient.import', subject: { type: 'import', id: importId }, patient })
      const print = (await printsOf(tx, [patient])).get(patient)
      if (print === undefined) throw new Error('a patient who was just written is there')
      return { ok: true, patient, appointment: null, print }
    },
  }
}

/** The old file number is kept beside the identity numbers: it still stands on the folders in the shelf. */
function registrationOf({ fileNumber, identifiers, ...told }: PatientDraft, country: string) {
  const numbers = [...identifiers, ...(fileNumber === null ? [] : [{ type: 'file-number' as const, country, value: fileNumber }])]
  return {
    ...told,
    identifiers: numbers.map((number) => ({ ...number, override_reason: null })),
    doctorSexPreference: null,
    guardians: [],
    // Patients of the clinic already, who are written to as they were before.
    wantsMessages: true,
    differentFrom: [],
  }
}

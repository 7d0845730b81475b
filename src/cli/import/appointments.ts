import { doctorsTold } from '../../appointments/imported/doctors-told.ts'
import { printOfAppointment } from '../../appointments/imported/print.ts'
import { readVisit, type VisitColumn, type VisitDraft } from '../../appointments/imported/read-visit.ts'
import {
  cellKeysOf,
  clinicDaysOf,
  type InTheWay,
  inTheWay,
  patientOfVisit,
  rowOfVisit,
  sameVisit,
  takesTime,
  writeVisit,
} from '../../appointments/imported/rows.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import { appointmentFields } from './fields.ts'
import type { Kind, Trouble } from './kind.ts'

interface Choices {
  country: string
  order: DateOrder
  now: Temporal.Instant
  /** What a list calls a doctor, and who that is here. */
  aliases: ReadonlyMap<string, string>
  location: string
  visitType: string
}

const takenFaults: Record<InTheWay, string> = {
  closed: 'taken-closed',
  away: 'taken-away',
  doctor: 'taken-doctor',
  patient: 'taken-patient',
  room: 'taken-room',
}

const whole = (fault: string, about = ''): Trouble => ({ column: null, fault, value: '', about })

/**
 * Appointments from a list: those of the past as they were, those ahead through the primary key of the cells, as every booking.
 * Nobody is told of them.
 */
export async function appointmentList(db: Database, choices: Choices): Promise<Kind<VisitColumn, VisitDraft | null>> {
  const { now } = choices
  const doctors = await doctorsTold(db, choices.aliases)
  const clinicDayOf = await clinicDaysOf(db)
  const lines = new Map<string, number>()
  const cells = new Set<string>()
  const patients = new WeakMap<VisitDraft, Id<'patient'>>()
  const rowFor = (draft: VisitDraft, patient: Id<'patient'>) => rowOfVisit(draft, patient, clinicDayOf(draft), now)
  return {
    name: 'appointments',
    fields: appointmentFields,
    read: (cellOf) => {
      const { draft, wrong } = readVisit(cellOf, { ...choices, doctors })
      return { draft, troubles: wrong }
    },
    seenBefore: (draft) => {
      const line = draft && lines.get(keyOf(draft))
      return line ? { sure: true, trouble: whole('twice', String(line)) } : null
    },
    remember: (draft, line) => {
      if (draft === null) return
      lines.set(keyOf(draft), line)
      const patient = patients.get(draft)
      if (patient !== undefined && takesTime(draft, now)) for (const key of cellKeysOf(rowFor(draft, patient))) cells.add(key)
    },
    linkFamilies: () => Promise.resolve(0),
    fileNumberOf: () => null,
    judge: async (reader, draft) => {
      if (draft === null) return { is: 'bad', troubles: [whole('unreadable')] }
      const patient = await patientOfVisit(reader, draft.patient)
      if (patient === null || patient === 'several') return { is: 'bad', troubles: [whole(patient === null ? 'patient' : 'patients')] }
      patients.set(draft, patient)
      const row = rowFor(draft, patient)
      const appointment = await sameVisit(reader, row)
      if (appointment !== null) return { is: 'known', patient, appointment }
      const why = takesTime(draft, now) ? await inTheWay(reader, row, cells) : null
      return why === null ? { is: 'new' } : { is: 'bad', troubles: [whole(takenFaults[why])] }
    },
    write: async (tx, draft, importId) => {
      const patient = draft && patients.get(draft)
      if (!draft || !patient) return { ok: false, reason: 'unreadable', troubles: [whole('unreadable')] }
      const isAhead = takesTime(draft, now)
      const written = await writeVisit(tx, rowFor(draft, patient), isAhead)
      if (written === null) return { ok: false, reason: 'taken', troubles: [whole('taken')] }
      await audit(tx, null, { action: 'appointment.import', subject: { type: 'import', id: importId }, patient })
      if (isAhead) await noteChange(tx, dayBookOf(written.clinic_day))
      return { ok: true, patient, appointment: written.id, print: printOfAppointment(written) }
    },
  }
}

const keyOf = ({ patient, doctor, starts }: VisitDraft): string =>
  `${patient.fileNumber ?? ''}/${patient.identifier?.value ?? ''}/${doctor}/${starts.epochMilliseconds}`

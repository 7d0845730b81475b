import type { AbsenceLine, DayList, VisitLine, WaitingLine } from '../../../views/absence/lines.ts'
import { pillOf } from '../../../views/ui/status-pill.tsx'
import { timeOfSlot } from '../../../views/ui/visit-time.tsx'
import type { Id } from '../../database/ids.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { ageOn } from '../../patients/birth.ts'
import type { PatientCard } from '../../patients/cards.ts'
import type { PatientLine } from '../../patients/lines.ts'
import { namesFor } from '../../patients/names.ts'
import type { Texts } from '../../web/texts.ts'
import type { Slot } from '../free/free.ts'
import type { QueueLine } from '../queue/queue.ts'
import type { Proposal } from './proposals.ts'
import type { AbsenceDone, AbsenceListed, AbsenceVisit } from './queries.ts'
import { standingOf } from './standing.ts'
import type { AffectedVisit } from './visits.ts'

type DoctorName = (id: Id<'staff'>) => ByLanguage | undefined

/** A time as a form sends it: the place where it is, and when. */
const targetOf = ({ doctor, location, starts }: Slot): string => `${doctor} ${location} ${starts}`

const patientOf = (t: Texts, patient: Pick<PatientCard, keyof PatientLine>, day: Temporal.PlainDate) => ({
  names: namesFor(patient.names, t.language),
  sex: patient.sex,
  age: ageOn(patient.birth, day),
  recordNumber: patient.recordNumber,
  childOf: patient.childOf && t.local(patient.childOf),
})

export function visitLine(
  t: Texts,
  visit: AffectedVisit,
  patient: PatientCard,
  { day, proposal, nameOf }: { day: Temporal.PlainDate; proposal: Proposal | undefined; nameOf: DoctorName },
): VisitLine {
  const doctor = (slot: Slot): string => t('staff.doctor', { name: t.local(nameOf(slot.doctor) ?? { en: '', ar: '' }) })
  return {
    id: visit.id,
    version: visit.version,
    listed: visit.listed,
    starts: visit.starts_at.toZonedDateTimeISO(visit.zone),
    clinicDay: day,
    visit: t.local(visit.visit),
    waits: visit.status === 'arrived',
    patient: patientOf(t, patient, day),
    other: proposal?.other ? { target: targetOf(proposal.other), doctor: doctor(proposal.other), when: timeOfSlot(proposal.other) } : null,
    next: proposal?.next ? { target: targetOf(proposal.next), when: timeOfSlot(proposal.next) } : null,
  }
}

export const waitingLine = (t: Texts, { id, number, patient, visit, location }: QueueLine, day: Temporal.PlainDate): WaitingLine => ({
  id,
  number,
  visit: t.local(visit),
  location,
  patient: patientOf(t, patient, day),
})

export function absenceLine(t: Texts, visit: AbsenceVisit, absence: AbsenceDone, today: Temporal.PlainDate): AbsenceLine {
  const there = visit.calledAt?.toZonedDateTimeISO(visit.was.timeZoneId)
  const { list, keptBy } = standingOf(absence, visit)
  const deed = keptBy ?? visit.dealt.step
  const { status } = visit.now
  return {
    appointment: visit.appointment,
    list,
    was: { starts: visit.was, clinicDay: absence.day },
    now: { starts: visit.now.starts, clinicDay: visit.now.clinicDay },
    doctor: t('staff.doctor', { name: t.local(visit.now.doctor.name) }),
    cancelled: status === 'cancelled',
    status: status === 'booked' || status === 'arrived' ? null : t(pillOf(status).key, { n: 0 }),
    dealt: deed && {
      kept: keptBy !== null,
      at: deed.at.toZonedDateTimeISO(visit.was.timeZoneId),
      by: deed.by && t.local(deed.by),
    },
    waits: absence.day.equals(today) && (status === 'arrived' || visit.dealt.wasHere),
    told: visit.told,
    called: there ? { at: there, by: visit.calledBy ? t.local(visit.calledBy) : '' } : null,
    patient: patientOf(t, visit.patient, today),
    phones: visit.patient.contacts
      .filter(({ contact_system }) => contact_system === 'phone')
      .map(({ value, whose }) => ({
        value,
        text: t.phone(value, visit.country),
        whose: whose === 'self' ? null : t(`patient.phoneOf.${whose}`),
      })),
    emails: visit.patient.contacts.filter(({ contact_system }) => contact_system === 'email').map(({ value }) => value),
  }
}

export const dayList = (t: Texts, { id, madeAt, by, underWay, toCall }: AbsenceListed, zone: string): DayList => ({
  id,
  at: madeAt.toZonedDateTimeISO(zone),
  by: t.local(by),
  underWay,
  toCall,
})

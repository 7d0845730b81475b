import type { CountKey } from '../../views/desk/day-address.ts'
import type { DayLine } from '../../views/desk/day-list.tsx'
import { scopeOf } from '../accounts/abilities.ts'
import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import type { AppointmentStatus } from '../database/tables.ts'
import { ageOn } from '../patients/birth.ts'
import { namesFor } from '../patients/names.ts'
import type { Texts } from '../web/texts.ts'
import type { DayBookLine } from './day-book.ts'
import { countKeys } from './desk-asked.ts'
import { statusNow } from './desk-words.ts'
import { namesakesAmong } from './namesakes.ts'
import { stepsFor } from './steps.ts'

interface Around {
  actor: Actor
  now: Temporal.Instant
  /** The visits of the day, shown or not: whoever is easily taken for somebody else of them bears a mark. */
  all: DayBookLine[]
}

/** The visits of a list in words. */
export function dayLines(t: Texts, shown: DayBookLine[], { actor, now, all }: Around): DayLine[] {
  const around = {
    actor,
    now,
    severalBranches: new Set(shown.map((line) => line.location.id)).size > 1,
    opensCancelled: scopeOf(actor, 'patient-see') === 'all',
    namesakes: namesakesAmong(all.map((line) => line.patient)),
  }
  return shown.map((line) => dayLine(t, line, around))
}

interface OfLine {
  actor: Actor
  severalBranches: boolean
  now: Temporal.Instant
  /** Clinical roles lose sight of a patient whose visit is cancelled. */
  opensCancelled: boolean
  namesakes: ReadonlySet<Id<'patient'>>
}

/** A visit of the day in words, with what its reader may do with it now. */
function dayLine(t: Texts, line: DayBookLine, { actor, severalBranches, now, opensCancelled, namesakes }: OfLine): DayLine {
  const { patient, clinicDay, wall } = line
  const names = namesFor(patient.names, t.language)
  const steps = stepsFor(actor, line, now)
  return {
    href: line.status === 'cancelled' && !opensCancelled ? null : `/appointments/${line.id}`,
    ...clockAt(clinicDay, wall),
    patient: {
      names,
      sex: patient.sex,
      age: ageOn(patient.birth, clinicDay),
      recordNumber: patient.recordNumber,
      childOf: patient.childOf && t.local(patient.childOf),
    },
    similar: namesakes.has(patient.id),
    doctor: t('staff.doctor', { name: t.local(line.doctorName) }),
    visit: line.visit,
    branch: severalBranches ? line.location.name : null,
    ...statusNow(line, now),
    steps: steps.length > 0 ? { id: line.id, version: line.version, steps, about: names[0]?.text ?? patient.recordNumber } : null,
  }
}

/** Minutes after midnight as a clock shows them, with the date where that is not the clinic day's. */
export function clockAt(clinicDay: Temporal.PlainDate, wall: number): Pick<DayLine, 'time' | 'otherDate'> {
  const days = Math.floor(wall / 1440)
  return {
    time: { hour: Math.floor(wall / 60) - days * 24, minute: wall % 60 },
    otherDate: days === 0 ? null : clinicDay.add({ days }),
  }
}

/** Whose visit it is, for the note about what was done with it. */
export function nameOfVisit(t: Texts, lines: DayBookLine[], visit: Id<'appointment'>): string | undefined {
  const line = lines.find(({ id }) => id === visit)
  return line && namesFor(line.patient.names, t.language)[0]?.text
}

const statuses: Record<CountKey, AppointmentStatus> = {
  booked: 'booked',
  waiting: 'arrived',
  withDoctor: 'in-consultation',
  completed: 'fulfilled',
  noShow: 'noshow',
  cancelled: 'cancelled',
}

/** How many of the visits stand where; what nobody is in is left out, but for the booked and what is chosen. */
export function countsOf(lines: DayBookLine[], chosen: CountKey | null = null): { key: CountKey; n: number }[] {
  return countKeys
    .map((key) => ({ key, n: lines.filter(hasStatus(key)).length }))
    .filter(({ key, n }) => n > 0 || key === 'booked' || key === chosen)
}

export const hasStatus =
  (key: CountKey) =>
  (line: DayBookLine): boolean =>
    line.status === statuses[key]

import type { CountKey } from '../../../views/desk/day-address.ts'
import type { DayLine, LineSaid } from '../../../views/desk/day-list.tsx'
import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { AppointmentStatus } from '../../database/tables.ts'
import { ageOn } from '../../patients/birth.ts'
import type { PatientLine } from '../../patients/lines.ts'
import { namesFor } from '../../patients/names.ts'
import type { Texts } from '../../web/texts.ts'
import { statusNow } from '../desk/desk-words.ts'
import { stepsFor } from '../visit/steps.ts'
import type { DayBookLine } from './day-book.ts'
import type { DayItem, WaitingItem } from './day-items.ts'
import { countKeys } from './desk-asked.ts'
import { namesakesAmong } from './namesakes.ts'

interface Around {
  actor: Actor
  day: Temporal.PlainDate
  now: Temporal.Instant
  /** The visits of the day, shown or not: whoever is easily taken for somebody else of them bears a mark. */
  all: DayItem[]
}

/** The visits of a list in words. */
export function dayLines(t: Texts, shown: DayItem[], { actor, day, now, all }: Around): DayLine[] {
  const around = {
    actor,
    day,
    now,
    severalBranches: new Set(shown.map((line) => line.location.id)).size > 1,
    opensCancelled: scopeOf(actor, 'patient-see') === 'all',
    namesakes: namesakesAmong(all.map((line) => line.patient)),
  }
  return shown.map((item) => ('entry' in item ? walkInLine(t, item, around) : visitLine(t, item, around)))
}

interface OfLine {
  actor: Actor
  day: Temporal.PlainDate
  severalBranches: boolean
  now: Temporal.Instant
  /** Clinical roles lose sight of a patient whose visit is cancelled. */
  opensCancelled: boolean
  namesakes: ReadonlySet<Id<'patient'>>
}

/** A visit of the day in words, with what its reader may do with it now. */
function visitLine(t: Texts, line: DayBookLine, around: OfLine): DayLine {
  const steps = stepsFor(around.actor, line, around.now)
  return {
    said: saidOf(t, line),
    href: line.status === 'cancelled' && !around.opensCancelled ? null : `/appointments/${line.id}`,
    similar: around.namesakes.has(line.patient.id),
    branch: around.severalBranches ? t.local(line.location.name) : null,
    ...statusNow(line, around.now),
    steps: steps.length > 0 ? steps : null,
    queue: null,
  }
}

const sayings = new WeakMap<DayBookLine, Map<Texts, LineSaid>>()

/** What a visit says whoever reads it and whenever: put into words once for each language, as long as the visit stays as it is. */
function saidOf(t: Texts, line: DayBookLine): LineSaid {
  const known = sayings.get(line) ?? new Map<Texts, LineSaid>()
  const said = known.get(t) ?? {
    id: line.id,
    version: line.version,
    ...clockAt(line.clinicDay, line.wall),
    patient: patientInLine(t, line.patient, line.clinicDay),
    doctor: t('staff.doctor', { name: t.local(line.doctorName) }),
    visit: t.local(line.visit),
    walkIn: null,
  }
  sayings.set(line, known.set(t, said))
  return said
}

/** Somebody in the queue; the number is what they hold in their hand. */
function walkInLine(t: Texts, { entry, wall, patient }: WaitingItem, { now, day, namesakes, opensCancelled }: OfLine): DayLine {
  const { id, version, steps, asksDoctor, arrivedAt } = entry
  return {
    said: {
      id,
      version,
      ...clockAt(day, wall),
      patient: patientInLine(t, patient, day),
      doctor: entry.doctor ? t('staff.doctor', { name: t.local(entry.doctor.name) }) : t.local(entry.department.name),
      visit: t.local(entry.visit),
      walkIn: entry.number,
    },
    href: opensCancelled ? `/patients/${patient.id}` : null,
    similar: namesakes.has(patient.id),
    branch: null,
    ...statusNow({ status: 'arrived', startsAt: arrivedAt, arrivedAt }, now),
    steps: null,
    queue: { steps, asksDoctor },
  }
}

export const patientInLine = (t: Texts, patient: PatientLine, day: Temporal.PlainDate): LineSaid['patient'] => ({
  names: namesFor(patient.names, t.language),
  sex: patient.sex,
  age: ageOn(patient.birth, day),
  recordNumber: patient.recordNumber,
  childOf: patient.childOf && t.local(patient.childOf),
})

/** Minutes after midnight as a clock shows them, with the date where that is not the clinic day's. */
export function clockAt(clinicDay: Temporal.PlainDate, wall: number): Pick<LineSaid, 'time' | 'otherDate'> {
  const days = Math.floor(wall / 1440)
  return {
    time: { hour: Math.floor(wall / 60) - days * 24, minute: wall % 60 },
    otherDate: days === 0 ? null : clinicDay.add({ days }),
  }
}

/** Whose visit it is, for the note about what was done with it. */
export function nameOfVisit(t: Texts, lines: DayItem[], visit: Id<'appointment'>): string | undefined {
  const line = lines.find((one) => 'id' in one && one.id === visit)
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
export function countsOf(lines: DayItem[], chosen: CountKey | null = null): { key: CountKey; n: number }[] {
  return countKeys
    .map((key) => ({ key, n: lines.filter(hasStatus(key)).length }))
    .filter(({ key, n }) => n > 0 || key === 'booked' || key === chosen)
}

export const hasStatus =
  (key: CountKey) =>
  (line: DayItem): boolean =>
    line.status === statuses[key]

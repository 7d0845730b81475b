import type { StepProps } from '../../../views/booking/step.tsx'
import type { FreeTime } from '../../../views/booking/time-choices.tsx'
import type { Location } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import { type Person, peopleOfActor } from '../../patients/people.ts'
import { refusalOf } from '../../patients/registrations/refusal.ts'
import { doctorsOf } from '../../staff/queries.ts'
import type { WebContext } from '../../web/context.ts'
import type { FieldError } from '../../web/form.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { shiftAt } from '../day-book/day-shifts.ts'
import type { Slot } from '../free/free.ts'
import { type Choice, choiceOf } from './booking-choice.ts'
import { answersBefore, type BookingStep, backAt, progress } from './booking-steps.ts'
import { bookingAddress, fieldsOf, timeText, type Wanted, wantedIn } from './wanted.ts'

/** One request on the way to an appointment: what was chosen, by whom, and where the next answer goes. */
export interface Flow {
  c: WebContext
  choice: Choice
  /** `/book`, or `/patients/…/book` once it is known for whom. */
  path: string
  /** For whom the reader may book; empty when nobody is signed in. */
  people: Person[]
  /** Whose own visits are left out of the free times. */
  patient: Id<'patient'> | undefined
  unreadable: boolean
  locations: Location[]
  severalBranches: boolean
  hijri: boolean
  now: Temporal.Instant
}

/** Reads the answers in `given`. For a patient of the address, the person must be one they may book for. */
export async function flowOf(c: WebContext, given: Record<string, string>, patient: Id<'patient'> | undefined): Promise<Flow> {
  const { db, actor } = c.var
  const { wanted, unreadable } = wantedIn(given)
  const [doctors, people, { settings, locations }] = await Promise.all([
    doctorsOf(db, { withHours: true }),
    peopleFor(c, patient),
    clinicNow(db),
  ])
  if (actor && people.length === 0) throw new Refusal(403, (await refusalOf(db, actor.user)) ? 'book.refused' : 'book.nobodyYet')
  const choice = choiceOf(wanted, doctors)
  const [only, ...others] = people
  return {
    c,
    choice,
    path: patient ? `/patients/${patient}/book` : '/book',
    people,
    patient: patient ?? (others.length === 0 ? only?.id : undefined),
    unreadable: unreadable || choice.unknown,
    locations,
    severalBranches: locations.length > 1,
    hijri: settings.hijri_dates,
    now: Temporal.Now.instant(),
  }
}

async function peopleFor(c: WebContext, patient: Id<'patient'> | undefined): Promise<Person[]> {
  const { db, actor } = c.var
  if (!actor) return []
  const people = await peopleOfActor(db, actor)
  const person = people.find(({ id }) => id === patient)
  if (patient && !person) return notFound()
  if (person && !person.mayBook) throw new Refusal(403, 'book.mayNot')
  return people.filter(({ mayBook }) => mayBook)
}

/** What a step has around its question. */
export function stepProps({ c, choice, path, people, unreadable }: Flow, step: BookingStep, missing: string[]): StepProps {
  const { frame, t } = c.var
  const { wanted } = choice
  return {
    frame: { ...frame, path: bookingAddress(path, wanted) },
    steps: progress(step, wanted.via, path === '/book' ? people.length > 1 : wanted.whom === 'asked'),
    back: backOf(path, step, wanted),
    action: path,
    hidden: fieldsOf(answersBefore(step, wanted)),
    errors: missing.map((field): FieldError => ({ field, message: t(messages[field] ?? 'error.field') })),
    unreadable,
  }
}

const messages: Record<string, TextKey> = {
  visit: 'book.choose.visit',
  department: 'book.choose.department',
  doctor: 'book.choose.doctor',
  day: 'book.choose.day',
  time: 'book.choose.time',
  for: 'book.choose.for',
}

/** The step before this one that the person has seen; from the first, where they came from. */
function backOf(path: string, step: BookingStep, wanted: Wanted): string {
  const to = (earlier: Wanted['at']) => bookingAddress(path, backAt(earlier, wanted))
  if (step === 'visit') return wanted.via === 'doctor' && wanted.doctor ? `/doctors/${wanted.doctor}` : '/'
  if (step === 'doctor') return to('visit')
  if (step === 'day') return to(wanted.via === 'doctor' ? 'visit' : 'doctor')
  if (step === 'time') return to('day')
  return wanted.via === 'time' && wanted.doctor ? `/doctors/${wanted.doctor}` : to('time')
}

/** Times to choose from. With any doctor a time stands for whoever is free then, so each is listed once a branch. */
export function timesOf({ locations, severalBranches }: Pick<Flow, 'locations' | 'severalBranches'>, slots: Slot[]): FreeTime[] {
  const places = new Map(locations.map(({ id, name }, place) => [id, { name, place }]))
  const once = [...new Map(slots.map((slot) => [timeText(slot), slot])).entries()]
  return once
    .toSorted(
      ([, a], [, b]) =>
        Temporal.PlainDate.compare(a.clinicDay, b.clinicDay) ||
        (places.get(a.location)?.place ?? 0) - (places.get(b.location)?.place ?? 0) ||
        Temporal.Instant.compare(a.starts, b.starts),
    )
    .map(([value, { starts: at, zone, clinicDay, location }]) => {
      const starts = at.toZonedDateTimeISO(zone)
      const branch = severalBranches ? (places.get(location)?.name ?? null) : null
      return { value, starts, clinicDay, shift: shiftAt(starts, clinicDay), branch }
    })
}

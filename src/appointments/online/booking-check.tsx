import { CheckContent, CheckPage, type CheckPageProps } from '../../../views/booking/check-page.tsx'
import { personName } from '../../../views/booking/person-words.ts'
import { keptFor } from '../../accounts/kept.ts'
import { signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import type { Clinic } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import type { FieldError } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { freeTimes, type Slot } from '../free/free.ts'
import { isPast, lastMoment } from '../visit/patient-limit.ts'
import { questionOf } from './booking-choice.ts'
import { type Flow, stepProps, timesOf } from './booking-flow.ts'
import { doctorChild, timePage } from './booking-pages.tsx'
import { backAt } from './booking-steps.ts'
import { type PatientAppointment, visitsHeld } from './patient-appointments.ts'
import { bookingAddress, fieldsOf, timeText, type Wanted } from './wanted.ts'

/** Why the time cannot be had, and free times in its place. */
interface Problem {
  text: TextKey
  others: Slot[]
}

interface Shown {
  receipt?: string
  reason?: string
  errors?: FieldError[]
  problem?: Problem | null
  status?: 200 | 409 | 422
}

/** Opened by a link: a time that has gone meanwhile is said at once. */
export async function checkPage(flow: Flow, patient: Id<'patient'>) {
  const kept = keptFor(flow.c, `/patients/${patient}/appointments`)
  const reason = kept?.reason ?? ''
  const { here, others } = await around(flow)
  return checkAnswer(flow, patient, here, { reason, problem: here.length > 0 ? null : { text: 'book.problem.gone', others } })
}

/** After a form was refused. Without `problem` the time is as free as it was. */
export async function checkAgain(flow: Flow, patient: Id<'patient'>, shown: Shown) {
  const { here } = shown.problem ? { here: [] } : await around(flow)
  return checkAnswer(flow, patient, here, shown)
}

async function checkAnswer(
  flow: Flow,
  patient: Id<'patient'>,
  here: Slot[],
  { receipt, reason = '', errors = [], problem = null, status = 200 }: Shown,
) {
  const { c, choice, path, people, hijri, severalBranches, locations, now } = flow
  const { wanted, visit, department } = choice
  const person = people.find(({ id }) => id === patient) ?? notFound()
  if (!visit || !department) return timePage(flow, false)
  const { t, frame, db } = c.var
  const held = await visitsHeld(db, patient)
  const already = held.find((one) => isThis(one, wanted)) ?? null
  const sameDay = already ? null : (held.find((one) => isOnTheDayOf(one, here)) ?? null)
  const named = already ?? sameDay
  const saw = named
    ? ({ action: 'appointment.see', subject: { type: 'appointment', id: named.id } } as const)
    : ({ action: 'patient.see' } as const)
  await audit(db, signedInActor(c), { ...saw, patient })
  const { settings } = await clinicNow(db)
  const [slot] = here
  const props = {
    ...stepProps(flow, 'check', []),
    frame: { ...frame, path: bookingAddress(path, wanted) },
    person: personName(t, person.names),
    visit: visit.name,
    department: department.name,
    doctor: doctorChild(flow),
    when: slot ? { starts: slot.starts.toZonedDateTimeISO(slot.zone), clinicDay: slot.clinicDay } : null,
    changing: slot ? changingOf(slot, settings, now) : null,
    where: locations.find(({ id }) => id === slot?.location) ?? null,
    severalBranches,
    price: priceOf(flow, here),
    hijri,
    change: {
      visit: bookingAddress(path, backAt('visit', wanted)),
      doctor: bookingAddress(path, backAt('doctor', wanted)),
      day: bookingAddress(path, backAt('day', wanted)),
      person: people.length > 1 ? bookingAddress('/patients', wanted) : undefined,
    },
    action: `/patients/${patient}/appointments`,
    hidden: problem
      ? {
          ...fieldsOf({ ...wanted, from: undefined, at: undefined, day: undefined, time: undefined }),
          ...(wanted.time ? { was: timeText(wanted.time) } : {}),
        }
      : fieldsOf({ ...wanted, from: undefined, at: undefined }),
    receipt: receipt ?? newReceipt(),
    reason,
    errors: already ? [] : errors,
    already,
    sameDay,
    problem: problem && { text: problem.text, others: timesOf(flow, problem.others) },
  }
  return isFragment(c) ? fragment(c, <CheckContent {...props} />, status) : page(c, <CheckPage {...props} />, status)
}

/** Booked already at that very time: whoever goes back in the browser meets their own visit in the way. */
const isThis = ({ starts, doctor }: PatientAppointment, { time, doctor: asked }: Wanted): boolean =>
  time !== undefined && starts.toInstant().equals(time.starts) && (asked === 'any' || asked === 'woman' || asked === doctor.id)

/** Another visit with the one doctor whom it would be, on the same clinic day. */
const isOnTheDayOf = ({ clinicDay, doctor }: PatientAppointment, here: Slot[]): boolean =>
  here.length > 0 && here.every((slot) => slot.doctor === doctor.id && slot.clinicDay.equals(clinicDay))

function changingOf({ starts, zone }: Slot, settings: Clinic['settings'], now: Temporal.Instant): CheckPageProps['changing'] {
  const until = lastMoment(starts, settings)
  return { until: until.toZonedDateTimeISO(zone), over: isPast(until, now) }
}

/** With any doctor the price may depend on who it will be. */
function priceOf({ c }: Flow, slots: Slot[]): string | null {
  const [first] = slots
  if (!first) return null
  const { t } = c.var
  const prices = slots.map(({ priceMinor }) => priceMinor)
  const [low, high] = [Math.min(...prices), Math.max(...prices)]
  const price = (minor: number) => t.money(minor, first.currency)
  return low === high ? price(low) : t('book.priceRange', { low: price(low), high: price(high) })
}

const daysAround = 7
const otherTimes = 12

/** Who is free at the chosen time, and the free times nearest to it. */
async function around(flow: Flow): Promise<{ here: Slot[]; others: Slot[] }> {
  const { c, choice, patient, locations } = flow
  const { time } = choice.wanted
  const question = questionOf(choice, patient)
  if (!question || !time) return { here: [], others: [] }
  const zone = locations.find(({ id }) => id === time.location)?.zone ?? 'UTC'
  const day = time.starts.toZonedDateTimeISO(zone).toPlainDate()
  const slots = await freeTimes(c.var.db, { ...question, from: day.subtract({ days: 1 }), until: day.add({ days: daysAround }) })
  const distance = ({ starts }: Slot) => Math.abs(starts.epochMilliseconds - time.starts.epochMilliseconds)
  return {
    here: slots.filter((slot) => slot.starts.equals(time.starts) && slot.location === time.location),
    others: slots
      .toSorted((a, b) => distance(a) - distance(b))
      .slice(0, otherTimes)
      .toSorted((a, b) => Temporal.Instant.compare(a.starts, b.starts)),
  }
}

/** The free times nearest to the chosen one. */
export const othersAround = async (flow: Flow): Promise<Slot[]> => (await around(flow)).others

import type { Child } from 'hono/jsx'
import { DayPart, DayStep } from '../../../views/booking/day-step.tsx'
import { DoctorStep } from '../../../views/booking/doctor-step.tsx'
import { TimePart, TimeStep } from '../../../views/booking/time-step.tsx'
import { VisitStep } from '../../../views/booking/visit-step.tsx'
import { doctorName } from '../../../views/doctors/doctor-words.ts'
import { PersonName } from '../../../views/ui/inline.tsx'
import { onlyWomen } from '../../staff/departments.ts'
import type { Doctor } from '../../staff/queries.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import type { Slot } from '../free/free.ts'
import { type FreeDay, freeDays } from '../free/free-days.ts'
import { freeOn } from '../free/free-on.ts'
import { nextFreeWithin } from '../free/next-free.ts'
import { branchesFor, doctorsFor, questionOf } from './booking-choice.ts'
import { type Flow, stepProps, timesOf } from './booking-flow.ts'
import { backAt } from './booking-steps.ts'
import { bookingAddress, timeText, type Wanted } from './wanted.ts'

/** The pages of the steps; `asked` when the form came without an answer, which is said with 422. */
export const stepPages = { visit: visitPage, doctor: doctorPage, day: dayPage, time: timePage }

const statusOf = (missing: string[]) => (missing.length > 0 ? 422 : 200)

function visitPage(flow: Flow, asked: boolean) {
  const { c, choice } = flow
  const { visits, visit, departments, department, wanted } = choice
  const askDepartment = wanted.via === undefined || departments.length > 1
  const missing = asked ? [...(visit ? [] : ['visit']), ...(department || !askDepartment ? [] : ['department'])] : []
  return page(
    c,
    <VisitStep
      {...stepProps(flow, 'visit', missing)}
      visits={visits}
      visit={visit?.code}
      departments={askDepartment ? departments.map(({ id, name, doctors }) => ({ id, name, ...countOf(doctors) })) : []}
      department={department?.id}
    />,
    statusOf(missing),
  )
}

const countOf = (doctors: Doctor[]) => ({ doctors: doctors.length, onlyWomen: onlyWomen(doctors) })

async function doctorPage(flow: Flow, asked: boolean) {
  const { c, choice, now } = flow
  const { visit, department, wanted } = choice
  if (!visit || !department) return visitPage(flow, false)
  const doctors = doctorsFor(choice)
  const { doctors: times } = await nextFreeWithin(c.var.db, { visitType: visit.type, doctors: { department: department.id } }, horizon)
  const missing = asked ? ['doctor'] : []
  const women = doctors.filter(({ sex }) => sex === 'female')
  const nextOf = (some: typeof doctors) => earliest(some.flatMap(({ id }) => times.get(id) ?? []))
  return page(
    c,
    <DoctorStep
      {...stepProps(flow, 'doctor', missing)}
      visit={visit.name}
      department={department.name}
      doctors={doctors.map((doctor) => ({ doctor, next: times.get(doctor.id) }))}
      chosen={wanted.doctor}
      next={nextOf(doctors)}
      woman={women.length > 0 && women.length < doctors.length ? { next: nextOf(women) } : undefined}
      now={now}
    />,
    statusOf(missing),
  )
}

/** As far ahead as any clinic lets its patients book. */
const horizon = 400

const earliest = (slots: Slot[]): Slot | undefined => slots.toSorted((a, b) => Temporal.Instant.compare(a.starts, b.starts))[0]

const daysShown = 7

async function dayPage(flow: Flow, asked: boolean) {
  const { c, choice, path, patient, hijri, now } = flow
  const { wanted } = choice
  const question = questionOf(choice, patient)
  if (!question) return doctorPage(flow, false)
  const all = await freeDays(c.var.db, question)
  const first = firstOf(all, wanted)
  const missing = asked ? ['day'] : []
  const before = all[Math.max(0, first - daysShown)]
  const after = all[first + daysShown]
  const here = (change: Partial<Wanted>) => bookingAddress(path, { ...wanted, day: undefined, time: undefined, at: 'day', ...change })
  const branches = branchesFor(choice)
  const { t } = c.var
  const props = {
    ...stepProps(flow, 'day', missing),
    about: [t.local(choice.visit?.name ?? { en: '', ar: '' }), doctorText(flow)].join(t('ui.commaSpace')),
    days: all.slice(first, first + daysShown),
    day: wanted.day,
    earlier: first > 0 && before ? here({ from: before.day }) : undefined,
    more: after ? here({ from: after.day }) : undefined,
    branches: branchLinks(flow, here({ from: undefined, branch: undefined }), (branch) => here({ from: undefined, branch })),
    branchNames: new Map(branches.length > 1 ? branches.map(({ id, name }) => [id as string, t.local(name)]) : []),
    tryAny: choice.doctor ? here({ doctor: 'any', via: undefined, from: undefined }) : undefined,
    hijri,
    today: now.toZonedDateTimeISO(zoneOf(flow)).toPlainDate(),
  }
  return isFragment(c) ? fragment(c, <DayPart {...props} />, statusOf(missing)) : page(c, <DayStep {...props} />, statusOf(missing))
}

/** Where the days to choose from begin: as asked, or so that the one chosen before is among them. */
function firstOf(days: FreeDay[], { from, day }: Wanted): number {
  const place = days.findIndex((one) => (from ? Temporal.PlainDate.compare(one.day, from) >= 0 : day !== undefined && one.day.equals(day)))
  if (from) return place < 0 ? days.length : place
  return place < 0 ? 0 : place - (place % daysShown)
}

export async function timePage(flow: Flow, asked: boolean) {
  const { c, choice, path, patient, hijri } = flow
  const { wanted } = choice
  const question = questionOf(choice, patient)
  const day = wanted.day ?? dayOfTime(flow)
  if (!question || !day) return dayPage(flow, false)
  const { times, before, after } = await freeOn(c.var.db, question, day)
  const missing = asked && times.length > 0 ? ['time'] : []
  const at = (step: Wanted['at'], change: Partial<Wanted> = {}) => bookingAddress(path, { ...backAt(step, wanted), ...change })
  const link = (other: Temporal.PlainDate | null) => (other ? { day: other, href: at('time', { day: other, time: undefined }) } : undefined)
  const props = {
    ...stepProps(flow, 'time', missing),
    doctor: doctorChild(flow),
    changeDoctor: at('doctor'),
    day,
    changeDay: at('day'),
    hijri,
    times: timesOf(flow, times),
    time: wanted.time && timeText(wanted.time),
    before: link(before),
    after: link(after),
    branches: branchLinks(flow, at('time', { branch: undefined }), (branch) => at('time', { branch })),
  }
  return isFragment(c) ? fragment(c, <TimePart {...props} />, statusOf(missing)) : page(c, <TimeStep {...props} />, statusOf(missing))
}

/** Somebody by name, or in words. */
function doctorText({ c, choice }: Pick<Flow, 'c' | 'choice'>): string {
  const { t } = c.var
  if (choice.doctor) return doctorName(t, choice.doctor)
  return t(choice.wanted.doctor === 'woman' ? 'book.woman' : 'book.any')
}

export const doctorChild = (flow: Pick<Flow, 'c' | 'choice'>): Child =>
  flow.choice.doctor ? <PersonName name={doctorText(flow)} /> : doctorText(flow)

const branchLinks = ({ c, choice }: Flow, all: string, only: (branch: Wanted['branch']) => string) => ({
  t: c.var.t,
  branches: branchesFor(choice).map(({ id, name }) => ({ id, name, href: only(id) })),
  all,
  branch: choice.wanted.branch,
})

/** Of the chosen doctor's or department's first branch. */
function zoneOf({ choice }: Pick<Flow, 'choice'>): string {
  const [role] = (choice.doctor ? [choice.doctor] : doctorsFor(choice)).flatMap(({ roles }) => roles)
  return role?.location.zone ?? 'UTC'
}

/** The date of a chosen time, where the address leaves its day out. */
const dayOfTime = (flow: Flow): Temporal.PlainDate | undefined =>
  flow.choice.wanted.time?.starts.toZonedDateTimeISO(zoneOf(flow)).toPlainDate()

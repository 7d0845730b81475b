import { Hono } from 'hono'
import type { ShownDepartment } from '../../views/clinic/department-card.tsx'
import { DepartmentPage } from '../../views/clinic/department-page.tsx'
import { DepartmentsPage } from '../../views/clinic/departments-page.tsx'
import { HomePage } from '../../views/clinic/home-page.tsx'
import { HoursPage } from '../../views/clinic/hours-page.tsx'
import { type NextFree, nextFreeWithin } from '../appointments/free/next-free.ts'
import { nextVisitOf } from '../appointments/online/next-visit.ts'
import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { idOf } from '../database/ids.ts'
import { namesFor } from '../patients/names.ts'
import { refusalOf } from '../patients/registrations/refusal.ts'
import { type DoctorsDepartment, departmentsIn, onlyWomen } from '../staff/departments.ts'
import { type Doctor, doctorsOf } from '../staff/queries.ts'
import type { Env, WebContext } from '../web/context.ts'
import { page } from '../web/page.ts'
import { notFound } from '../web/refusal.ts'
import { departmentsOf, locationToday } from './queries.ts'
import { clinicNow } from './remembered.ts'
import { weekAt } from './week.ts'

/** The patients' site: what anybody may know of the clinic. */
export const clinicRoutes = new Hono<Env>()

/** Free times of a first visit are looked for so many days ahead. */
const soon = 14

clinicRoutes.get('/', async (c) => {
  const { db, frame, actor } = c.var
  const now = Temporal.Now.instant()
  const [doctors, free, visit] = await Promise.all([
    doctorsOf(db, { withHours: true }),
    nextFreeWithin(db, { visitType: 'first' }, soon),
    actor ? nextVisit(c, actor) : null,
  ])
  const soonest = soonestOf(doctors, free, now)
  const departments = departmentsIn(doctors).map((department) => shown(department, null, free))
  const refusal = actor && visit === 'none' ? await refusalOf(db, actor.user) : null
  const registered = actor !== null && c.req.query('done') === 'registered'
  return page(c, <HomePage frame={frame} {...soonest} {...{ departments, visit, refusal, registered, now }} />)
})

clinicRoutes.get('/departments', async (c) => {
  const { db, frame } = c.var
  const [departments, doctors, free] = await Promise.all([
    departmentsOf(db),
    doctorsOf(db, { withHours: true }),
    nextFreeWithin(db, { visitType: 'first' }, soon),
  ])
  const staffed = departmentsIn(doctors)
  const all = departments.map(({ id, name, about }) =>
    shown(staffed.find((one) => one.id === id) ?? { id, name, doctors: [] }, about, free),
  )
  return page(c, <DepartmentsPage frame={frame} departments={all} now={Temporal.Now.instant()} />)
})

clinicRoutes.get('/departments/:department', async (c) => {
  const { db, frame } = c.var
  const id = idOf<'department'>(c.req.param('department')) ?? notFound()
  const departments = await departmentsOf(db)
  const department = departments.find((one) => one.id === id) ?? notFound()
  const [doctors, free] = await Promise.all([
    doctorsOf(db, { department: id, withHours: true }),
    nextFreeWithin(db, { visitType: 'first', doctors: { department: id } }, soon),
  ])
  const card = shown({ id, name: department.name, doctors }, department.about, free)
  return page(c, <DepartmentPage frame={frame} department={card} doctors={doctors} next={free.doctors} now={Temporal.Now.instant()} />)
})

clinicRoutes.get('/hours', async (c) => {
  const clinic = await clinicNow(c.var.db)
  const now = Temporal.Now.instant()
  const branches = clinic.locations.map((location) => {
    const { day, open } = locationToday(clinic, location, now)
    return { location, open, week: weekAt(c.var.t, clinic, location, day) }
  })
  return page(c, <HoursPage frame={c.var.frame} branches={branches} />)
})

/** The next appointment of everybody for whom this person acts. */
async function nextVisit(c: WebContext, actor: Actor) {
  const visit = await nextVisitOf(c.var.db, actor)
  if (!visit) return 'none'
  await audit(c.var.db, actor, { action: 'appointment.see', subject: { type: 'appointment', id: visit.id }, patient: visit.patient })
  const [name] = namesFor(visit.names, c.var.language)
  return {
    ...visit,
    href: `/patients/${visit.patient}/appointments/${visit.id}`,
    branch: c.var.frame.clinic.locations.length > 1 ? visit.branch : null,
    patient: visit.oneOfSeveral ? (name?.text ?? null) : null,
  }
}

/** On a home page's first screens; the page of doctors shows all. */
const most = 6

/** Who can see somebody today, soonest first; on a day without, who can soonest. */
function soonestOf(doctors: Doctor[], { doctors: times }: NextFree, now: Temporal.Instant) {
  const all = doctors
    .flatMap((doctor) => {
      const next = times.get(doctor.id)
      return next ? [{ doctor, next }] : []
    })
    .toSorted((a, b) => Temporal.Instant.compare(a.next.starts, b.next.starts))
  const today = all.filter(({ next }) => next.clinicDay.equals(now.toZonedDateTimeISO(next.zone).toPlainDate()))
  return { freeToday: today.length > 0, doctors: (today.length > 0 ? today : all.slice(0, 3)).slice(0, most) }
}

const shown = ({ id, name, doctors }: DoctorsDepartment, about: ShownDepartment['about'], free: NextFree): ShownDepartment => ({
  id,
  name,
  about,
  doctors: doctors.length,
  onlyWomen: onlyWomen(doctors),
  next: free.departments.get(id),
})

import { Hono } from 'hono'
import { DoctorPage } from '../../views/doctors/doctor-page.tsx'
import { DoctorsPage } from '../../views/doctors/doctors-page.tsx'
import { freeTimes, type Slot } from '../appointments/free/free.ts'
import { nextFreeWithin } from '../appointments/free/next-free.ts'
import { bookingAddress } from '../appointments/online/wanted.ts'
import { type Id, idOf } from '../database/ids.ts'
import type { Sex } from '../database/tables.ts'
import type { Env } from '../web/context.ts'
import { page } from '../web/page.ts'
import { notFound } from '../web/refusal.ts'
import { departmentsIn, firstVisitOf, onlyWomen } from './departments.ts'
import { weekFrom, workingHoursOf } from './hours.ts'
import { type Doctor, doctorOf, doctorsOf } from './queries.ts'

/** The patients' site: who works here. */
export const doctorRoutes = new Hono<Env>()

/** Free times of a first visit are looked for so many days ahead. */
const soon = 14

doctorRoutes.get('/doctors', async (c) => {
  const { db, frame } = c.var
  const [doctors, free] = await Promise.all([doctorsOf(db, { withHours: true }), nextFreeWithin(db, { visitType: 'first' }, soon)])
  const departments = departmentsIn(doctors)
  const { department = '', sex = '' } = c.req.query()
  const known = departments.find(({ id }) => id === department)
  const found = (known?.doctors ?? doctors).filter((doctor) => !isSex(sex) || doctor.sex === sex)
  return page(
    c,
    <DoctorsPage
      frame={frame}
      doctors={found}
      onlyWomen={onlyWomen(found)}
      departments={departments}
      filter={{ department: known?.id ?? '', sex: isSex(sex) ? sex : '' }}
      next={free.doctors}
      now={Temporal.Now.instant()}
      problem={(department !== '' && !known) || (sex !== '' && !isSex(sex))}
    />,
  )
})

doctorRoutes.get('/doctors/:doctor', async (c) => {
  const { db, frame, t } = c.var
  const id = idOf<'staff'>(c.req.param('doctor')) ?? notFound()
  const [doctor, free] = await Promise.all([doctorOf(db, id), freeTimes(db, { visitType: 'first', doctor: id, limit: shownTimes })])
  if (!doctor) return notFound()
  const hours = await workingHoursOf(
    db,
    doctor.roles.map((role) => role.id),
  )
  return page(
    c,
    <DoctorPage
      frame={frame}
      doctor={doctor}
      prices={pricesOf(doctor).map(({ role, priceMinor }) => ({
        department: role.department.name,
        price: t.money(priceMinor, role.location.currency),
      }))}
      times={free.map((slot) => ({ slot, href: addressOf(doctor, slot) }))}
      weeks={doctor.roles.map(({ id: role, department, location }) => ({
        department: department.name,
        branch: location.name,
        week: weekFrom(hours.get(role) ?? [], Temporal.Now.plainDateISO(location.zone), location.zone),
      }))}
      now={Temporal.Now.instant()}
    />,
  )
})

const shownTimes = 6

const isSex = (text: string): text is Sex => text === 'female' || text === 'male'

/** Of roles in one department at one price, one is enough. */
function pricesOf(doctor: Doctor) {
  const prices = doctor.roles.flatMap((role) => {
    const visit = firstVisitOf(role)
    return visit ? [{ role, priceMinor: visit.priceMinor }] : []
  })
  const kinds = new Map(prices.map((price) => [`${price.role.department.id} ${price.priceMinor} ${price.role.location.currency}`, price]))
  return [...kinds.values()]
}

/** A free time leads straight to the check page. */
function addressOf(doctor: Doctor, slot: Slot): string {
  const visit = codeOf(doctor, slot.visitType)
  const { department, location, clinicDay: day, starts } = slot
  return bookingAddress('/book', { visit, department, doctor: doctor.id, day, time: { starts, location }, via: 'time' })
}

const codeOf = (doctor: Doctor, type: Id<'visit-type'>): string | undefined =>
  doctor.roles.flatMap(({ visits }) => visits).find((visit) => visit.type === type)?.code

import { Hono } from 'hono'
import { ReturnPage } from '../../../views/absence/return-page.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import type { Env } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { askedFor, zoneOf } from './asked.ts'
import { comeBack } from './come-back.ts'
import { dayClosed } from './day-closed.ts'
import { absenceOf, absencesOn } from './queries.ts'
import { absenceLine } from './words.ts'

/** The staff site: a doctor who was to be absent is here after all. */
export const returnRoutes = new Hono<Env>()

const address = '/doctors/:doctor/return'

returnRoutes.get(address, able('arrivals'), async (c) => {
  const { db, frame, t } = c.var
  const { doctor, day } = await askedFor(c, c.req.query('day'))
  const { openable } = await dayClosed(db, { doctor: doctor.id, day, zone: await zoneOf(c) })
  const [list, ...earlier] = await absencesOn(db, doctor.id, day)
  const back = list ? `/absences/${list.id}` : `/doctors/${doctor.id}/absence?day=${day}`
  // Somebody else was quicker, or there is nothing to open.
  if (openable.length === 0) return c.redirect(back, 303)
  const { today } = await clinicToday(c)
  const changed = []
  for (const { id } of list ? [list, ...earlier] : []) {
    const absence = await absenceOf(db, id)
    const lines = absence?.visits.map((visit) => ({ patient: visit.patient.id, line: absenceLine(t, visit, absence, today) })) ?? []
    changed.push(...lines.filter(({ line }) => line.list === 'changed'))
  }
  const patients = [...new Set(changed.map(({ patient }) => patient))]
  await audit(db, signedInActor(c), { action: 'absence.see', subject: { type: 'staff', id: doctor.id }, patients })
  return page(
    c,
    <ReturnPage
      frame={frame}
      doctor={{ id: doctor.id, name: t('staff.doctor', { name: t.local(doctor.name) }) }}
      day={day}
      back={back}
      changed={changed.map(({ line }) => line)}
    />,
  )
})

returnRoutes.post(address, able('arrivals'), async (c) => {
  const { db } = c.var
  const asked = typedIn(c.var.posted).day
  const { doctor, day } = await askedFor(c, asked)
  // A page that was left open overnight opens nothing of today.
  if (asked !== day.toString()) return c.redirect('/absences', 303)
  await comeBack(db, signedInActor(c), day, await dayClosed(db, { doctor: doctor.id, day, zone: await zoneOf(c) }))
  const [list] = await absencesOn(db, doctor.id, day)
  return c.redirect(list ? `/absences/${list.id}` : `/doctors/${doctor.id}/absence?day=${day}`, 303)
})

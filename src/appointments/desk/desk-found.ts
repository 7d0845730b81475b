import type { Actor } from '../../audit/actor.ts'
import { locationToday } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { idOf } from '../../database/ids.ts'
import { cardsOf } from '../../patients/cards.ts'
import { staffPatientOf } from '../../patients/queries.ts'
import type { WebContext } from '../../web/context.ts'
import { notFound } from '../../web/refusal.ts'
import { appointmentAtDesk } from './desk-appointment.ts'

/** The appointment of the address with its patient, as far as this person may see both; 404 otherwise. */
export async function appointmentWithPatient(c: WebContext, actor: Actor) {
  const id = idOf<'appointment'>(c.req.param('appointment'))
  const appointment = id && (await appointmentAtDesk(c.var.db, actor, id))
  const patient = appointment && (await staffPatientOf(c.var.db, actor, appointment.patient_id))
  return appointment && patient ? { appointment, patient } : notFound()
}

/**
 * The same for the pages that change a visit: with what the header shows of the patient, and no more. Whoever may change the visit has
 * it in their own calendar, so the patient is in their scope.
 */
export async function appointmentWithCard(c: WebContext, actor: Actor) {
  const id = idOf<'appointment'>(c.req.param('appointment'))
  const appointment = id && (await appointmentAtDesk(c.var.db, actor, id))
  const patient = appointment && (await cardsOf(c.var.db, [appointment.patient_id])).get(appointment.patient_id)
  return appointment && patient ? { appointment, patient } : notFound()
}

/** The clinic day that it is now at the first branch. */
export async function clinicToday(c: WebContext) {
  const clinic = await clinicNow(c.get('db'))
  const now = Temporal.Now.instant()
  const [main] = clinic.locations
  const today = main ? locationToday(clinic, main, now).day : now.toZonedDateTimeISO('UTC').toPlainDate()
  return { now, today, hijri: clinic.settings.hijri_dates }
}

import { sql } from 'kysely'
import { settingsOf } from '../../clinic/queries.ts'
import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import type { AppointmentFacts, AppointmentPurpose, Notice } from '../../notices/notice.ts'
import { send, withdrawNotices } from '../../notices/send.ts'
import { namesFor, namesOf } from '../../patients/names.ts'
import { cancelledBy } from './cancelled-by.ts'

interface Before extends Pick<Row<'appointments'>, 'starts_at' | 'doctor_id' | 'price_minor' | 'currency'> {
  /** It was moved because the doctor does not come. */
  doctorAway: boolean
}

/**
 * Tells the patient about an appointment, at every contact point where reminders are wanted, in the patient's language.
 * News that has not left yet is overtaken by this. `movedFrom`: when, with whom and for how much it was before. Writes rows only; call it last in the verb's transaction.
 */
export async function tellPatient(tx: Tx, purpose: AppointmentPurpose, id: Id<'appointment'>, movedFrom?: Before): Promise<void> {
  await withdrawNotices(tx, aboutVisit(id))
  await tellBeside(tx, purpose, id, movedFrom)
}

/** The same beside news that has not left yet: where two are told of one visit. */
export async function tellBeside(tx: Tx, purpose: AppointmentPurpose, id: Id<'appointment'>, movedFrom?: Before): Promise<void> {
  const appointment = await appointmentToTell(tx, id)
  const recipients = await recipientsOf(tx, appointment.patient_id)
  if (appointment.deceased_at !== null || recipients.length === 0) return
  const settings = await settingsOf(tx)
  const language = (appointment.language ?? settings.default_language) === 'en' ? 'en' : 'ar'
  const values: AppointmentFacts = {
    appointment: id,
    version: appointment.version,
    number: appointment.number,
    patient: appointment.patient_id,
    patientName: await nameOf(tx, appointment.patient_id, language),
    doctor: appointment.doctor,
    starts: appointment.starts_at.toString(),
    ends: appointment.ends_at.toString(),
    clinicDay: appointment.clinic_day.toString(),
    zone: appointment.zone,
    ...(cancelledBy(appointment.cancel_reason) === 'clinic' ? { byClinic: true } : {}),
    ...(movedFrom ? await factsBefore(tx, movedFrom, appointment) : {}),
    branch: appointment.locations > 1 ? appointment.branch : null,
    address: appointment.address,
    phone: appointment.phone,
    phoneCountry: appointment.phoneCountry,
    clinic: settings.clinic_name,
    country: settings.country,
  }
  for (const { point, ...to } of recipients) {
    await send(tx, { to, purpose, language, values, cause: `${aboutVisit(id)}/${purpose}/${appointment.version}/${point}` })
  }
}

/** The former doctor is named where it was another one, and the price where it is another one: only then is there anything to mistake. */
async function factsBefore(tx: Tx, before: Before, now: Omit<Before, 'starts_at' | 'doctorAway'>): Promise<Partial<AppointmentFacts>> {
  const costsTheSame = before.price_minor === now.price_minor && before.currency === now.currency
  const facts = {
    movedFrom: before.starts_at.toString(),
    ...(before.doctorAway ? { doctorAway: true } : {}),
    ...(costsTheSame ? {} : { newPrice: { minor: now.price_minor, currency: now.currency } }),
  }
  if (before.doctor_id === now.doctor_id) return facts
  const { name } = await tx.selectFrom('staff').select('name').where('id', '=', before.doctor_id).executeTakeFirstOrThrow()
  return { ...facts, movedFromDoctor: name }
}

const aboutVisit = (id: Id<'appointment'>): string => `appointment/${id}`

function appointmentToTell(tx: Tx, id: Id<'appointment'>) {
  return tx
    .selectFrom('appointments as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .select([
      'a.version',
      'a.number',
      'a.patient_id',
      'a.starts_at',
      'a.ends_at',
      'a.clinic_day',
      'a.doctor_id',
      'a.price_minor',
      'a.currency',
      'a.cancel_reason',
      'p.language',
      'p.deceased_at',
    ])
    .select(['s.name as doctor', 'l.name as branch', 'l.address', 'l.phone', 'l.country as phoneCountry', 'l.zone'])
    .select(sql<number>`(SELECT COUNT(*) FROM locations WHERE archived_at IS NULL)`.as('locations'))
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
}

/** A number or address is told once, however often it was written down. */
async function recipientsOf(tx: Tx, patient: Id<'patient'>): Promise<(Notice['to'] & { point: Id<'contact-point'> })[]> {
  const points = await tx
    .selectFrom('contact_points')
    .select(['id', 'contact_system', 'value', 'whose'])
    .where('patient_id', '=', patient)
    .where('reminders', '=', true)
    .orderBy(sql`whose <> 'self'`)
    .orderBy('id')
    .execute()
  const first = new Map(points.toReversed().map((point) => [point.value, point]))
  return [...first.values()].map(({ id, contact_system, value, whose }) => ({
    point: id,
    channel: contact_system === 'email' ? 'mail' : 'text',
    address: value,
    own: whose === 'self',
  }))
}

async function nameOf(tx: Tx, patient: Id<'patient'>, language: Notice['language']): Promise<string> {
  const rows: Pick<Row<'patient_names'>, 'script' | 'usage_kind' | 'text'>[] = await tx
    .selectFrom('patient_names')
    .select(['script', 'usage_kind', 'text'])
    .where('patient_id', '=', patient)
    .orderBy('id')
    .execute()
  return namesFor(namesOf(rows), language)[0]?.text ?? ''
}

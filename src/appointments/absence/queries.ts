import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus, ByLanguage, Row, Tables } from '../../database/tables.ts'
import { appointmentsUntold } from '../../notices/undelivered.ts'
import { cardsOf, type PatientCard } from '../../patients/cards.ts'
import { type DealtWith, dealtWith } from './dealt-with.ts'

export interface AbsenceVisit {
  appointment: Id<'appointment'>
  outcome: Row<'absence_visits'>['outcome']
  refusal: string | null
  told: boolean
  calledAt: Temporal.Instant | null
  calledBy: ByLanguage | null
  was: Temporal.ZonedDateTime
  /** The visit as it is now. */
  now: {
    starts: Temporal.ZonedDateTime
    clinicDay: Temporal.PlainDate
    doctor: { id: Id<'staff'>; name: ByLanguage }
    status: AppointmentStatus
  }
  dealt: DealtWith
  patient: PatientCard
  /** The location's: phones are written as there. */
  country: string
}

export interface AbsenceDone {
  id: Id<'absence'>
  doctor: { id: Id<'staff'>; name: ByLanguage }
  day: Temporal.PlainDate
  madeAt: Temporal.Instant
  by: ByLanguage
  /** So young that visits which stand as interrupted may still be dealt with. */
  underWay: boolean
  visits: AbsenceVisit[]
}

/** A list is carried out in seconds; what is not dealt with after this was interrupted. */
const underWay = sql<boolean>`b.created_at > ${sqlNow} - INTERVAL 1 MINUTE`

/** What became of the visits of an absence; null when there is none. Eight statements. */
export async function absenceOf(db: Database, id: Id<'absence'>): Promise<AbsenceDone | null> {
  const absence = await db
    .selectFrom('absences as b')
    .innerJoin('staff as s', 's.id', 'b.doctor_id')
    .innerJoin('users as u', 'u.id', 'b.by_user_id')
    .select(['b.doctor_id', 'b.clinic_day', 'b.created_at', 's.name', 'u.name as by', underWay.as('under_way')])
    .where('b.id', '=', id)
    .executeTakeFirst()
  if (!absence) return null
  const rows = await db
    .selectFrom('absence_visits as v')
    .innerJoin('appointments as a', 'a.id', 'v.appointment_id')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .leftJoin('users as u', 'u.id', 'v.called_by_user_id')
    .select(['v.appointment_id', 'v.outcome', 'v.refusal', 'v.told', 'v.called_at', 'v.was_starts_at', 'u.name as called_by'])
    .select(['a.patient_id', 'a.starts_at', 'a.clinic_day', 'a.status', 'a.doctor_id', 's.name as doctor', 'l.zone', 'l.country'])
    .where('v.absence_id', '=', id)
    .orderBy('v.was_starts_at')
    .orderBy('v.appointment_id')
    .execute()
  const untold = await appointmentsUntold(db)
  const dealt = await dealtWith(db, id)
  const patients = await cardsOf(db, [...new Set(rows.map((row) => row.patient_id))])
  const visits = rows.flatMap((row) => {
    const patient = patients.get(row.patient_id)
    const there = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(row.zone)
    if (!patient) return []
    return [
      {
        appointment: row.appointment_id,
        outcome: row.outcome,
        refusal: row.refusal,
        told: row.told && !untold.has(row.appointment_id),
        calledAt: row.called_at,
        calledBy: row.called_by,
        was: there(row.was_starts_at),
        now: {
          starts: there(row.starts_at),
          clinicDay: row.clinic_day,
          doctor: { id: row.doctor_id, name: row.doctor },
          status: row.status,
        },
        dealt: dealt(row.appointment_id),
        patient,
        country: row.country,
      },
    ]
  })
  const doctor = { id: absence.doctor_id, name: absence.name }
  const { clinic_day: day, created_at: madeAt, by } = absence
  return { id, doctor, day, madeAt, by, underWay: Boolean(absence.under_way), visits }
}

export interface AbsenceListed {
  id: Id<'absence'>
  doctor: ByLanguage
  day: Temporal.PlainDate
  madeAt: Temporal.Instant
  by: ByLanguage
  visits: number
  /** Which are being dealt with at this moment. */
  underWay: number
  toCall: number
}

type Absences = ExpressionBuilder<Tables & { b: Tables['absences'] }, 'b'>

/** The absences of the last weeks and of days to come, newest first, with how many people still have to be called. Four statements. */
export const absencesSince = (db: Database, day: Temporal.PlainDate): Promise<AbsenceListed[]> =>
  listed(db, (b) => b('b.clinic_day', '>=', day))

/** The same of one doctor's day: none is one statement. */
export const absencesOn = (db: Database, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<AbsenceListed[]> =>
  listed(db, (b) => b.and([b('b.doctor_id', '=', doctor), b('b.clinic_day', '=', day)]))

async function listed(db: Database, which: (b: Absences) => Expression<SqlBool>): Promise<AbsenceListed[]> {
  const rows = await db
    .selectFrom('absences as b')
    .innerJoin('staff as s', 's.id', 'b.doctor_id')
    .innerJoin('users as u', 'u.id', 'b.by_user_id')
    .leftJoin('absence_visits as v', 'v.absence_id', 'b.id')
    .select(['b.id', 's.name as doctor', 'b.clinic_day as day', 'b.created_at as madeAt', 'u.name as by'])
    .select((count) => count.fn.count<number>('v.appointment_id').as('visits'))
    .select(sql<number>`COUNT(CASE WHEN v.refusal = 'interrupted' AND ${underWay} THEN 1 END)`.as('underWay'))
    .where(which)
    .groupBy(['b.id', 's.name', 'b.clinic_day', 'b.created_at', 'u.name'])
    .orderBy('b.created_at', 'desc')
    .limit(100)
    .execute()
  const toCall = await peopleToCall(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, visits: Number(row.visits), underWay: Number(row.underWay), toCall: toCall.get(row.id)?.size ?? 0 }))
}

/** Whose visit has changed, who was reached by no message, and whom nobody has called since. */
async function peopleToCall(db: Database, absences: Id<'absence'>[]): Promise<Map<Id<'absence'>, Set<Id<'patient'>>>> {
  const people = new Map<Id<'absence'>, Set<Id<'patient'>>>()
  if (absences.length === 0) return people
  const untold = await appointmentsUntold(db)
  const visits = await db
    .selectFrom('absence_visits as v')
    .innerJoin('appointments as a', 'a.id', 'v.appointment_id')
    .select(['v.absence_id', 'v.appointment_id', 'v.told', 'a.patient_id'])
    .where('v.absence_id', 'in', absences)
    .where('v.called_at', 'is', null)
    .where('v.outcome', 'in', ['moved', 'cancelled'])
    .execute()
  for (const visit of visits) {
    if (visit.told && !untold.has(visit.appointment_id)) continue
    people.set(visit.absence_id, (people.get(visit.absence_id) ?? new Set()).add(visit.patient_id))
  }
  return people
}

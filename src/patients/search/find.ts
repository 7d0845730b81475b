import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { type Piece, piece, run, words } from '../../database/piece.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus, ByLanguage, Row } from '../../database/tables.ts'
import { matching } from '../../search/matches.ts'
import type { Question } from '../../search/question.ts'
import type { Birth } from '../birth.ts'
import type { ShownContact } from '../contacts.ts'
import type { PersonNames } from '../names.ts'
import { amongTheirs } from '../scope.ts'
import { type Asked, askedOf } from './asked.ts'
import { closestFirst } from './closest-first.ts'
import { hitOf } from './hit.ts'

/** Somebody who was found, with what tells them from others of the same name. */
export interface PatientHit {
  id: Id<'patient'>
  recordNumber: string
  names: PersonNames
  birth: Birth | null
  sex: Row<'patients'>['sex']
  deceased: boolean
  /** Their own, otherwise somebody else's. */
  phone: ShownContact | null
  identifier: { type: Row<'identifiers'>['type']; value: string } | null
  /** Whose child this is, where a parent or guardian is known. */
  childOf: ByLanguage | null
  /** The visit of today that comes next, or the last one. */
  visit: VisitOfToday | null
}

export interface VisitOfToday {
  id: Id<'appointment'>
  version: number
  status: AppointmentStatus
  payment: Row<'appointments'>['payment_state']
  doctor: Id<'staff'>
  clinicDay: Temporal.PlainDate
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  arrivedAt: Temporal.Instant | null
  zone: string
}

export interface Finding {
  /** At most so many; one more is looked for, so that the page can say that there are more. */
  limit: number
  /** Phones are read as dialled there. */
  country: string
  /** Who is awaited or here on this clinic day comes first. */
  today: Temporal.PlainDate
}

export interface Found {
  hits: PatientHit[]
  more: boolean
  /** Nothing to look for was typed: one letter, or signs only. */
  empty: boolean
}

/**
 * Patients by any part of what is known of them, the likeliest first, as far as this person may see them. One statement; the
 * caller writes the audit row with their ids before it shows them.
 */
export async function findPatients(db: Database, actor: Actor, typed: string, finding: Finding): Promise<Found> {
  const asked = askedOf(typed, finding)
  const scope = scopeOf(actor, 'patient-see')
  if (actor.site !== 'staff' || scope === null || isTooLittle(asked)) return { hits: [], more: false, empty: true }
  const among = scope === 'all' ? undefined : amongTheirs(actor.departments, 'w0.subject_id')
  const { rows } = await run<HitRow>(db, rowsOf(asked.question, finding, among))
  const now = Temporal.Now.instant()
  const hits = closestFirst(
    rows.slice(0, finding.limit).map((row) => hitOf(row, now)),
    asked.names,
  )
  return { hits, more: rows.length > finding.limit, empty: false }
}

const isTooLittle = ({ question }: Asked): boolean =>
  question.words.every(({ exact }) => exact.every(({ token, whole }) => !whole && token.length < 2))

export type HitRow = Pick<
  Row<'patients'>,
  'id' | 'record_number' | 'sex' | 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered' | 'deceased_at'
> &
  Record<'names' | 'contacts' | 'identifiers' | 'guardians' | 'parents' | 'visits', string | null>

/** A visit of today counts for more than one word that only sounds alike. */
const favour = 7

/** A visit of the clinic day, or of the next one that begins within three hours: while a clinic is open past midnight both are now. */
function isNow(today: Temporal.PlainDate): Piece {
  const [day, next] = [today.toString(), today.add({ days: 1 }).toString()]
  return piece`a.clinic_day IN (${day}, ${next}) AND (a.clinic_day = ${day} OR a.starts_at < UTC_TIMESTAMP(3) + INTERVAL 3 HOUR)`
}

function rowsOf(question: Question, { limit, today }: Finding, among: Piece | undefined): Piece {
  const now = isNow(today)
  const first = piece`w0.subject_id IN (SELECT a.patient_id FROM appointments a
    WHERE ${now} AND a.status IN ('booked', 'arrived', 'in-consultation'))`
  // Somebody may match in several ways, and of those who match equally well nobody knows who is meant.
  const found = matching(question, { first, among, favour, limit: 2 * (limit + 1) })
  return piece`
    SELECT p.id, p.record_number, p.sex, p.birth_date, p.birth_precision, p.birth_calendar, p.birth_entered, p.deceased_at,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(n.script, n.usage_kind, n.text)) FROM patient_names n WHERE n.patient_id = p.id) AS names,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(c.value, c.whose)) FROM contact_points c
        WHERE c.patient_id = p.id AND c.contact_system = 'phone') AS contacts,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(i.type, i.value)) FROM identifiers i WHERE i.patient_id = p.id) AS identifiers,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(g.name, gn.script, gn.usage_kind, gn.text)) FROM patient_guardians g
        LEFT JOIN patient_names gn ON gn.patient_id = g.guardian_id WHERE g.patient_id = p.id) AS guardians,
      (SELECT JSON_ARRAYAGG(u.name) FROM patient_access pa JOIN users u ON u.id = pa.user_id
        WHERE pa.patient_id = p.id AND pa.relation IN ('parent', 'guardian') AND pa.valid_from <= UTC_TIMESTAMP(3)
          AND (pa.valid_until IS NULL OR pa.valid_until > UTC_TIMESTAMP(3))) AS parents,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(LOWER(HEX(a.id)), a.version, a.status, a.payment_state, LOWER(HEX(a.doctor_id)),
          CAST(a.starts_at AS CHAR(23)), CAST(a.ends_at AS CHAR(23)), CAST(a.arrived_at AS CHAR(23)), CAST(a.clinic_day AS CHAR(10)), l.zone))
        FROM appointments a JOIN locations l ON l.id = a.location_id
        WHERE a.patient_id = p.id AND ${now} AND a.status NOT IN ('offered', 'cancelled', 'entered-in-error')) AS visits
    FROM (SELECT subject_id, MIN(weight) AS weight FROM ${found} AS found
      GROUP BY subject_id ORDER BY weight, subject_id LIMIT ${words(String(limit + 1))}) AS f
    JOIN patients p ON p.id = f.subject_id
    WHERE p.archived_at IS NULL
    ORDER BY f.weight, p.id`
}

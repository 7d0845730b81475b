import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { cardsOf, type PatientCard } from '../cards.ts'
import { type LikelySame, likelySame } from '../registering/duplicates.ts'
import type { ToldIdentifier } from '../registering/registration.ts'
import { type Refusal, refusalIn } from './refusal.ts'

export interface WaitingRegistration {
  id: Id<'registration'>
  card: PatientCard
  registeredAt: Temporal.Instant
  /** When they come, if they have booked. */
  nextVisit: Temporal.Instant | null
}

/** Whoever registered and has not been seen yet: those who come first stand first. So many a page is plenty: others follow as these are done. */
export async function waitingRegistrations(db: Database): Promise<WaitingRegistration[]> {
  const rows = await db
    .selectFrom('registrations as r')
    .leftJoin('appointments as a', (join) =>
      join
        .onRef('a.patient_id', '=', 'r.patient_id')
        .on('a.status', 'in', ['booked', 'arrived'])
        .on('a.ends_at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL 12 HOUR`),
    )
    .select(['r.id', 'r.patient_id', 'r.created_at', sql<Temporal.Instant | null>`MIN(a.starts_at)`.as('next_visit_at')])
    .where('r.status', '=', 'waiting')
    .groupBy(['r.id', 'r.patient_id', 'r.created_at'])
    .orderBy(sql`MIN(a.starts_at) IS NULL`)
    .orderBy(sql`MIN(a.starts_at)`)
    .orderBy('r.created_at')
    .limit(100)
    .execute()
  const cards = await cardsOf(
    db,
    rows.map((row) => row.patient_id),
  )
  return rows.flatMap((row) => {
    const card = cards.get(row.patient_id)
    return card ? [{ id: row.id, card, registeredAt: row.created_at, nextVisit: row.next_visit_at }] : []
  })
}

export interface RegistrationToReview {
  id: Id<'registration'>
  status: Row<'registrations'>['status']
  card: PatientCard
  contact: { kind: Row<'registrations'>['contact_kind']; value: string }
  /** As it was said: nobody has seen the card. */
  identifier: ToldIdentifier | null
  registeredAt: Temporal.Instant
  refusal: Refusal | null
  linkedTo: Id<'patient'> | null
  likely: LikelySame[]
}

/** One of them, with the patients who may be the same person; null for an id that none has. */
export async function registrationOf(db: Database, id: Id<'registration'>): Promise<RegistrationToReview | null> {
  const row = await db.selectFrom('registrations').selectAll().where('id', '=', id).executeTakeFirst()
  const card = row && (await cardsOf(db, [row.patient_id])).get(row.patient_id)
  if (!row || !card) return null
  const identifier = saidIn(row)
  return {
    id: row.id,
    status: row.status,
    card,
    contact: { kind: row.contact_kind, value: row.contact_value },
    identifier,
    registeredAt: row.created_at,
    refusal: row.status === 'refused' ? refusalIn(row) : null,
    linkedTo: row.linked_patient_id,
    likely: row.status === 'waiting' ? await othersLike(db, card, identifier) : [],
  }
}

async function othersLike(db: Database, card: PatientCard, identifier: ToldIdentifier | null): Promise<LikelySame[]> {
  const names = Object.values(card.names).filter((name) => name !== null)
  const likely = await likelySame(db, { ...card, names, identifiers: identifier ? [identifier] : [] })
  return likely.filter(({ patient }) => patient.id !== card.id)
}

/** What was said of an identifier. */
export function saidIn(
  row: Pick<Row<'registrations'>, 'identifier_type' | 'identifier_country' | 'identifier_value'>,
): ToldIdentifier | null {
  const { identifier_type: type, identifier_country: country, identifier_value: value } = row
  return type && country && value ? { type, country, value, override_reason: null } : null
}

/** The registration of a patient whom nobody has seen yet, for the note on their page. */
export async function waitingOf(db: Database, patient: Id<'patient'>): Promise<Id<'registration'> | null> {
  const row = await db
    .selectFrom('registrations')
    .select('id')
    .where('patient_id', '=', patient)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whose record number this is, as it is typed: with or without its letter. */
export async function patientByNumber(db: Database, typed: string): Promise<Id<'patient'> | null> {
  const row = await db
    .selectFrom('patients')
    .select('id')
    .where('record_number', '=', typed.toUpperCase().replace(/^(?=\d)/, 'R-'))
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

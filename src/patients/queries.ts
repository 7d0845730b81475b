import { scopeOf } from '../accounts/abilities.ts'
import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { Relation, Row } from '../database/tables.ts'
import { cardsOf, type PatientCard } from './cards.ts'
import { withVisitIn } from './scope.ts'

/** A patient on the patients' site, with what the signed-in person may do for them. */
export interface PatientOfActor extends PatientCard {
  relation: Relation
  /** Never for somebody who has died. */
  mayBook: boolean
  maySeeRecord: boolean
}

export interface PatientAtDesk extends PatientCard {
  identifiers: Pick<Row<'identifiers'>, 'id' | 'type' | 'country' | 'value' | 'verified_at'>[]
}

/** For whom the signed-in person acts now, themselves first, then by birth. Three statements. */
export async function patientsOfActor(db: Database, actor: Actor): Promise<PatientOfActor[]> {
  const patients = await withAccess(db, await accessOf(db, actor))
  return patients.toSorted((a, b) => Number(b.relation === 'self') - Number(a.relation === 'self') || byBirth(a, b))
}

/** A patient for whom the signed-in person acts now; null for everybody else, so that the route answers 404. Three statements. */
export async function patientOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<PatientOfActor | null> {
  return (await withAccess(db, await accessOf(db, actor, patient)))[0] ?? null
}

/**
 * A patient as staff see them: reception and administration all of them, clinical roles those with a visit in one of their
 * departments today, ahead or in the last 12 months. Null out of that scope as for an id that nobody has. At most four statements.
 */
export async function staffPatientOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<PatientAtDesk | null> {
  const scope = scopeOf(actor, 'patient-see')
  if (actor.site !== 'staff' || scope === null) return null
  if (scope !== 'all' && !(await withVisitIn(db, actor.departments, patient))) return null
  const [cards, identifiers] = await Promise.all([
    cardsOf(db, [patient]),
    db
      .selectFrom('identifiers')
      .select(['id', 'type', 'country', 'value', 'verified_at'])
      .where('patient_id', '=', patient)
      .orderBy('type')
      .orderBy('id')
      .execute(),
  ])
  const card = cards.get(patient)
  return card === undefined ? null : { ...card, identifiers }
}

type Access = Pick<Row<'patient_access'>, 'patient_id' | 'relation' | 'may_book' | 'may_see_record'>

function accessOf(db: Database, actor: Actor, patient?: Id<'patient'>): Promise<Access[]> {
  let query = db
    .selectFrom('patient_access')
    .select(['patient_id', 'relation', 'may_book', 'may_see_record'])
    .where('user_id', '=', actor.user)
    .where('valid_from', '<=', sqlNow)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
    .orderBy('id')
  if (patient !== undefined) query = query.where('patient_id', '=', patient)
  return actor.site === 'patient' ? query.execute() : Promise.resolve([])
}

/** Two grants for one patient add up. An archived patient is nobody's. */
async function withAccess(db: Database, access: Access[]): Promise<PatientOfActor[]> {
  const grants = Map.groupBy(access, (row) => row.patient_id)
  const cards = await cardsOf(db, [...grants.keys()])
  return [...grants].flatMap(([id, rows]) => {
    const card = cards.get(id)
    if (card === undefined || card.archived) return []
    const relation = rows.find((row) => row.relation === 'self')?.relation ?? rows[0]?.relation ?? 'self'
    return [
      {
        ...card,
        relation,
        mayBook: !card.deceased && rows.some((row) => row.may_book),
        maySeeRecord: rows.some((row) => row.may_see_record),
      },
    ]
  })
}

const byBirth = (a: PatientOfActor, b: PatientOfActor): number =>
  a.birth === null || b.birth === null
    ? Number(a.birth === null) - Number(b.birth === null)
    : Temporal.PlainDate.compare(a.birth.date, b.birth.date)

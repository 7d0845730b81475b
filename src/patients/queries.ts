import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { cardsOf, type PatientCard } from './cards.ts'
import { type Reach, reachOf } from './scope.ts'

export interface PatientAtDesk extends PatientCard, Reach {
  identifiers: Pick<Row<'identifiers'>, 'id' | 'type' | 'country' | 'value' | 'verified_at'>[]
}

/**
 * A patient as staff see them: reception and administration all of them, clinical roles those with a visit in one of their
 * departments today, ahead or in the last 12 months, or whose record they opened with a reason. Null out of that scope as for an id
 * that nobody has. At most five statements.
 */
export async function staffPatientOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<PatientAtDesk | null> {
  const reach = await reachOf(db, actor, patient)
  if (reach === null) return null
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
  return card === undefined ? null : { ...card, ...reach, identifiers }
}

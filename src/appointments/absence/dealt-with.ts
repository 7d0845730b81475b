import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'

/** What somebody did with a visit; by null where no account is known. */
export interface Deed {
  at: Temporal.Instant
  by: ByLanguage | null
}

export interface DealtWith {
  /** The last thing that was done with it, but for payments and corrections. */
  step: Deed | null
  /** The last absence but this one that keeps it. */
  kept: Deed | null
  /** The patient sat in the waiting room when it was moved or cancelled. */
  wasHere: boolean
}

/** Who has dealt with each visit of an absence beside it, so that whoever comes second is told. Two statements. */
export async function dealtWith(db: Database, absence: Id<'absence'>): Promise<(visit: Id<'appointment'>) => DealtWith> {
  const steps = await db
    .selectFrom('absence_visits as v')
    .innerJoin('appointment_steps as s', 's.appointment_id', 'v.appointment_id')
    .leftJoin('users as u', 'u.id', 's.user_id')
    .select(['v.appointment_id', 's.at', 'u.name as by', 's.step', 's.from_status'])
    .where('v.absence_id', '=', absence)
    .where('s.undone_at', 'is', null)
    .where('s.step', 'not in', ['payment', 'payment-withdrawal', 'reason', 'patient'])
    .orderBy('s.id')
    .execute()
  const keeps = await db
    .selectFrom('absence_visits as v')
    .innerJoin('absence_visits as w', (join) =>
      join.onRef('w.appointment_id', '=', 'v.appointment_id').onRef('w.absence_id', '<>', 'v.absence_id'),
    )
    .innerJoin('absences as b', 'b.id', 'w.absence_id')
    .innerJoin('users as u', 'u.id', 'b.by_user_id')
    .select(['v.appointment_id', 'b.created_at as at', 'u.name as by'])
    .where('v.absence_id', '=', absence)
    .where('w.outcome', '=', 'kept')
    .orderBy('b.created_at')
    .execute()
  const stepOf = lastByVisit(steps)
  const keepOf = lastByVisit(keeps)
  return (visit) => {
    const last = stepOf.get(visit) ?? null
    const wasHere = last?.from_status === 'arrived' && (last.step === 'time' || last.step === 'cancellation')
    return { step: last, kept: keepOf.get(visit) ?? null, wasHere }
  }
}

const lastByVisit = <Row extends { appointment_id: Id<'appointment'> }>(rows: Row[]): Map<Id<'appointment'>, Row> =>
  new Map(rows.map((row) => [row.appointment_id, row]))

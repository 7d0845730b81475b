import type { Actor } from '../../audit/actor.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { NewRow } from '../../database/tables.ts'

type Details = Partial<
  Pick<NewRow<'appointment_steps'>, 'from_starts_at' | 'from_doctor_id' | 'to_starts_at' | 'to_doctor_id' | 'payment_method' | 'note'>
>

type Taken = Pick<NewRow<'appointment_steps'>, 'appointment_id' | 'step' | 'from_status' | 'to_status'> & Details

/** Writes down what was done with a visit, in the transaction that does it. Answers the step's id, by which it can be undone. */
export async function recordStep(tx: Tx, actor: Actor | null, taken: Taken): Promise<Id<'appointment-step'>> {
  const id = newId<'appointment-step'>()
  await tx
    .insertInto('appointment_steps')
    .values({
      from_starts_at: null,
      from_doctor_id: null,
      to_starts_at: null,
      to_doctor_id: null,
      payment_method: null,
      note: null,
      ...taken,
      id,
      at: sqlNow,
      user_id: actor?.user ?? null,
      undone_at: null,
      undone_by_user_id: null,
    })
    .execute()
  return id
}

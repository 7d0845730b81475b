import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { NewRow } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'

export interface WalkIn {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  location: Id<'location'>
  department: Id<'department'>
  /** Null: whoever calls first. */
  doctor: Id<'staff'> | null
  visitType: Id<'visit-type'>
  /** The clinic day that it is now at the branch. */
  day: Temporal.PlainDate
}

export type Joined =
  | { ok: true; entry: Id<'queue-entry'> }
  /** With that ticket. */
  | { ok: false; reason: 'already-waiting'; entry: Id<'queue-entry'> }

/**
 * Puts somebody without an appointment into the queue, with the next number of the day, branch and department. They hold no time until
 * they are called. Two who come at once never get one number: the unique key is the judge, and who meets it takes the next.
 */
export async function joinQueue(db: Database, actor: Actor, walkIn: WalkIn): Promise<Joined> {
  const id = newId<'queue-entry'>()
  const action = { receipt: walkIn.receipt, name: 'queue.join', user: actor.user, subject: id, makes: true as const }
  const answer = await transact<Joined>(db, action, (tx) => joinIn(tx, actor, walkIn, id))
  if (!('repeated' in answer)) return answer
  return { ok: true, entry: idOf<'queue-entry'>(answer.subject) ?? id }
}

async function joinIn(tx: Tx, actor: Actor, walkIn: WalkIn, id: Id<'queue-entry'>): Promise<Joined> {
  const { patient, location, department, doctor, visitType, day } = walkIn
  await insertNumbered(tx, {
    id,
    location_id: location,
    department_id: department,
    doctor_id: doctor,
    visit_type_id: visitType,
    patient_id: patient,
    appointment_id: null,
    clinic_day: day,
    status: 'waiting',
    arrived_at: sqlNow,
    called_at: null,
    left_at: null,
  })
  // Only now: whoever took a lower number is seen here, also when both came at one instant.
  const before = await tx
    .selectFrom('queue_entries')
    .select('id')
    .where('patient_id', '=', patient)
    .where('clinic_day', '=', day)
    .where('location_id', '=', location)
    .where('department_id', '=', department)
    .where('status', '=', 'waiting')
    .where('id', '!=', id)
    .executeTakeFirst()
  if (before) return { ok: false, reason: 'already-waiting', entry: before.id }
  await audit(tx, actor, { action: 'queue.join', subject: { type: 'queue-entry', id }, patient })
  await noteChange(tx, dayBookOf(day))
  return { ok: true, entry: id }
}

type Draft = Omit<NewRow<'queue_entries'>, 'number' | 'arrived_at'> & { arrived_at: typeof sqlNow }

/** A 1062 can only be the number: it undoes its statement alone, and at READ COMMITTED the next read sees who was quicker. */
async function insertNumbered(tx: Tx, draft: Draft, attempt = 0): Promise<void> {
  const { last } = await tx
    .selectFrom('queue_entries')
    .select((row) => row.fn.max('number').as('last'))
    .where('clinic_day', '=', draft.clinic_day)
    .where('location_id', '=', draft.location_id)
    .where('department_id', '=', draft.department_id)
    .executeTakeFirstOrThrow()
  try {
    await tx
      .insertInto('queue_entries')
      .values({ ...draft, number: (last ?? 0) + 1 })
      .execute()
  } catch (error) {
    if (!isDuplicateKey(error) || attempt > 50) throw error
    await insertNumbered(tx, draft, attempt + 1)
  }
}

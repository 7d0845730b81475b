import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { callWalkIn } from '../queue/call-walk-in.ts'
import { queueEntryOf } from '../queue/queue.ts'
import { stepReceipt } from './step-receipt.ts'
import { type StepTaken, takeStep } from './take-step.ts'

interface Versioned<Of extends string> {
  id: Id<Of>
  /** That the doctor saw. */
  version: number
}

export interface MovingOn {
  finish: Versioned<'appointment'> | null
  /** Who comes next: a visit, or somebody in the queue. */
  call: Versioned<'appointment'> | null
  entry: Versioned<'queue-entry'> | null
}

type WalkInRefusal = Extract<Awaited<ReturnType<typeof callWalkIn>>, { ok: false }>

export type MovedOn =
  | { ok: true; appointment: Id<'appointment'>; step: 'call' | 'completion' }
  | Exclude<StepTaken, { ok: true }>
  | WalkInRefusal

/** Finishes the visit that is going on and calls in the next patient: both or neither, in one transaction, once however often it is sent. */
export async function moveOn(db: Database, actor: Actor, { finish, call, entry }: MovingOn): Promise<MovedOn> {
  const finishing = finish ? { appointment: finish.id, version: finish.version } : undefined
  const after = finish ? ` after ${finish.id} ${finish.version}` : ''
  if (call) {
    const receipt = stepReceipt(actor, call.id, call.version, `call${after}`)
    const answer = await takeStep(db, actor, { receipt, appointment: call.id, version: call.version, step: 'call', finishing })
    return answer.ok ? { ok: true, appointment: call.id, step: 'call' } : answer
  }
  if (entry && actor.staff) {
    const waiting = await queueEntryOf(db, actor, entry.id)
    if (waiting === null) return { ok: false, reason: 'not-found' }
    const receipt = stepReceipt(actor, entry.id, entry.version, `call${after}`)
    const answer = await callWalkIn(db, actor, { receipt, entry: waiting, version: entry.version, doctor: actor.staff, finishing })
    return answer.ok ? { ok: true, appointment: answer.appointment, step: 'call' } : answer
  }
  if (finish === null) return { ok: false, reason: 'not-found' }
  const receipt = stepReceipt(actor, finish.id, finish.version, 'completion')
  const answer = await takeStep(db, actor, { receipt, appointment: finish.id, version: finish.version, step: 'completion' })
  return answer.ok ? { ok: true, appointment: finish.id, step: 'completion' } : answer
}

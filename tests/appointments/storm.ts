import { close } from '../../src/appointments/closures/close.ts'
import { withdrawClosure } from '../../src/appointments/closures/withdraw-closure.ts'
import { book } from '../../src/appointments/visit/book.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'

/** What a process does to the calendar, drawn by chance from a seed. */
export interface StormPlan {
  seed: number
  actions: number
  desk: Omit<Actor, 'session'>
  patients: Id<'patient'>[]
  doctors: Id<'staff'>[]
  visitTypes: Id<'visit-type'>[]
  departments: Id<'department'>[]
  locations: Id<'location'>[]
  /** In milliseconds since 1970, and how many steps of ten minutes follow. */
  from: number
  steps: number
}

/** How often each answer was given. */
export type StormCount = Record<string, number>

/** Books, cancels, closes and opens at random, so densely that nearly everything is in the way of something. */
export async function storm(db: Database, plan: StormPlan): Promise<StormCount> {
  const draw = drawn(plan.seed)
  const pick = <T>(from: T[]): T => from[Math.floor(draw() * from.length)] as T
  const actor: Actor = { ...plan.desk, session: Buffer.alloc(32) }
  const counts: StormCount = {}
  const booked: Id<'appointment'>[] = []
  const closures: Id<'closure'>[] = []
  const moment = () => Temporal.Instant.fromEpochMilliseconds(plan.from + Math.floor(draw() * plan.steps) * 600_000)
  const receipt = () => newId<'receipt'>()

  const actions = {
    book: async () => {
      const doctor = draw() < 0.3 ? pick(['any', 'woman'] as const) : pick(plan.doctors)
      const answer = await book(db, actor, {
        receipt: receipt(),
        patient: pick(plan.patients),
        visitType: pick(plan.visitTypes),
        start: moment(),
        doctor,
        through: 'patient',
      })
      if (answer.ok) booked.push(answer.appointment)
      return answer.ok ? 'booked' : answer.reason
    },
    cancel: async () => {
      const [appointment] = booked.splice(Math.floor(draw() * booked.length), 1)
      if (!appointment) return 'nothing to cancel'
      const answer = await cancel(db, actor, { receipt: receipt(), appointment, reason: 'clinic' })
      return answer.ok ? 'cancelled' : answer.reason
    },
    close: async () => {
      const starts = moment()
      const where = [{ staff: pick(plan.doctors) }, { location: pick(plan.locations) }, { department: pick(plan.departments) }, {}]
      const answer = await close(db, actor, {
        receipt: receipt(),
        kind: 'other',
        name: { en: 'Closed', ar: 'مغلق' },
        starts,
        ends: starts.add({ minutes: 7 + Math.floor(draw() * 300) }),
        ...pick(where),
      })
      if ('closure' in answer) closures.push(answer.closure)
      return 'closed'
    },
    open: async () => {
      const [closure] = closures.splice(Math.floor(draw() * closures.length), 1)
      if (!closure) return 'nothing to open'
      const answer = await withdrawClosure(db, actor, { receipt: receipt(), closure })
      return answer.ok ? 'opened' : answer.reason
    },
  }

  for (let action = 0; action < plan.actions; action += 1) {
    const dice = draw()
    const act = dice < 0.86 ? 'book' : dice < 0.96 ? 'cancel' : dice < 0.98 ? 'close' : 'open'
    const result = await actions[act]()
    counts[result] = (counts[result] ?? 0) + 1
  }
  return counts
}

/** Mulberry32: the same numbers for the same seed. */
function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

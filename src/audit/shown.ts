import type { Id } from '../database/ids.ts'
import type { Actor } from './actor.ts'

interface Shown {
  ids: Set<Id<'patient'>>
  at: number
}

const memory = new Map<string, Shown>()
/** Milliseconds without a look after which a board counts as newly opened. */
const forgottenAfter = 30 * 60_000

/**
 * Remembers that a session's board shows these patients and answers which of them it had not shown: a poll writes those into the
 * audit, not the same two hundred every five seconds. Each app process remembers its own; what it does not know is written again.
 */
export function newlyShown(actor: Actor, board: string, ids: Id<'patient'>[], { opened }: { opened: boolean }): Id<'patient'>[] {
  const key = `${actor.session.toString('hex')} ${board}`
  const now = performance.now()
  for (const [other, { at }] of memory) {
    if (now - at < forgottenAfter) break
    memory.delete(other)
  }
  const known = memory.get(key)
  const before = opened ? undefined : known?.ids
  const fresh = ids.filter((id) => !before?.has(id))
  // Last in the map is last used.
  memory.delete(key)
  memory.set(key, { ids: new Set([...(known?.ids ?? []), ...ids]), at: now })
  return fresh
}

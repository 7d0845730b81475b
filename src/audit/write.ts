import { bytesOfId, type Id, newId } from '../database/ids.ts'
import { piece, run } from '../database/piece.ts'
import type { Database } from '../database/pool.ts'
import type { AuditAction } from './actions.ts'
import type { Actor } from './actor.ts'

interface Deed {
  /** A noun and a verb: `appointment.book`, `patient.see`. Never a login, a name or a search word. */
  action: AuditAction
  subject?: { type: string; id: Id }
  patient?: Id<'patient'>
  /** A list or a search: one row with all whose data it showed. */
  patients?: Id<'patient'>[]
  reason?: string
  /** For deeds without an actor, such as a failed sign-in. */
  requestId?: string
}

/**
 * Writes who saw or did what, in one INSERT. A verb calls it inside its transaction; a page that shows a patient's data
 * before it is sent, so that nothing is seen without its row.
 */
export async function audit(db: Database, actor: Actor | null, deed: Deed): Promise<void> {
  await run(
    db,
    piece`INSERT INTO audit (id, at, user_id, role, department_id, location_id, action, subject_type, subject_id, patient_id, patient_ids,
      reason, request) VALUES (${bytesOfId(newId<'audit'>())}, UTC_TIMESTAMP(3), ${bytes(actor?.user)}, ${roleOf(actor)},
      ${bytes(onlyOne(actor?.departments))}, ${bytes(onlyOne(actor?.locations))}, ${deed.action}, ${deed.subject?.type ?? null},
      ${bytes(deed.subject?.id)}, ${bytes(deed.patient)}, ${deed.patients ? JSON.stringify(deed.patients) : null},
      ${deed.reason ?? null}, ${actor?.requestId ?? deed.requestId ?? null})`,
  )
}

const bytes = (id: Id | null | undefined): Buffer | null => (id ? bytesOfId(id) : null)

function roleOf(actor: Actor | null): string | null {
  if (!actor) return null
  return actor.site === 'patient' ? 'patient' : (actor.roles[0] ?? null)
}

/** The row names a department or location where the person has one; whoever works in several is not put into the first. */
function onlyOne<T>(places: T[] | 'all' | undefined): T | null {
  return places !== undefined && places !== 'all' && places.length === 1 ? (places[0] ?? null) : null
}

import { idOf } from '../../database/ids.ts'
import { wantedIn } from './wanted.ts'

/**
 * A free time that was chosen before anybody knew for whom: doctor, branch and day, as the desk's booking page reads them. It goes
 * along through the search; what is none of ours is dropped.
 */
export function wantedTime(text: string): string {
  const asked = new URLSearchParams(text)
  const from = wantedIn({ from: asked.get('from') ?? '' }).wanted.from
  const kept = {
    doctor: idOf(asked.get('doctor')),
    branch: idOf(asked.get('branch')),
    from: from?.toString() ?? null,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kept)) if (value !== null) query.set(name, value)
  return query.toString()
}

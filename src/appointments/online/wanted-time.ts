import { idOf } from '../../database/ids.ts'
import { deskTimeIn } from '../desk/desk-times.ts'
import { wantedIn } from './wanted.ts'

/**
 * A free time that was chosen before anybody knew for whom: doctor, branch, day and time, as the desk's booking page reads them. It
 * goes along through the search; what is none of ours is dropped.
 */
export function wantedTime(text: string): string {
  if (text === '') return ''
  const asked = new URLSearchParams(text)
  const time = asked.get('time')
  const from = wantedIn({ from: asked.get('from') ?? '' }).wanted.from
  const kept = {
    doctor: idOf(asked.get('doctor')),
    branch: idOf(asked.get('branch')),
    from: from?.toString() ?? null,
    time: time !== null && deskTimeIn(time) ? time : null,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kept)) if (value !== null) query.set(name, value)
  return query.toString()
}

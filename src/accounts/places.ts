import type { Actor } from '../audit/actor.ts'
import { may } from './abilities.ts'

/** The places in somebody's navigation, as the shells know them; the first is where they start. */
export function placesOf(actor: Actor): [string, ...string[]] {
  if (actor.site === 'patient') return ['appointments']
  const own = may(actor, 'my-day') ? ['my-day'] : []
  const everybodys = may(actor, 'day-book') ? ['day-book'] : []
  const inbox = may(actor, 'inbox') ? ['messages'] : []
  const admins = may(actor, 'clinic-edit') ? ['administration'] : []
  const reviewers = may(actor, 'registrations') ? ['registrations'] : []
  const [first, ...others] = [...own, ...everybodys, ...reviewers, ...inbox, 'directory', ...admins]
  return [first ?? 'directory', ...others]
}

/** Where somebody lands after signing in. */
export function homeOf(actor: Actor): string {
  return actor.site === 'patient' ? '/' : `/${placesOf(actor)[0]}`
}

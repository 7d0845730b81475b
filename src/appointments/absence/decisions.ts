import { type Id, idOf } from '../../database/ids.ts'
import type { Typed } from '../../web/form.ts'
import type { Decision } from './carry-out.ts'
import type { AffectedVisit } from './visits.ts'

/**
 * What the form says of each visit that it showed, at the version that it showed. A visit that came meanwhile is left alone, and so is
 * one of which the form says nothing that can be read.
 */
export const decisionsIn = (typed: Typed, visits: AffectedVisit[]): { visit: AffectedVisit; decision: Decision }[] =>
  visits.flatMap((visit) => {
    const said = typed[`visit-${visit.id}`]
    const version = Number(typed[`version-${visit.id}`])
    if (said === undefined || !Number.isInteger(version)) return []
    return [{ visit: { ...visit, version, listed: Number(typed[`listed-${visit.id}`] ?? 0) }, decision: decisionOf(said) }]
  })

/** Every visit that the form showed, wherever it is by now. */
export const shownIn = (typed: Typed): Id<'appointment'>[] =>
  Object.keys(typed).flatMap((field) => (field.startsWith('visit-') ? (idOf<'appointment'>(field.slice('visit-'.length)) ?? []) : []))

function decisionOf(said: string): Decision {
  if (said === 'cancel') return { to: 'cancel' }
  const [doctorText = '', locationText = '', startText = ''] = said.split(' ')
  const [doctor, location, start] = [idOf<'staff'>(doctorText), idOf<'location'>(locationText), instantOf(startText)]
  return doctor && location && start ? { to: 'move', doctor, location, start } : { to: 'keep' }
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return null
  }
}

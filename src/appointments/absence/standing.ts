import type { AbsenceLine } from '../../../views/absence/lines.ts'
import type { Deed } from './dealt-with.ts'
import type { AbsenceDone, AbsenceVisit } from './queries.ts'

type Standing = Pick<AbsenceLine, 'list'> & { keptBy: Deed | null }

/**
 * On which list of the absence a visit stands, by how it stands now and not by what was written then: one that could not be dealt with
 * is dealt with once somebody else has moved, cancelled or kept it, and a kept one that was cancelled is kept no longer.
 */
export function standingOf(absence: AbsenceDone, visit: AbsenceVisit): Standing {
  if (absence.underWay && visit.refusal === 'interrupted') return { list: 'under-way', keptBy: null }
  if (visit.outcome === 'moved' || visit.outcome === 'cancelled') return { list: 'changed', keptBy: null }
  const { doctor, clinicDay, status } = visit.now
  const withDoctor = doctor.id === absence.doctor.id && clinicDay.equals(absence.day)
  if (visit.outcome === 'kept') return { list: withDoctor && status !== 'cancelled' ? 'kept' : 'dealt', keptBy: null }
  if (!withDoctor || (status !== 'booked' && status !== 'arrived')) return { list: 'dealt', keptBy: null }
  const keptBy = keptSince(absence, visit)
  return { list: keptBy ? 'dealt' : 'failed', keptBy }
}

/** What was kept before this absence was made, and seen on its form, does not answer for it. */
function keptSince({ madeAt }: AbsenceDone, { refusal, dealt: { kept } }: AbsenceVisit): Deed | null {
  if (!kept) return null
  return refusal === 'handled' || Temporal.Instant.compare(kept.at, madeAt) > 0 ? kept : null
}

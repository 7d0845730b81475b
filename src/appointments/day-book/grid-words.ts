import type { DayGridProps } from '../../../views/desk/day-grid.tsx'
import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { namesFor } from '../../patients/names.ts'
import type { Texts } from '../../web/texts.ts'
import { mayChange } from '../desk/desk-appointment.ts'
import { statusNow } from '../desk/desk-words.ts'
import { dayNumberOf, instantOf } from '../free/minutes.ts'
import { wallAt } from '../free/wall-clock.ts'
import type { DayBookLine } from './day-book.ts'
import type { Grid, GridCell } from './day-grid.ts'
import { clockAt } from './day-lines.ts'
import { findFor } from './free-words.ts'

interface Around {
  actor: Actor
  day: Temporal.PlainDate
  now: Temporal.Instant
  names: { id: Id<'staff'>; name: ByLanguage }[]
}

/** The grid in words. Who may not book with a doctor sees that a time is free, and no link. */
export function gridInWords(t: Texts, grid: Grid, { actor, day, now, names }: Around): Pick<DayGridProps, 'doctors' | 'rows' | 'pages'> {
  const nameOf = (doctor: Id<'staff'>): string => {
    const known = names.find(({ id }) => id === doctor)
    return known ? t('staff.doctor', { name: t.local(known.name) }) : ''
  }
  const opensCancelled = scopeOf(actor, 'patient-see') === 'all'
  const visitIn = (visit: DayBookLine) => ({
    id: visit.id,
    href: visit.status === 'cancelled' && !opensCancelled ? null : `/appointments/${visit.id}`,
    time: clockAt(day, visit.wall).time,
    name: namesFor(visit.patient.names, t.language)[0]?.text ?? t('patient.nameless'),
    ...statusNow(visit, now),
  })
  const freeIn = ({ free }: GridCell) => {
    if (free === null) return null
    const { doctor, location, zone } = free.offer
    const { time } = clockAt(day, wallAt(zone, dayNumberOf(day), free.from))
    return {
      href: mayChange(actor, { doctor_id: doctor }) ? findFor({ doctor, location, clinicDay: day, starts: instantOf(free.from) }) : null,
      time,
    }
  }
  return {
    doctors: grid.doctors.map((id) => ({ id, name: nameOf(id) })),
    pages: grid.pages,
    rows: grid.rows.map(({ wall, cells }) => ({
      ...clockAt(day, wall),
      cells: cells.map((cell) => ({ visits: cell.visits.map(visitIn), free: freeIn(cell), closed: cell.closed })),
    })),
  }
}

import type { Child } from 'hono/jsx'
import { Note } from '../../../views/ui/note.tsx'
import type { Id } from '../../database/ids.ts'
import type { WebContext } from '../../web/context.ts'
import type { RecentVisit } from '../desk/patient-at-desk.ts'

/** Who has an appointment today is checked in, not put into a queue; who waits in one already is not put into another unawares. */
export async function noteAboutToday(
  c: WebContext,
  patient: Id<'patient'>,
  visits: RecentVisit[],
  today: Temporal.PlainDate,
): Promise<Child | null> {
  const { db, t } = c.var
  const visit = visits.find(({ clinic_day, status }) => status === 'booked' && clinic_day.equals(today))
  if (visit) {
    return (
      <Note kind="info">
        {t.jsx('walkIn.hasAppointment', {
          time: t.time(visit.starts_at.toZonedDateTimeISO(visit.zone)),
          link: (inside: Child) => <a href={`/appointments/${visit.id}`}>{inside}</a>,
        })}
      </Note>
    )
  }
  const waiting = await db
    .selectFrom('queue_entries as entry')
    .innerJoin('departments as department', 'department.id', 'entry.department_id')
    .select(['entry.id', 'entry.number', 'department.name'])
    .where('entry.patient_id', '=', patient)
    .where('entry.clinic_day', '=', today)
    .where('entry.status', '=', 'waiting')
    .executeTakeFirst()
  if (!waiting) return null
  return (
    <Note kind="warn">
      {t.jsx('walkIn.waitsIn', {
        number: waiting.number,
        department: t.local(waiting.name),
        link: (inside: Child) => <a href={`/queue/${waiting.id}/ticket`}>{inside}</a>,
      })}
    </Note>
  )
}

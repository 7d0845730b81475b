import type { Frame } from '../frame.ts'
import { LinkButton } from '../ui/button.tsx'

export interface DayStateProps {
  t: Frame['t']
  doctor: { id: string }
  day: Temporal.PlainDate
  /** Nobody else is booked on the rest of the day. */
  closed: boolean
  /** It can be opened again. */
  openable: boolean
  /** When it was, because the doctor came after all. */
  opened: Temporal.ZonedDateTime | null
}

/** Whether the rest of the doctor's day is closed, and the way back. */
export const DayState = ({ t, doctor, day, closed, openable, opened }: DayStateProps) => (
  <>
    {closed && <p>{t('absence.isClosed')}</p>}
    {openable && (
      <p class="no-print">
        <LinkButton kind="plain" href={`/doctors/${doctor.id}/return?day=${day}`}>
          {t('absence.return')}
        </LinkButton>
      </p>
    )}
    {opened && <p>{t('absence.opened', { day: t.dayMonth(opened.toPlainDate()), time: t.time(opened) })}</p>}
  </>
)

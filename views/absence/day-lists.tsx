import type { Frame } from '../frame.ts'
import { PersonName } from '../ui/inline.tsx'
import type { DayList } from './lines.ts'

/** What was carried out for a doctor's day, when, by whom; and how many calls are open. */
export const DayLists = ({ t, lists }: { t: Frame['t']; lists: DayList[] }) =>
  lists.length === 0 ? null : (
    <ul class="bare">
      {lists.map(({ id, at, by, underWay, toCall }) => (
        <li>
          <a href={`/absences/${id}`}>
            {t.jsx('absence.carriedOut', { name: <PersonName name={by} />, day: t.dayMonth(at.toPlainDate()), time: t.time(at) })}
          </a>
          <small class="hint">{underWay > 0 ? t('absence.underWay', { n: underWay }) : t('absence.toCall', { n: toCall })}</small>
        </li>
      ))}
    </ul>
  )

import type { Frame } from '../frame.ts'
import { PersonName } from '../ui/inline.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import type { AbsenceLine } from './lines.ts'

/** Where a visit of the absent doctor is by now. */
export const Becomes = ({ t, line }: { t: Frame['t']; line: AbsenceLine }) => {
  if (line.list === 'under-way') return null
  if (line.list === 'failed' || line.cancelled) return <span>{t(line.cancelled ? 'absence.isCancelled' : 'absence.stays')}</span>
  return (
    <>
      <VisitWhen t={t} visit={line.now} />
      {line.status && <small class="hint">{line.status}</small>}
      <small class="hint">
        <PersonName name={line.doctor} />
      </small>
    </>
  )
}

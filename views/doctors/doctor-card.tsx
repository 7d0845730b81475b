import type { Slot } from '../../src/appointments/free/free.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Card } from '../ui/card.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Pill } from '../ui/status-pill.tsx'
import { timeOfSlot, visitWhenText } from '../ui/visit-time.tsx'
import { branchesOf, doctorName, doctorPost, languagesOf } from './doctor-words.ts'

export interface DoctorCardProps {
  t: Texts
  doctor: Doctor
  /** The next free time of a first visit. */
  next: Slot | undefined
  now: Temporal.Instant
  severalBranches: boolean
  level?: 2 | 3
}

/** Stands in `<Cards>`. */
export function DoctorCard({ t, doctor, next, now, severalBranches, level }: DoctorCardProps) {
  const branches = branchesOf(t, doctor, severalBranches)
  return (
    <Card title={<PersonName name={doctorName(t, doctor)} />} href={`/doctors/${doctor.id}`} monogram={t.local(doctor.name)} level={level}>
      <p>{doctorPost(t, doctor)}</p>
      <small>{languagesOf(t, doctor)}</small>
      {branches.length > 0 && <small>{branches.join(t('ui.commaSpace'))}</small>}
      {next ? (
        <Pill tone="good" icon="clock">
          {visitWhenText(t, timeOfSlot(next), now)}
        </Pill>
      ) : (
        <Pill tone="mute" icon="clock">
          {t('doctor.noneSoon')}
        </Pill>
      )}
    </Card>
  )
}

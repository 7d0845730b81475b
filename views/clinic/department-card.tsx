import type { Slot } from '../../src/appointments/free/free.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { doctorsText } from '../doctors/doctor-words.ts'
import { Card } from '../ui/card.tsx'
import { timeOfSlot, visitWhenText } from '../ui/visit-time.tsx'

export interface ShownDepartment {
  id: string
  name: ByLanguage
  about: ByLanguage | null
  doctors: number
  /** Every doctor of the department is a woman. */
  onlyWomen: boolean
  next: Slot | undefined
}

export interface DepartmentCardProps {
  t: Texts
  department: ShownDepartment
  now: Temporal.Instant
  level?: 2 | 3
  withAbout?: boolean
}

/** Stands in `<Cards>`. */
export const DepartmentCard = ({ t, department, now, level, withAbout }: DepartmentCardProps) => (
  <Card title={t.local(department.name)} href={`/departments/${department.id}`} level={level}>
    {withAbout && department.about && <p>{t.local(department.about)}</p>}
    <p>{doctorsText(t, department)}</p>
    <small>
      {department.next
        ? t.jsx('department.next', { when: <b>{visitWhenText(t, timeOfSlot(department.next), now)}</b> })
        : t('department.noneSoon')}
    </small>
  </Card>
)

import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Cards } from '../ui/card.tsx'
import { Empty } from '../ui/note.tsx'
import { DepartmentCard, type ShownDepartment } from './department-card.tsx'

export interface DepartmentsPageProps {
  frame: Frame
  departments: ShownDepartment[]
  now: Temporal.Instant
}

export const DepartmentsPage = ({ frame, departments, now }: DepartmentsPageProps) => {
  const { t } = frame
  return (
    <PatientShell frame={frame} title={t('shell.departments')} place="departments">
      <h1>{t('shell.departments')}</h1>
      {departments.length > 0 ? (
        <Cards>
          {departments.map((department) => (
            <DepartmentCard t={t} department={department} now={now} level={2} withAbout />
          ))}
        </Cards>
      ) : (
        <Empty>{t('departments.none')}</Empty>
      )}
    </PatientShell>
  )
}

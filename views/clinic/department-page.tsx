import type { NextFree } from '../../src/appointments/free/next-free.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import { DoctorCard } from '../doctors/doctor-card.tsx'
import { doctorsText } from '../doctors/doctor-words.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Cards } from '../ui/card.tsx'
import { Empty } from '../ui/note.tsx'
import type { ShownDepartment } from './department-card.tsx'

export interface DepartmentPageProps {
  frame: Frame
  department: ShownDepartment
  doctors: Doctor[]
  next: NextFree['doctors']
  now: Temporal.Instant
}

export function DepartmentPage({ frame, department, doctors, next, now }: DepartmentPageProps) {
  const { t, clinic } = frame
  const name = t.local(department.name)
  return (
    <PatientShell frame={frame} title={name} place="departments" back={{ href: '/departments', label: t('shell.departments') }}>
      <h1>{name}</h1>
      {department.about && <p class="text">{t.local(department.about)}</p>}
      {doctors.length > 0 ? (
        <>
          <Actions>
            <LinkButton kind="primary" icon="calendar-plus" href={`/book?department=${department.id}`}>
              {t('home.book')}
            </LinkButton>
          </Actions>
          <section>
            <h2>{doctorsText(t, department)}</h2>
            <Cards>
              {doctors.map((doctor) => (
                <DoctorCard t={t} doctor={doctor} next={next.get(doctor.id)} now={now} severalBranches={clinic.locations.length > 1} />
              ))}
            </Cards>
          </section>
        </>
      ) : (
        <Empty>{t('department.noDoctors')}</Empty>
      )}
    </PatientShell>
  )
}

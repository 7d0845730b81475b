import type { NextFree } from '../../src/appointments/free/next-free.ts'
import type { ByLanguage, Sex } from '../../src/database/tables.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Cards } from '../ui/card.tsx'
import { Select } from '../ui/field.tsx'
import { Filters } from '../ui/navigation.tsx'
import { Empty, Note } from '../ui/note.tsx'
import { DoctorCard } from './doctor-card.tsx'
import { doctorsText } from './doctor-words.ts'

export interface DoctorsPageProps {
  frame: Frame
  doctors: Doctor[]
  /** Every one of them is a woman. */
  onlyWomen: boolean
  departments: { id: string; name: ByLanguage }[]
  filter: { department: string; sex: Sex | '' }
  next: NextFree['doctors']
  now: Temporal.Instant
  /** What was asked for could not be read and was left out. */
  problem: boolean
}

export function DoctorsPage({ frame, doctors, onlyWomen, departments, filter, next, now, problem }: DoctorsPageProps) {
  const { t, clinic } = frame
  return (
    <PatientShell
      frame={frame}
      title={t('shell.doctors')}
      place="doctors"
      note={problem && <Note kind="warn">{t('doctors.unreadable')}</Note>}
    >
      <h1>{t('shell.doctors')}</h1>
      <Filters t={t} action="/doctors">
        <Select
          name="department"
          label={t('doctors.department')}
          value={filter.department}
          options={[
            { value: '', label: t('doctors.allDepartments') },
            ...departments.map(({ id, name }) => ({ value: id, label: t.local(name) })),
          ]}
        />
        <Select
          name="sex"
          label={t('doctors.sex')}
          value={filter.sex}
          options={[
            { value: '', label: t('doctors.anySex') },
            { value: 'female', label: t('doctors.women') },
            { value: 'male', label: t('doctors.men') },
          ]}
        />
      </Filters>
      {doctors.length > 0 ? (
        <section aria-labelledby="found">
          <h2 id="found" class="count">
            {doctorsText(t, { doctors: doctors.length, onlyWomen })}
          </h2>
          <Cards>
            {doctors.map((doctor) => (
              <DoctorCard t={t} doctor={doctor} next={next.get(doctor.id)} now={now} severalBranches={clinic.locations.length > 1} />
            ))}
          </Cards>
        </section>
      ) : (
        <Empty
          action={
            <LinkButton kind="plain" href="/doctors">
              {t('doctors.showAll')}
            </LinkButton>
          }
        >
          {t('doctors.none')}
        </Empty>
      )}
    </PatientShell>
  )
}

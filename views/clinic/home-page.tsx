import type { Slot } from '../../src/appointments/free/free.ts'
import type { Refusal } from '../../src/patients/registrations/refusal.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import { DoctorCard } from '../doctors/doctor-card.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { RefusalNote } from '../registrations/refusal-note.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Cards, Facts, Hero } from '../ui/card.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { DepartmentCard, type ShownDepartment } from './department-card.tsx'
import { NextVisit, type NextVisitProps } from './next-visit.tsx'

export interface HomePageProps {
  frame: Frame
  /** The doctors with the earliest free times. */
  doctors: { doctor: Doctor; next: Slot }[]
  /** Whether these times are today's. */
  freeToday: boolean
  departments: ShownDepartment[]
  /** Null when nobody is signed in. */
  visit: NextVisitProps['visit'] | 'none' | null
  /** Why the reader's registration was refused, where it was. */
  refusal: Refusal | null
  /** The reader has just registered. */
  registered: boolean
  now: Temporal.Instant
}

export function HomePage(props: HomePageProps) {
  const { frame, departments, refusal, registered, now } = props
  const { t } = frame
  return (
    <PatientShell
      frame={frame}
      title={frame.clinic.name}
      hero={<Top {...props} />}
      note={refusal ? <RefusalNote frame={frame} refusal={refusal} /> : registered && <Note kind="good">{t('online.done')}</Note>}
    >
      <FreeDoctors {...props} />
      {departments.length > 0 && (
        <section>
          <h2>{t('shell.departments')}</h2>
          <Cards>
            {departments.map((department) => (
              <DepartmentCard t={t} department={department} now={now} />
            ))}
          </Cards>
        </section>
      )}
    </PatientShell>
  )
}

/** Who is signed in sees the next appointment where others see today's hours. */
const Top = ({ frame, visit }: HomePageProps) => {
  const { t } = frame
  return (
    <Hero
      title={t('home.promise')}
      text={t('home.how')}
      actions={
        <>
          <LinkButton kind="primary" icon="calendar-plus" href="/book">
            {t('home.book')}
          </LinkButton>
          <CallButton frame={frame} />
        </>
      }
      aside={visit ? <NextVisit t={t} visit={visit === 'none' ? null : visit} /> : <OpenToday frame={frame} />}
    />
  )
}

const CallButton = ({ frame: { t, clinic } }: { frame: Frame }) =>
  clinic.phone ? (
    <LinkButton kind="plain" icon="phone" href={`tel:${clinic.phone.replace(/[^+\d]/gu, '')}`}>
      {t.jsx('shell.call', { phone: <Num>{clinic.phone}</Num> })}
    </LinkButton>
  ) : null

const OpenToday = ({ frame: { t, clinic } }: { frame: Frame }) => (
  <>
    <h2>{t('shell.openToday')}</h2>
    {clinic.locations.map((location) => (
      <>
        {clinic.locations.length > 1 && <h3>{location.name}</h3>}
        <Facts
          items={[
            { icon: 'clock', text: location.hoursToday ?? t('shell.closedToday') },
            { icon: 'pin', text: location.address },
          ]}
        />
      </>
    ))}
    <p class="more">
      <a href="/hours">{t('home.allHours')}</a>
    </p>
  </>
)

const FreeDoctors = ({ frame: { t, clinic }, doctors, freeToday, now }: HomePageProps) =>
  doctors.length > 0 ? (
    <section>
      <h2>{t(freeToday ? 'home.freeToday' : 'home.freeNext')}</h2>
      <Cards>
        {doctors.map(({ doctor, next }) => (
          <DoctorCard t={t} doctor={doctor} next={next} now={now} severalBranches={clinic.locations.length > 1} />
        ))}
      </Cards>
      <p>
        <a href="/doctors">{t('home.allDoctors')}</a>
      </p>
    </section>
  ) : null

import type { PatientAppointment } from '../../src/appointments/online/patient-appointments.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Chips } from '../ui/chips.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import { addressOf, DoctorOf } from './appointment-words.tsx'
import { CalendarAndMap } from './calendar-and-map.tsx'

export type AppointmentsShown = 'upcoming' | 'past' | 'cancelled'

export interface ListPageProps {
  frame: Frame
  /** For whom the reader acts; one alone has no switch. */
  people: { id: string; name: string; current: boolean }[]
  person: string
  shown: AppointmentsShown
  appointments: PatientAppointment[]
  /** How many there are of each kind. */
  counts: Record<AppointmentsShown, number>
  severalBranches: boolean
  hijri: boolean
  mayBook: boolean
  /** The list of this patient, without its part. */
  path: string
}

const headings: Record<AppointmentsShown, TextKey> = { upcoming: 'appt.upcoming', past: 'appt.past', cancelled: 'appt.cancelled' }
const empty: Record<AppointmentsShown, TextKey> = { upcoming: 'appt.noUpcoming', past: 'appt.noPast', cancelled: 'appt.noCancelled' }

export function ListPage(props: ListPageProps) {
  const { frame, people, person, shown, appointments, counts, mayBook, path } = props
  const { t } = frame
  const [next, ...later] = appointments
  return (
    <PatientShell frame={frame} title={t('shell.myAppointments')} place="appointments" narrow>
      <h1>{t('shell.myAppointments')}</h1>
      {people.length > 1 && (
        <Chips
          label={t('appt.people')}
          items={people.map(({ id, name, current }) => ({
            href: `/patients/${id}/appointments`,
            label: <PersonName name={name} />,
            current,
          }))}
        />
      )}
      {people.length > 1 && <p class="soft">{t.jsx('appt.listOf', { name: <PersonName name={person} /> })}</p>}
      <Chips
        label={t('appt.parts')}
        items={(['upcoming', 'past', 'cancelled'] as const).map((part) => ({
          href: part === 'upcoming' ? path : `${path}?show=${part}`,
          label: `${t(headings[part])} (${t.number(counts[part])})`,
          current: part === shown,
        }))}
      />
      {next === undefined ? (
        <Empty action={mayBook && shown === 'upcoming' && <BookButton t={t} path={path} />}>{t(empty[shown])}</Empty>
      ) : shown === 'upcoming' ? (
        <>
          <section>
            <h2>{t('appt.next')}</h2>
            <NextCard {...props} appointment={next} />
          </section>
          {later.length > 0 && (
            <section>
              <h2>{t('appt.later')}</h2>
              <Visits {...props} appointments={later} />
            </section>
          )}
          {mayBook && (
            <Actions>
              <BookButton t={t} path={path} />
            </Actions>
          )}
        </>
      ) : (
        <section>
          <h2 class="ear">{t(headings[shown])}</h2>
          <Visits {...props} />
        </section>
      )}
    </PatientShell>
  )
}

const BookButton = ({ t, path }: { t: Texts; path: string }) => (
  <LinkButton icon="calendar-plus" href={path.replace(/appointments$/u, 'book')}>
    {t('home.book')}
  </LinkButton>
)

const NextCard = ({ frame: { t }, appointment, severalBranches, hijri }: ListPageProps & { appointment: PatientAppointment }) => (
  <div class="panel">
    <h3>
      <a href={addressOf(appointment)}>
        <VisitWhen t={t} visit={appointment} long hijri={hijri} />
      </a>
    </h3>
    <Lines t={t} appointment={appointment} severalBranches={severalBranches} />
    <p>
      <StatusPill t={t} status={appointment.status} />
    </p>
    <CalendarAndMap t={t} appointment={appointment} />
    {appointment.mayCancel && (
      <p>
        <a href={`${addressOf(appointment)}/time`}>{t('appt.move')}</a> ·{' '}
        <a href={`${addressOf(appointment)}/cancellation`}>{t('appt.cancel')}</a>
      </p>
    )}
  </div>
)

const Visits = ({ frame: { t }, appointments, severalBranches }: ListPageProps) => (
  <ul class="cards one">
    {appointments.map((appointment) => (
      <li class="card linked">
        <div>
          <h3>
            <a href={addressOf(appointment)}>
              <VisitWhen t={t} visit={appointment} long />
            </a>
          </h3>
          <Lines t={t} appointment={appointment} severalBranches={severalBranches} />
          <StatusPill t={t} status={appointment.status} />
        </div>
      </li>
    ))}
  </ul>
)

const Lines = ({ t, appointment, severalBranches }: { t: Texts; appointment: PatientAppointment; severalBranches: boolean }) => (
  <>
    <p>
      <DoctorOf t={t} appointment={appointment} />
      {t('ui.commaSpace')}
      {t.local(appointment.department.name)}
    </p>
    <p>
      {t.local(appointment.visitType.name)}
      {severalBranches && `${t('ui.commaSpace')}${t.local(appointment.location.name)}`}
    </p>
  </>
)

import type { Slot } from '../../src/appointments/free/free.ts'
import type { Interval } from '../../src/clinic/hours.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import type { Texts } from '../../src/web/texts.ts'
import { WeekHours } from '../clinic/week-hours.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/card.tsx'
import { Monogram, Num, PersonName } from '../ui/inline.tsx'
import { timeOfSlot, visitWhenText } from '../ui/visit-time.tsx'
import { branchesOf, doctorName, doctorPost, languagesOf } from './doctor-words.ts'

export interface DoctorPageProps {
  frame: Frame
  doctor: Doctor
  /** One price for each role whose price is another. */
  prices: { department: ByLanguage; price: string }[]
  /** Free times of a first visit with the address that books each. */
  times: { slot: Slot; href: string }[]
  weeks: { department: ByLanguage; branch: ByLanguage; week: { day: Temporal.PlainDate; intervals: Interval[] }[] }[]
  now: Temporal.Instant
}

export function DoctorPage(props: DoctorPageProps) {
  const { frame, doctor } = props
  const { t } = frame
  const name = doctorName(t, doctor)
  return (
    <PatientShell frame={frame} title={name} place="doctors" back={{ href: '/doctors', label: t('shell.doctors') }}>
      <div class="person-head">
        <Monogram name={t.local(doctor.name)} />
        <div>
          <h1>
            <PersonName name={name} />
          </h1>
          <p class="soft">{doctorPost(t, doctor)}</p>
        </div>
      </div>
      <div class="two">
        <div>
          <DoctorFacts {...props} />
          <Actions>
            <LinkButton kind="primary" icon="calendar-plus" href={`/book?doctor=${doctor.id}&via=doctor`}>
              {t('doctor.book', { sex: doctor.sex })}
            </LinkButton>
          </Actions>
          <FreeTimes {...props} />
        </div>
        <div>
          {doctor.about && (
            <section>
              <h2>{t('doctor.about')}</h2>
              <p>{t.local(doctor.about)}</p>
            </section>
          )}
          <Hours {...props} />
        </div>
      </div>
    </PatientShell>
  )
}

const DoctorFacts = ({ frame: { t, clinic }, doctor, prices }: DoctorPageProps) => {
  const branches = branchesOf(t, doctor, clinic.locations.length > 1)
  return (
    <Facts
      items={[
        { icon: 'person', text: t('doctor.sex', { sex: doctor.sex }) },
        { icon: 'globe', text: t('doctor.speaks', { languages: languagesOf(t, doctor) }) },
        ...(branches.length > 0 ? [{ icon: 'pin' as const, text: branches.join(t('ui.commaSpace')) }] : []),
        ...prices.map(({ department, price }) => ({
          icon: 'card' as const,
          text: t(prices.length > 1 ? 'doctor.priceIn' : 'doctor.price', { price, department: t.local(department) }),
        })),
        ...(doctor.licence ? [{ icon: 'check' as const, text: t.jsx('doctor.licence', { licence: <Num>{doctor.licence}</Num> }) }] : []),
      ]}
    />
  )
}

const FreeTimes = ({ frame: { t, clinic }, doctor, times, now }: DoctorPageProps) => (
  <section>
    <h2>{t('doctor.nextTimes')}</h2>
    {times.length > 0 ? (
      <ul class="links">
        {times.map(({ slot, href }) => (
          <li>
            <a class="button plain" href={href}>
              {visitWhenText(t, timeOfSlot(slot), now)}
              {clinic.locations.length > 1 && <BranchOf t={t} doctor={doctor} slot={slot} />}
            </a>
          </li>
        ))}
      </ul>
    ) : (
      <p>{t.jsx('doctor.noTimes', { phone: <Num>{clinic.phone}</Num> })}</p>
    )}
  </section>
)

const BranchOf = ({ t, doctor, slot }: { t: Texts; doctor: Doctor; slot: Slot }) => {
  const role = doctor.roles.find(({ id }) => id === slot.role)
  return role ? <small> {t.local(role.location.name)}</small> : null
}

const Hours = ({ frame: { t, clinic }, weeks }: DoctorPageProps) => (
  <section>
    <h2>{t('doctor.hours')}</h2>
    {weeks.map(({ department, branch, week }) => (
      <>
        {weeks.length > 1 && (
          <h3>
            {t.local(department)}
            {clinic.locations.length > 1 && `${t('ui.commaSpace')}${t.local(branch)}`}
          </h3>
        )}
        <WeekHours t={t} week={week} />
      </>
    ))}
  </section>
)

import type { Interval } from '../../src/clinic/hours.ts'
import type { Location } from '../../src/clinic/queries.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/card.tsx'
import { Num } from '../ui/inline.tsx'
import { Pill } from '../ui/status-pill.tsx'
import { mapAddress } from './map-address.ts'
import { WeekHours } from './week-hours.tsx'

export interface Branch {
  location: Location
  /** Now; null on a day without hours. */
  open: boolean
  week: { day: Temporal.PlainDate; intervals: Interval[]; because: string | null }[]
}

/** When the clinic is open and how to find it. */
export const HoursPage = ({ frame, branches }: { frame: Frame; branches: Branch[] }) => {
  const { t } = frame
  return (
    <PatientShell frame={frame} title={t('hours.title')} place="hours">
      <h1>{t('hours.title')}</h1>
      <div class="two">
        {branches.map((branch) => (
          <BranchHours frame={frame} branch={branch} named={branches.length > 1} />
        ))}
      </div>
    </PatientShell>
  )
}

const BranchHours = ({ frame: { t }, branch: { location, open, week }, named }: { frame: Frame; branch: Branch; named: boolean }) => (
  <section aria-label={named ? t.local(location.name) : undefined}>
    {named && <h2>{t.local(location.name)}</h2>}
    <p>
      <Pill tone={open ? 'good' : 'mute'} icon="clock">
        {t(open ? 'hours.openNow' : 'hours.closedNow')}
      </Pill>
    </p>
    <WeekHours t={t} week={week} />
    <Facts
      items={[
        { icon: 'pin', text: t.local(location.address) },
        ...(location.directions ? [{ icon: 'info' as const, text: t.local(location.directions) }] : []),
        {
          icon: 'phone',
          text: (
            <a href={`tel:${location.phone}`}>
              <Num>{t.phone(location.phone, location.country)}</Num>
            </a>
          ),
        },
      ]}
    />
    <MapButton t={t} location={location} />
  </section>
)

/** Where the place is known to a few metres. */
const MapButton = ({ t, location }: { t: Frame['t']; location: Location }) => {
  const href = mapAddress(location)
  return href ? (
    <Actions>
      <LinkButton kind="plain" icon="pin" href={href} about={t.local(location.name)}>
        {t('hours.map')}
      </LinkButton>
    </Actions>
  ) : null
}

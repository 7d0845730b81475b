import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Name, type PatientSex } from '../patients/patient-words.tsx'
import { Facts } from '../search/hits.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/note.tsx'

export interface ListedRegistration {
  href: string
  names: ShownName[]
  sex: PatientSex
  age: Age | null
  recordNumber: string
  phone: string | null
  registered: Temporal.ZonedDateTime
  nextVisit: Temporal.ZonedDateTime | null
}

/** Whoever registered and has not been seen yet; those who come first stand first. */
export const RegistrationsPage = ({ frame, registrations }: { frame: Frame; registrations: ListedRegistration[] }) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('registrations.title')} place="registrations" narrow>
      <p>{t('registrations.about')}</p>
      {registrations.length === 0 ? (
        <Empty>{t('registrations.none')}</Empty>
      ) : (
        <ul class="hits">
          {registrations.map((one) => (
            <Listed t={t} registration={one} />
          ))}
        </ul>
      )}
    </StaffShell>
  )
}

const Listed = ({ t, registration }: { t: Texts; registration: ListedRegistration }) => {
  const { href, names, phone, registered, nextVisit } = registration
  const hit = {
    ...registration,
    identifier: null,
    phone: phone === null ? null : { text: phone, whose: null },
    childOf: null,
    deceased: false,
  }
  return (
    <li>
      <div>
        <p class="names">
          <a href={href}>{names[0] ? <Name name={names[0]} /> : t('patient.nameless')}</a>
          {names[1] && <Name name={names[1]} />}
        </p>
        <Facts t={t} hit={hit} />
        <p class="facts-line">
          <span>
            {nextVisit
              ? t('registrations.comes', { day: t.dayMonth(nextVisit.toPlainDate()), time: t.time(nextVisit) })
              : t('registrations.comesNot')}
          </span>
          <span>{t('registrations.since', { day: t.dayMonth(registered.toPlainDate()) })}</span>
        </p>
      </div>
      <div class="hit-actions">
        <LinkButton kind="plain" small href={href} about={names[0]?.text ?? registration.recordNumber}>
          {t('registrations.check')}
        </LinkButton>
      </div>
    </li>
  )
}

import type { Child } from 'hono/jsx'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import type { LikelyPerson } from '../patients/likely.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { BothNames } from '../patients/patient-words.tsx'
import { Facts } from '../search/hits.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'

export interface RegistrationPageProps {
  frame: Frame
  href: string
  patient: HeaderPatient
  patientHref: string
  status: 'waiting' | 'confirmed' | 'linked' | 'refused'
  reason: string | null
  linkedHref: string | null
  contact: string
  identifier: { type: TextKey; value: string } | null
  visits: { href: string; starts: Temporal.ZonedDateTime; doctor: string }[]
  likely: LikelyPerson[]
  typed: Record<string, string | undefined>
  errors: FieldError[]
  receipts: { confirm: string; link: string; refuse: string }
}

/** Who somebody says they are, and what the desk makes of it once they stand there with their card. */
export const RegistrationPage = (props: RegistrationPageProps) => {
  const { frame, errors } = props
  return (
    <StaffShell
      frame={frame}
      title={frame.t('registrations.one')}
      place="registrations"
      error={errors.length > 0}
      narrow
      back={{ href: '/registrations', label: frame.t('registrations.title') }}
    >
      <RegistrationContent {...props} />
    </StaffShell>
  )
}

export const RegistrationContent = (props: RegistrationPageProps) => {
  const { frame, patient, status, errors } = props
  const { t } = frame
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <PatientHeader t={t} patient={patient} />
      <Said {...props} />
      {status === 'waiting' ? <Decisions {...props} /> : <Decided {...props} />}
    </>
  )
}

const Said = ({ frame: { t }, contact, identifier, visits }: RegistrationPageProps) => (
  <Summary>
    <SummaryRow t={t} label={t('registrations.contact')}>
      <Num>{contact}</Num>
    </SummaryRow>
    <SummaryRow t={t} label={t('registrations.identifier')}>
      {identifier ? (
        <>
          {t(identifier.type)} <Num>{identifier.value}</Num>
        </>
      ) : (
        t('registrations.noIdentifier')
      )}
    </SummaryRow>
    <SummaryRow t={t} label={t('registrations.visits')}>
      {visits.length === 0 ? (
        t('registrations.noVisits')
      ) : (
        <ul class="plain">
          {visits.map(({ href, starts, doctor }) => (
            <li>
              <a href={href}>{t('registrations.visit', { day: t.dayMonth(starts.toPlainDate()), time: t.time(starts), doctor })}</a>
            </li>
          ))}
        </ul>
      )}
    </SummaryRow>
  </Summary>
)

const Decisions = (props: RegistrationPageProps) => {
  const { t } = props.frame
  return (
    <>
      <Link {...props} />
      <Part title={t('registrations.confirmTitle')}>
        <p>{t('registrations.confirmAbout')}</p>
        <Form action={`${props.href}/confirmation`} receipt={props.receipts.confirm}>
          <Actions>
            <Button kind={props.likely.length > 0 ? 'plain' : 'primary'}>{t('registrations.confirm')}</Button>
          </Actions>
        </Form>
      </Part>
      <Refuse {...props} />
    </>
  )
}

const Part = ({ title, children }: { title: string; children: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

const Link = ({ frame: { t }, href, likely, typed, errors, receipts }: RegistrationPageProps) => (
  <Part title={t('registrations.linkTitle')}>
    <p>{t('registrations.linkAbout')}</p>
    <Form action={`${href}/link`} receipt={receipts.link}>
      {likely.length > 0 && (
        <Choices
          name="patient"
          legend={t('registrations.likely')}
          value={typed.patient}
          error={errorOf(errors, 'patient')}
          options={likely.map((person) => ({
            value: person.href.slice(-36),
            label: (
              <>
                <BothNames t={t} names={person.names} /> <Facts t={t} hit={person} inline />
              </>
            ),
            hint: t('register.because', { reasons: t.list(person.why.map((why) => t(`register.why.${why}`))) }),
          }))}
        />
      )}
      <Field
        name="recordNumber"
        label={t(likely.length > 0 ? 'registrations.otherRecord' : 'registrations.recordNumber')}
        value={typed.recordNumber}
        error={errorOf(errors, 'recordNumber')}
        width="w10"
        dir="ltr"
        maxlength={12}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      <Actions>
        <Button kind={likely.length > 0 ? 'primary' : 'plain'}>{t('registrations.link')}</Button>
      </Actions>
    </Form>
  </Part>
)

const Refuse = ({ frame: { t }, href, typed, errors, receipts }: RegistrationPageProps) => (
  <Part title={t('registrations.refuseTitle')}>
    <p>{t('registrations.refuseAbout')}</p>
    <Form action={`${href}/refusal`} receipt={receipts.refuse}>
      <Field
        name="reason"
        label={t('registrations.reason')}
        value={typed.reason}
        error={errorOf(errors, 'reason')}
        width="w20"
        dir="auto"
        maxlength={500}
        autocomplete="off"
      />
      <Actions>
        <Button kind="danger">{t('registrations.refuse')}</Button>
      </Actions>
    </Form>
  </Part>
)

const Decided = ({ frame: { t }, status, reason, linkedHref, patientHref }: RegistrationPageProps) => (
  <Note kind={status === 'refused' ? 'warn' : 'good'}>
    {t(`registrations.was.${status}` as `registrations.was.${'confirmed' | 'linked' | 'refused'}`)} {reason && <bdi>{reason}</bdi>}{' '}
    {status !== 'refused' && <PatientLink t={t} href={linkedHref ?? patientHref} />}
  </Note>
)

const PatientLink = ({ t, href }: { t: Texts; href: string }) => <a href={href}>{t('registrations.openRecord')}</a>

import type { Refusal, RefusedBecause } from '../../src/patients/registrations/refusal.ts'
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
import { RefusalWords } from './refusal-note.tsx'
import { Part, Refuse } from './refuse-form.tsx'

export interface RegistrationPageProps {
  frame: Frame
  href: string
  patient: HeaderPatient
  patientHref: string
  status: 'waiting' | 'confirmed' | 'linked' | 'refused'
  refusal: Refusal | null
  linkedHref: string | null
  contact: string
  identifier: { type: TextKey; value: string } | null
  visits: { href: string; starts: Temporal.ZonedDateTime; doctor: string }[]
  /** `account`: by what somebody signs in who has that record already, as far as it is shown. */
  likely: (LikelyPerson & { account: string | null })[]
  typed: Record<string, string | undefined>
  /** By what somebody signs in already who has the chosen record: asked once more before there is a second account for it. */
  otherAccount: string | null
  errors: FieldError[]
  reasons: readonly RefusedBecause[]
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
      <Refuse
        t={t}
        action={`${props.href}/refusal`}
        receipt={props.receipts.refuse}
        reasons={props.reasons}
        typed={props.typed}
        errors={props.errors}
      />
    </>
  )
}

const Link = ({ frame: { t }, href, likely, typed, otherAccount, errors, receipts }: RegistrationPageProps) => (
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
            hint: <Hint t={t} person={person} />,
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
      {otherAccount !== null && (
        <Choices
          name="evenSo"
          legend={t('registrations.hasAccount')}
          type="checkbox"
          error={errorOf(errors, 'evenSo')}
          options={[{ value: 'yes', label: t('registrations.evenSo', { login: otherAccount }), hint: t('registrations.evenSoHint') }]}
        />
      )}
      <Actions>
        <Button kind={likely.length > 0 ? 'primary' : 'plain'}>{t('registrations.link')}</Button>
      </Actions>
    </Form>
  </Part>
)

const Decided = ({ frame: { t }, status, refusal, linkedHref, patientHref }: RegistrationPageProps) =>
  refusal ? (
    <Note kind="warn" title={t('registrations.wasRefused')}>
      <RefusalWords t={t} refusal={refusal} />
    </Note>
  ) : (
    <Note kind="good">
      {t(`registrations.was.${status === 'linked' ? 'linked' : 'confirmed'}`)} <PatientLink t={t} href={linkedHref ?? patientHref} />
    </Note>
  )

const Hint = ({ t, person: { why, account } }: { t: Texts; person: RegistrationPageProps['likely'][number] }) => (
  <>
    {t('register.because', { reasons: t.list(why.map((one) => t(`register.why.${one}`))) })}
    {account !== null && <strong>{t.jsx('registrations.account', { login: <bdi dir="ltr">{account}</bdi> })}</strong>}
  </>
)

const PatientLink = ({ t, href }: { t: Texts; href: string }) => <a href={href}>{t('registrations.openRecord')}</a>

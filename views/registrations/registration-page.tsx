import type { Refusal, RefusedBecause } from '../../src/patients/registrations/refusal.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import type { FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { type LikelyOwner, LinkForm } from './link-form.tsx'
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
  likely: LikelyOwner[]
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
        <ul class="ways">
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
      <LinkForm {...props} />
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

const PatientLink = ({ t, href }: { t: Texts; href: string }) => <a href={href}>{t('registrations.openRecord')}</a>

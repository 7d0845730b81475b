import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'

interface GiveProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  receipt: string
  /** Not for a child, whose parents' account acts for it, nor for who has died. */
  possible: boolean
  contacts: { id: string; system: 'phone' | 'email'; text: string }[]
  errors: FieldError[]
}

/** How the patient gets their code: on paper, or by message. */
export const GiveClaimPage = ({ frame, patient, href, receipt, possible, contacts, errors }: GiveProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('claim.give')} error={errors.length > 0} narrow back={{ href, label: t('claim.back') }}>
      <ErrorSummary t={t} errors={errors} />
      <PatientHeader t={t} patient={patient} />
      {possible ? (
        <Form action={`${href}/account`} receipt={receipt} live={false}>
          <p>{t('claim.giveAbout')}</p>
          <Choices
            name="way"
            legend={t('claim.way')}
            error={errorOf(errors, 'way')}
            value="paper"
            options={[
              { value: 'paper', label: t('claim.way.paper') },
              ...contacts.map(({ id, system, text }) => ({
                value: id,
                label: t.jsx(`claim.way.${system}`, { to: <Num>{text}</Num> }),
              })),
            ]}
          />
          <Actions>
            <Button>{t('claim.make')}</Button>
          </Actions>
        </Form>
      ) : (
        <Note kind="info">{t.jsx('claim.notPossible', { people: <a href={`${href}/people`}>{t('people.actForPatient')}</a> })}</Note>
      )}
    </StaffShell>
  )
}

interface GivenProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  /** Shown once; null where it was sent, or the form was sent twice. */
  code: string | null
  sentTo: string | null
  days: number
  /** Where it is typed. */
  address: string
}

/** To be printed and handed over. */
export const ClaimGivenPage = ({ frame, patient, href, code, sentTo, days, address }: GivenProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('claim.give')} narrow back={{ href, label: t('claim.back') }}>
      <PatientHeader t={t} patient={patient} />
      {code !== null && (
        <section>
          <p>{t.jsx('claim.paper', { address: <Num>{address}</Num> })}</p>
          <p class="number">
            <strong>
              <Num>{code}</Num>
            </strong>
          </p>
          <p>{t('claim.days', { days })}</p>
          <p>{t('claim.print')}</p>
        </section>
      )}
      {sentTo !== null && <Note kind="good">{t.jsx('claim.sent', { to: <Num>{sentTo}</Num> })}</Note>}
      {code === null && sentTo === null && (
        <Note kind="warn">
          {t('claim.twice')} <a href={`${href}/account`}>{t('claim.make')}</a>
        </Note>
      )}
    </StaffShell>
  )
}

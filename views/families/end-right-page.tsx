import type { TextKey } from '../../src/web/texts.ts'
import { DoorShell } from '../accounts/door-shell.tsx'
import type { Frame } from '../frame.ts'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Logins, type RightInWords, rightText } from './right.tsx'

export interface EndRightPageProps {
  frame: Frame
  /** On the staff site. */
  patient?: HeaderPatient
  right: RightInWords
  /** Of the account that acts, as far as they are shown: told to the desk. */
  logins?: readonly string[]
  /** Who ends it: the one who acts, the one who is acted for, or the desk, which says why; `desk-own`: the account is the patient's. */
  by: 'acting' | 'acted-for' | 'desk' | 'desk-own'
  action: string
  back: string
  receipt: string
  errors?: FieldError[]
}

const sentences = {
  acting: 'people.endActing',
  'acted-for': 'people.endActedForMe',
  desk: 'people.endActedFor',
  'desk-own': 'people.endOwn',
} as const satisfies Record<EndRightPageProps['by'], TextKey>

export const EndRightPage = ({ frame, patient, right, logins, by, action, back, receipt, errors = [] }: EndRightPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('people.endAsk')} error={errors.length > 0} back={{ href: back, label: t('people.title') }}>
      {patient && <PatientHeader t={t} patient={patient} />}
      <ErrorSummary t={t} errors={errors} />
      <p>
        {t.jsx(sentences[by], {
          name: <bdi>{by === 'acting' ? (right.names[0]?.text ?? '') : right.account}</bdi>,
        })}
      </p>
      <p>{rightText(t, right)}</p>
      {logins && <Logins logins={logins} />}
      <p>{t('people.endBothTold')}</p>
      <Form action={action} receipt={receipt} live={false}>
        {patient && (
          <Field
            name="reason"
            label={t('people.endReason')}
            error={errorOf(errors, 'reason')}
            width="w20"
            dir="auto"
            maxlength={200}
            required
          />
        )}
        <Actions>
          <LinkButton kind="plain" href={back}>
            {t('people.keep')}
          </LinkButton>
          <Button kind="danger">{t('people.end')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

import { DoorShell } from '../accounts/door-shell.tsx'
import type { Frame } from '../frame.ts'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'

export interface SignOutAccountsPageProps {
  frame: Frame
  patient: HeaderPatient
  action: string
  back: string
  receipt: string
}

/** A telephone was lost, or left with somebody: the desk ends what is open on it. */
export const SignOutAccountsPage = ({ frame, patient, action, back, receipt }: SignOutAccountsPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('people.signOutAsk')} back={{ href: back, label: t('people.title') }}>
      <PatientHeader t={t} patient={patient} />
      <p>{t('people.signOutMeans')}</p>
      <Form action={action} receipt={receipt} live={false}>
        <Actions>
          <LinkButton kind="plain" href={back}>
            {t('people.doNothing')}
          </LinkButton>
          <Button kind="danger">{t('people.signOut')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'

export interface MessagesAtDeskPageProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  receipt: string
  /** Of the patient, to tell whether somebody else changed them meanwhile. */
  version: number
  contacts: readonly { id: string; text: string; whose: string | null; wanted: boolean }[]
  /** The privacy notice, on the patients' site. */
  notice: string
  note: Child
}

/** One box for each number and address; an empty one gets no messages about visits. */
export const MessagesAtDeskPage = ({ frame, patient, href, receipt, version, contacts, notice, note }: MessagesAtDeskPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('wanted.atDesk')}
      narrow
      back={{ href, label: t('patientPage.title', { number: patient.recordNumber }) }}
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      {contacts.length === 0 ? (
        <Empty>{t('wanted.noContacts')}</Empty>
      ) : (
        <Form action={`${href}/messages`} receipt={receipt} live={false}>
          <input type="hidden" name="version" value={version} />
          <Choices
            name="wanted[]"
            legend={t('wanted.where')}
            hint={t('wanted.askFirst')}
            type="checkbox"
            options={contacts.map(({ id, text, whose, wanted }) => ({
              value: id,
              label: <Num>{text}</Num>,
              hint: whose ?? undefined,
              checked: wanted,
            }))}
          />
          <p>{t('wanted.always')}</p>
          <p>{t.jsx('wanted.toShow', { notice: <a href={notice}>{t('privacy.title')}</a> })}</p>
          <Actions>
            <Button>{t('ui.save')}</Button>
            <LinkButton kind="plain" href={href}>
              {t('edit.leave')}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </StaffShell>
  )
}

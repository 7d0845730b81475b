import type { Relation } from '../../src/database/tables.ts'
import type { Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'

export interface LinkPageProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  relations: readonly Relation[]
  minor: boolean
  receipt: string
  typed: Typed
  /** Whose account was found: shown by name before anything is given. */
  found: { user: string; name: string } | null
  errors: FieldError[]
}

export const LinkPage = (props: LinkPageProps) => {
  const { frame, href, errors } = props
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('people.add')} narrow error={errors.length > 0} back={{ href, label: t('people.actForPatient') }}>
      <LinkContent {...props} />
    </StaffShell>
  )
}

export const LinkContent = (props: LinkPageProps) => {
  const {
    frame: { t },
    patient,
    href,
    relations,
    minor,
    receipt,
    typed,
    found,
    errors,
  } = props
  return (
    <>
      <PatientHeader t={t} patient={patient} />
      <ErrorSummary t={t} errors={errors} />
      {found && (
        <Note kind="warn" title={t('people.isThisOne')} focus>
          <p>{t.jsx('people.foundAccount', { name: <bdi>{found.name}</bdi> })}</p>
        </Note>
      )}
      <Form action={`${href}/new`} receipt={receipt}>
        {found && <input type="hidden" name="account" value={found.user} />}
        <Field
          name="login"
          label={t('people.login')}
          hint={t('people.loginHint')}
          value={typed.login}
          error={errorOf(errors, 'login')}
          width="w20"
          dir="ltr"
          maxlength={254}
          autocomplete="off"
          required
        />
        <Choices
          name="relation"
          legend={t('people.relation')}
          hint={minor ? t('people.minorHint') : undefined}
          value={typed.relation}
          error={errorOf(errors, 'relation')}
          options={relations.map((value) => ({ value, label: t(`people.relation.${value}`) }))}
          required
        />
        <Choices
          name="rights"
          legend={t('people.may')}
          value={typed.rights}
          error={errorOf(errors, 'rights')}
          options={[
            { value: 'both', label: t('people.bothLabel') },
            { value: 'book', label: t('people.bookLabel') },
            { value: 'record', label: t('people.recordLabel') },
          ]}
          required
        />
        <Field
          name="reason"
          label={t('people.reason')}
          hint={t('people.reasonHint')}
          value={typed.reason}
          error={errorOf(errors, 'reason')}
          width="w20"
          dir="auto"
          maxlength={200}
          required
        />
        <Choices
          name="present"
          legend={t('people.presence')}
          type="checkbox"
          error={errorOf(errors, 'present')}
          options={[{ value: 'yes', label: t('people.bothPresentLabel'), checked: typed.present === 'yes' }]}
        />
        <Actions>
          <Button>{t(found ? 'people.give' : 'people.lookUp')}</Button>
          <LinkButton kind="plain" href={href}>
            {t('people.doNothing')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton, OnEnter } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { PatientFields } from './patient-form.tsx'
import type { PatientFormChoices } from './patient-form-props.ts'
import { type HeaderPatient, PatientHeader } from './patient-header.tsx'

/** One field in two versions, in words. */
interface ShownDifference {
  field: string
  label: string
  mine: string
  theirs: string
  take: 'mine' | 'theirs'
}

export interface EditFormProps {
  t: Texts
  href: string
  receipt: string
  version: number
  /** What the form began with, to tell later who changed what. */
  was: string
  typed: Typed
  errors: readonly FieldError[]
  warnings: readonly string[]
  choices: PatientFormChoices
  birthRead: string
  contactsOnly: boolean
  /** Somebody else saved meanwhile: what differs. */
  differences: readonly ShownDifference[]
}

export const EditPage = ({ frame, patient, ...props }: { frame: Frame; patient: HeaderPatient } & EditFormProps) => (
  <StaffShell
    frame={frame}
    title={frame.t('edit.title', { number: patient.recordNumber })}
    error={props.errors.length > 0 || props.differences.length > 0}
    narrow
    back={{ href: props.href, label: frame.t('edit.back') }}
  >
    <PatientHeader t={frame.t} patient={patient} />
    <EditForm {...props} />
  </StaffShell>
)

const EditForm = (props: EditFormProps) => {
  const { t, href, receipt, version, was, typed, errors, warnings, choices, birthRead, contactsOnly, differences } = props
  return (
    <Form action={`${href}/edit`} receipt={receipt} live={false}>
      <OnEnter />
      <ErrorSummary t={t} errors={errors} />
      {warnings.map((warning) => (
        <Note kind="info">{warning}</Note>
      ))}
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="was" value={was} />
      {differences.length > 0 ? (
        <Differences {...props} />
      ) : (
        <PatientFields t={t} typed={typed} errors={errors} choices={choices} birthRead={birthRead} contactsOnly={contactsOnly} />
      )}
      <Actions>
        <Button>{t('edit.save')}</Button>
        <LinkButton kind="plain" href={href}>
          {t('edit.leave')}
        </LinkButton>
      </Actions>
    </Form>
  )
}

/** Both versions, field by field; what was typed travels along, so nothing is lost. */
const Differences = ({ t, typed, differences }: EditFormProps) => (
  <>
    <Note kind="warn" title={t('edit.conflict')} focus>
      <p>{t('edit.conflictText')}</p>
    </Note>
    {Object.entries(typed)
      .filter(([name]) => !['version', 'was', 'receipt'].includes(name) && !name.startsWith('take.'))
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    {differences.map(({ field, label, mine, theirs, take }) => (
      <Choices
        name={`take.${field}`}
        legend={label}
        value={take}
        options={[
          { value: 'mine', label: <bdi>{mine}</bdi>, hint: t('edit.mine') },
          { value: 'theirs', label: <bdi>{theirs}</bdi>, hint: t('edit.theirs') },
        ]}
      />
    ))}
  </>
)

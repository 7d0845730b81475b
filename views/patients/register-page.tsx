import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, OnEnter } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Likely, type LikelyPerson } from './likely.tsx'
import { PatientFields, WhileTyping } from './patient-form.tsx'
import type { PatientFormChoices } from './patient-form-props.ts'

export interface RegisterFormProps {
  t: Texts
  receipt: string
  typed: Typed
  errors: readonly FieldError[]
  /** Said, and nothing is refused for it. */
  warnings: readonly string[]
  /** Met when the form was sent: somebody has to say whether it is them. */
  likely: readonly LikelyPerson[]
  birthRead: string
  choices: PatientFormChoices
}

export const RegisterPage = ({ frame, ...props }: { frame: Frame } & RegisterFormProps) => (
  <StaffShell
    frame={frame}
    title={frame.t('search.register')}
    error={props.errors.length > 0}
    narrow
    back={{ href: '/search', label: frame.t('search.title') }}
  >
    <RegisterForm {...props} />
  </StaffShell>
)

export const RegisterForm = ({ t, receipt, typed, errors, warnings, likely, birthRead, choices }: RegisterFormProps) => (
  <Form action="/patients/new" receipt={receipt} id="registration">
    <OnEnter name="next" value="book" />
    <ErrorSummary t={t} errors={errors} />
    {warnings.map((warning) => (
      <Note kind="info">{warning}</Note>
    ))}
    {typed.time && <input type="hidden" name="time" value={typed.time} />}
    <input type="hidden" name="wanted" value={typed.next ?? typed.wanted ?? ''} />
    {likely.length === 0 ? (
      typed.different && <input type="hidden" name="different" value={typed.different} />
    ) : (
      <Likely
        t={t}
        people={likely}
        otherwise={
          <Button kind="plain" name="different" value={likely.map(({ href }) => href.slice(-36)).join(' ')}>
            {t('register.somebodyElse')}
          </Button>
        }
      />
    )}
    <WhileTyping>
      <PatientFields t={t} typed={typed} errors={errors} choices={choices} birthRead={birthRead}>
        <label class="tick">
          <input type="checkbox" name="messages" value="yes" checked={typed.messages === 'yes'} /> {t('register.wantsMessages')}
        </label>
      </PatientFields>
    </WhileTyping>
    <Actions>
      <Button name="next" value="book">
        {t('register.andBook')}
      </Button>
      <Button kind="plain" name="next" value="walk-in">
        {t('register.andWalkIn')}
      </Button>
      <Button kind="plain" name="next" value="open">
        {t('register.only')}
      </Button>
    </Actions>
  </Form>
)

/** While somebody types: how the birth is read, and who this may be. */
export const LiveRegistration = ({
  t,
  birth,
  warnings,
  likely,
}: {
  t: Texts
  birth: string
  warnings: readonly string[]
  likely: readonly LikelyPerson[]
}) => (
  <>
    <hx-partial hx-target="#birth-read" hx-swap="innerHTML">
      {birth}
    </hx-partial>
    {warnings.map((warning) => (
      <Note kind="info">{warning}</Note>
    ))}
    <Likely t={t} people={likely} />
  </>
)

import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import type { FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'

/** What every step of a booking has around its question. */
export interface StepProps {
  frame: Frame
  /** Nothing where the way has only one step. */
  steps: { now: number; of: number } | undefined
  back: string
  /** Where the answer goes, and the answers before it. */
  action: string
  hidden: Record<string, string>
  errors: FieldError[]
  /** Part of the address could not be read. */
  unreadable: boolean
}

export const StepPage = ({ title, children, ...step }: StepProps & { title: string; children: Child }) => {
  const { frame, steps, back, errors, unreadable } = step
  return (
    <PatientShell
      frame={frame}
      // Two addresses of a person's browser must not have one title.
      title={step.action.startsWith('/patients/') ? frame.t('book.titleSignedIn', { title }) : title}
      error={errors.length > 0}
      narrow
      steps={steps}
      back={{ href: back }}
      note={unreadable && <Note kind="warn">{frame.t('book.unreadable')}</Note>}
    >
      {children}
    </PatientShell>
  )
}

/** A GET form: the answers stand in the address, so every step can be gone back to and opened again. */
export const StepForm = ({ step, name, children }: { step: StepProps; name: string; children: Child }) => (
  <Form action={step.action} method="get" autocomplete={name === 'time' ? 'off' : undefined}>
    {Object.entries({ ...step.hidden, step: name }).map(([field, value]) => (
      <input type="hidden" name={field} value={value} />
    ))}
    {children}
    <Actions>
      <Button>{step.frame.t('book.continue')}</Button>
    </Actions>
  </Form>
)

export const StepErrors = ({ step: { frame, errors } }: { step: StepProps }) => <ErrorSummary t={frame.t} errors={errors} />

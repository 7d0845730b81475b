import type { Child } from 'hono/jsx'
import type { RefusedBecause } from '../../src/patients/registrations/refusal.ts'
import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

/** A way to decide, under its own heading. */
export const Part = ({ title, children }: { title: string; children: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

interface RefuseProps {
  t: Texts
  action: string
  receipt: string
  reasons: readonly RefusedBecause[]
  typed: Record<string, string | undefined>
  errors: readonly FieldError[]
}

/** The sentences to choose from are those that the person reads. */
export const Refuse = ({ t, action, receipt, reasons, typed, errors }: RefuseProps) => (
  <Part title={t('registrations.refuseTitle')}>
    <p>{t('registrations.refuseAbout')}</p>
    <Form action={action} receipt={receipt}>
      <Choices
        name="because"
        legend={t('registrations.because')}
        value={typed.because}
        error={errorOf(errors, 'because')}
        options={reasons.map((value) => ({ value, label: t(value === 'other' ? 'registrations.otherReason' : `refusal.${value}`) }))}
      />
      <TextArea
        name="reason"
        label={t('registrations.reason')}
        hint={t('registrations.reasonHint')}
        value={typed.reason}
        error={errorOf(errors, 'reason')}
        maxlength={500}
      />
      <Actions>
        <Button kind="danger">{t('registrations.refuse')}</Button>
      </Actions>
    </Form>
  </Part>
)

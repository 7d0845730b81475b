import type { Texts } from '../../src/web/texts.ts'
import { Field } from '../ui/field.tsx'

/** One plain field: what phones offer is filled in at once, and what is pasted fits. Digits of both scripts are read. */
export const CodeField = ({ t, error, hint }: { t: Texts; error?: string; hint?: string }) => (
  <Field
    name="code"
    label={t('code.code')}
    hint={hint ?? t('code.hint')}
    error={error}
    width="w6"
    dir="ltr"
    inputmode="numeric"
    autocomplete="one-time-code"
    autocapitalize="none"
    spellcheck={false}
    maxlength={20}
    required
  />
)

import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Field } from '../ui/field.tsx'

const labels = { patient: 'auth.login.patient', staff: 'auth.login.staff' } as const satisfies Record<Frame['site'], TextKey>

interface LoginFieldProps {
  t: Texts
  site: Frame['site']
  hint?: string
  login: string | undefined
  errors: FieldError[]
}

/** How somebody calls themselves at the door: number, address or, of staff, a name. Password managers know the field. */
export const LoginField = ({ t, site, hint, login, errors }: LoginFieldProps) => (
  <Field
    name="login"
    label={t(labels[site])}
    hint={hint}
    value={login}
    error={errorOf(errors, 'login')}
    width="w20"
    dir="ltr"
    autocomplete="username"
    autocapitalize="none"
    spellcheck={false}
    maxlength={254}
    required
  />
)

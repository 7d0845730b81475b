import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Texts } from '../../src/web/texts.ts'
import { errorOf } from '../ui/attributes.ts'
import { Field, Select, TextArea } from '../ui/field.tsx'
import { Num } from '../ui/inline.tsx'

interface Typing {
  t: Texts
  typed: Typed
  errors: FieldError[]
}

type Option = { value: string; label: string }

export interface PostChoices {
  roles: Option[]
  departments: Option[]
  locations: Option[]
}

/** What somebody does here, and where. */
export const PostFields = ({ t, typed, errors, roles, departments, locations }: Typing & PostChoices) => (
  <>
    <Select
      name="role"
      label={t('staffAccounts.role')}
      value={typed.role}
      error={errorOf(errors, 'role')}
      options={[{ value: '', label: t('staffAccounts.choose') }, ...roles]}
      required
    />
    <Select
      name="department"
      label={t('staffAccounts.department')}
      hint={t('staffAccounts.departmentHint')}
      value={typed.department}
      error={errorOf(errors, 'department')}
      options={[{ value: '', label: t('staffAccounts.allDepartments') }, ...departments]}
    />
    <Select
      name="location"
      label={t('dayBook.location')}
      value={typed.location}
      error={errorOf(errors, 'location')}
      options={[{ value: '', label: t('dayBook.allLocations') }, ...locations]}
    />
  </>
)

export const StaffLoginField = ({ t, typed, errors }: Typing) => (
  <Field
    name="login"
    label={t('staffAccounts.loginAsk')}
    hint={t.jsx('staffAccounts.loginHint', { example: <Num>huda.h</Num> })}
    error={errorOf(errors, 'login')}
    value={typed.login}
    dir="ltr"
    width="w20"
    maxlength={254}
    autocomplete="off"
    autocapitalize="none"
    spellcheck={false}
    required
  />
)

/** Why somebody else's account is changed. */
export const ReasonField = ({ t, typed, errors }: Typing) => (
  <TextArea
    name="reason"
    label={t('staffAccounts.reason')}
    hint={t('staffAccounts.reasonHint')}
    error={errorOf(errors, 'reason')}
    value={typed.reason}
    maxlength={500}
    required
  />
)

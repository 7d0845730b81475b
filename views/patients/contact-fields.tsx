import { errorOf } from '../ui/attributes.ts'
import { Field, Select } from '../ui/field.tsx'
import type { PatientFormProps } from './patient-form-props.ts'

/** Whose telephone it is. */
export const Whose = ({ t, typed, choices, name }: PatientFormProps & { name: string }) => (
  <Select
    name={name}
    label={t('register.whose')}
    value={typed[name] ?? 'self'}
    options={choices.whose.map((value) => ({ value, label: t(`register.whose.${value}`) }))}
  />
)

/** A second telephone and an e-mail address. */
export const OtherContacts = (props: PatientFormProps) => {
  const { t, typed, errors } = props
  const of = (name: string) => ({ name, value: typed[name], error: errorOf(errors, name) })
  return (
    <section>
      <div class="side-by-side">
        <Field {...of('phone2')} label={t('register.phone2')} type="tel" dir="ltr" width="w10" autocomplete="off" />
        <Whose {...props} name="whose2" />
      </div>
      <Field {...of('email')} label={t('register.email')} type="email" dir="ltr" width="w20" autocomplete="off" />
    </section>
  )
}

/** Who brings a child. */
export const Guardian = ({ t, typed, errors }: PatientFormProps) => (
  <section class="side-by-side">
    <Field
      name="guardian"
      label={t('register.guardian')}
      hint={t('register.guardianHint')}
      value={typed.guardian}
      error={errorOf(errors, 'guardian')}
      width="w20"
      dir="auto"
      maxlength={200}
      autocomplete="off"
    />
    <Select
      name="guardianRelation"
      label={t('register.guardianRelation')}
      value={typed.guardianRelation}
      options={(['mother', 'father', 'guardian'] as const).map((value) => ({ value, label: t(`register.relation.${value}`) }))}
    />
  </section>
)

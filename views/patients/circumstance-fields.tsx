import { Select } from '../ui/field.tsx'
import { Countries } from './countries.tsx'
import type { PatientFormProps } from './patient-form-props.ts'

/** Nationality, payer, language, and which doctor somebody would rather see. */
export const Circumstances = ({ t, typed, choices, contactsOnly }: PatientFormProps) => (
  <section class="side-by-side">
    {!contactsOnly && <Countries t={t} choices={choices} name="nationality" label={t('register.nationality')} value={typed.nationality} />}
    {!contactsOnly && (
      <Select
        name="payer"
        label={t('register.payer')}
        value={typed.payer}
        options={(['cash', 'insurance', 'company'] as const).map((value) => ({ value, label: t(`patient.payer.${value}`) }))}
      />
    )}
    <Select
      name="language"
      label={t('register.language')}
      value={typed.language}
      options={[
        { value: '', label: t('register.choose') },
        ...(['ar', 'en'] as const).map((value) => ({ value, label: t.languageName(value) })),
      ]}
    />
    {!contactsOnly && (
      <Select
        name="doctorSex"
        label={t('register.doctorSex')}
        value={typed.doctorSex}
        options={[
          { value: '', label: t('register.noPreference') },
          ...(['female', 'male'] as const).map((value) => ({ value, label: t(`register.doctorSex.${value}`) })),
        ]}
      />
    )}
  </section>
)

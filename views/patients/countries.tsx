import type { Texts } from '../../src/web/texts.ts'
import { Select } from '../ui/field.tsx'
import type { PatientFormChoices } from './patient-form-props.ts'

export const Countries = ({
  t,
  choices,
  name,
  label,
  value,
}: {
  t: Texts
  choices: PatientFormChoices
  name: string
  label: string
  value: string | undefined
}) => (
  <Select
    name={name}
    label={label}
    value={value}
    options={[
      { value: '', label: t('register.choose') },
      ...choices.countries.map((code) => ({ value: code, label: t.countryName(code) })),
    ]}
  />
)

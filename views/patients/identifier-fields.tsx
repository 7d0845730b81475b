import { errorOf } from '../ui/attributes.ts'
import { Field, FieldSet, Select } from '../ui/field.tsx'
import { Countries } from './countries.tsx'
import type { PatientFormProps } from './patient-form-props.ts'

/** Two numbers by their kinds; what breaks its rule may be kept with a reason. */
export const Identifiers = (props: PatientFormProps) => (
  <section>
    {([1, 2] as const).map((row) => (
      <Identifier {...props} row={row} />
    ))}
  </section>
)

const Identifier = ({ t, typed, errors, choices, row }: PatientFormProps & { row: 1 | 2 }) => {
  const [type, country, value, reason] = [`idType${row}`, `idCountry${row}`, `idValue${row}`, `idReason${row}`]
  const error = errorOf(errors, value) ?? errorOf(errors, type)
  const overridable = typed[reason] || (error && (typed[type] === 'national-id' || typed[type] === 'iqama'))
  return (
    <>
      <FieldSet name={value} legend={t(row === 1 ? 'register.identifier' : 'register.identifier2')} error={error}>
        <Select
          name={type}
          label={t('register.idType')}
          value={typed[type]}
          options={[
            { value: '', label: t('register.choose') },
            ...choices.identifierTypes.map((one) => ({ value: one, label: t(`register.idType.${one}`) })),
          ]}
        />
        <Field
          name={value}
          label={t('register.idValue')}
          value={typed[value]}
          width="w10"
          dir="ltr"
          maxlength={60}
          autocomplete="off"
          wrong={error !== undefined}
        />
        <Countries t={t} choices={choices} name={country} label={t('register.idCountry')} value={typed[country]} />
      </FieldSet>
      {overridable && (
        <Field
          name={reason}
          label={t('register.idReason')}
          hint={t('register.idReasonHint')}
          value={typed[reason]}
          width="w20"
          dir="auto"
          maxlength={200}
        />
      )}
    </>
  )
}

import { errorOf } from '../ui/attributes.ts'
import { Button } from '../ui/button.tsx'
import { Field, FieldSet } from '../ui/field.tsx'
import type { PatientFormProps } from './patient-form-props.ts'

/** The name in the other script, and the parts of both. */
export const SecondName = (props: PatientFormProps) => {
  const { t, typed, errors } = props
  return (
    <section>
      <Field
        name="name2"
        label={t('register.name2')}
        hint={t('register.name2Hint')}
        value={typed.name2}
        error={errorOf(errors, 'name2')}
        width="w20"
        dir="auto"
        maxlength={200}
        autocomplete="off"
        spellcheck={false}
      />
      <Parts {...props} suffix="" legend={t('register.parts')} />
      {typed.name2 && <Parts {...props} suffix="2" legend={t('register.parts2')} />}
      <p>
        <Button kind="plain" small name="to" value="propose">
          {t('register.propose')}
        </Button>
      </p>
    </section>
  )
}

const Parts = ({ t, typed, suffix, legend }: PatientFormProps & { suffix: '' | '2'; legend: string }) => (
  <FieldSet name={`given${suffix}`} legend={legend}>
    {(['given', 'father', 'grandfather', 'family'] as const).map((part) => (
      <Field
        name={`${part}${suffix}`}
        label={t(`register.part.${part}`)}
        value={typed[`${part}${suffix}`]}
        width="w10"
        dir="auto"
        maxlength={80}
        autocomplete="off"
        spellcheck={false}
      />
    ))}
  </FieldSet>
)

import type { Texts } from '../../src/web/texts.ts'
import { PasswordField } from '../accounts/password-field.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, FieldSet, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

export interface DetailsFormProps {
  t: Texts
  action: string
  receipt: string
  typed: Record<string, string | undefined>
  errors: readonly FieldError[]
  /** Who registers with an e-mail address chooses a password, and may say where to call. */
  withPassword: boolean
  /** Characters of a password, at least. */
  least: number
  identifierTypes: readonly ('national-id' | 'iqama' | 'eg-national-id' | 'gcc' | 'passport')[]
  countries: readonly string[]
}

/** What the clinic needs to know of somebody new. */
export const DetailsForm = (props: DetailsFormProps) => {
  const { t, action, receipt, errors, withPassword } = props
  const [first, second] = t.language === 'ar' ? (['nameAr', 'nameEn'] as const) : (['nameEn', 'nameAr'] as const)
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action={action} receipt={receipt}>
        <NameField {...props} name={first} />
        <NameField {...props} name={second} />
        <Birth {...props} />
        <Choices
          name="sex"
          legend={t('register.sex')}
          layout="row"
          value={props.typed.sex}
          error={errorOf(errors, 'sex')}
          options={(['female', 'male'] as const).map((value) => ({ value, label: t(`patient.sex.${value}`) }))}
          required
        />
        <Identifier {...props} />
        {withPassword && <PasswordAndPhone {...props} />}
        <Choices
          name="messages"
          legend={t('online.messages')}
          type="checkbox"
          value={props.typed.messages}
          options={[{ value: 'yes', label: t('online.wantMessages'), hint: t('online.messagesHint') }]}
        />
        <p>{t.jsx('online.privacy', { notice: <a href="/privacy">{t('privacy.title')}</a> })}</p>
        <Actions>
          <Button>{t('online.register')}</Button>
        </Actions>
      </Form>
    </>
  )
}

const names = {
  nameAr: { label: 'online.nameAr', dir: 'rtl', lang: 'ar' },
  nameEn: { label: 'online.nameEn', dir: 'ltr', lang: 'en' },
} as const

const NameField = ({ t, typed, errors, name }: DetailsFormProps & { name: keyof typeof names }) => {
  const { label, dir, lang } = names[name]
  const foremost = (name === 'nameAr') === (t.language === 'ar')
  return (
    <Field
      name={name}
      label={t(label)}
      hint={t(foremost ? 'online.nameHint' : 'online.nameOther')}
      value={typed[name]}
      error={errorOf(errors, name)}
      width="w20"
      dir={dir}
      lang={lang}
      autocomplete={foremost ? 'name' : 'off'}
      maxlength={200}
      spellcheck={false}
    />
  )
}

const Birth = ({ t, typed, errors }: DetailsFormProps) => {
  const wrong = errorOf(errors, 'day') !== undefined
  return (
    <FieldSet name="day" legend={t('online.birth')} hint={t('online.birthHint')} error={errorOf(errors, 'day')}>
      {(['day', 'month', 'year'] as const).map((name) => (
        <Field
          name={name}
          label={t(`online.birth.${name}`)}
          value={typed[name]}
          width={name === 'year' ? 'w4' : 'w2'}
          dir="ltr"
          inputmode="numeric"
          autocomplete={`bday-${name}`}
          maxlength={4}
          wrong={wrong}
          required={name === 'year'}
        />
      ))}
    </FieldSet>
  )
}

const Identifier = ({ t, typed, errors, identifierTypes, countries }: DetailsFormProps) => {
  const error = errorOf(errors, 'idValue1') ?? errorOf(errors, 'idType1')
  return (
    <FieldSet name="idValue1" legend={t('online.identifier')} hint={t('online.identifierHint')} error={error}>
      <Select
        name="idType1"
        label={t('register.idType')}
        value={typed.idType1}
        options={[
          { value: '', label: t('register.choose') },
          ...identifierTypes.map((one) => ({ value: one, label: t(`register.idType.${one}`) })),
        ]}
      />
      <Field
        name="idValue1"
        label={t('register.idValue')}
        value={typed.idValue1}
        width="w10"
        dir="ltr"
        maxlength={40}
        autocomplete="off"
        wrong={error !== undefined}
      />
      <Select
        name="idCountry1"
        label={t('online.identifierCountry')}
        value={typed.idCountry1}
        options={[{ value: '', label: t('register.choose') }, ...countries.map((code) => ({ value: code, label: t.countryName(code) }))]}
      />
    </FieldSet>
  )
}

const PasswordAndPhone = ({ t, typed, errors, least }: DetailsFormProps) => (
  <>
    <PasswordField t={t} hint={t('password.hint', { least })} error={errorOf(errors, 'password')} autocomplete="new-password" />
    <Field
      name="phone"
      label={t('online.phone')}
      value={typed.phone}
      error={errorOf(errors, 'phone')}
      type="tel"
      width="w10"
      dir="ltr"
      autocomplete="tel"
      maxlength={30}
    />
  </>
)

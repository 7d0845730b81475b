import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Field, FieldSet, Select } from '../ui/field.tsx'

export interface PatientFormChoices {
  /** ISO codes, those who come most first. */
  countries: readonly string[]
  identifierTypes: readonly ('national-id' | 'iqama' | 'eg-national-id' | 'gcc' | 'passport' | 'border' | 'newborn-of' | 'insurance')[]
  whose: readonly ('self' | 'mother' | 'father' | 'spouse' | 'child' | 'guardian' | 'carer' | 'other')[]
}

export interface PatientFormProps {
  t: Texts
  typed: Record<string, string | undefined>
  errors: readonly FieldError[]
  choices: PatientFormChoices
  /** A nurse changes how somebody is reached, and nothing else. */
  contactsOnly?: boolean
}

/** The four things that suffice; all else is behind "More". */
export const PatientFields = (props: PatientFormProps) => {
  const { t, typed, errors, contactsOnly } = props
  const of = (name: string) => ({ name, value: typed[name], error: errorOf(errors, name) })
  return (
    <>
      {!contactsOnly && (
        <>
          <Field
            {...of('name')}
            label={t('register.name')}
            hint={t('register.nameHint')}
            width="w20"
            dir="auto"
            maxlength={200}
            autocomplete="off"
            autocapitalize="words"
            spellcheck={false}
            required
          />
          <Choices
            name="sex"
            legend={t('register.sex')}
            layout="row"
            value={typed.sex}
            error={errorOf(errors, 'sex')}
            options={(['female', 'male', 'unknown'] as const).map((value) => ({ value, label: t(`patient.sex.${value}`) }))}
            required
          />
          <div>
            <Field
              {...of('birth')}
              label={t('register.birth')}
              hint={t('register.birthHint')}
              width="w20"
              dir="auto"
              maxlength={40}
              autocomplete="off"
              required
            />
            <p id="birth-read" class="hint" role="status" />
          </div>
        </>
      )}
      <FieldSet name="phone" legend={t('register.phoneAndWhose')} error={errorOf(errors, 'phone')}>
        <Field
          name="phone"
          label={t('register.phone')}
          value={typed.phone}
          type="tel"
          dir="ltr"
          width="w10"
          autocomplete="off"
          wrong={errorOf(errors, 'phone') !== undefined}
          required
        />
        <Whose {...props} name="whose" />
        <label class="tick">
          <input type="checkbox" name="noPhone" value="yes" checked={typed.noPhone === 'yes'} /> {t('register.noPhone')}
        </label>
      </FieldSet>
      <div id="likely" role="status" />
      <More {...props} />
    </>
  )
}

const Whose = ({ t, typed, choices, name }: PatientFormProps & { name: string }) => (
  <Select
    name={name}
    label={t('register.whose')}
    value={typed[name] ?? 'self'}
    options={choices.whose.map((value) => ({ value, label: t(`register.whose.${value}`) }))}
  />
)

const more = [
  'name2',
  'given',
  'father',
  'grandfather',
  'family',
  'given2',
  'father2',
  'grandfather2',
  'family2',
  'idValue1',
  'idValue2',
  'phone2',
  'email',
  'guardian',
] as const

const More = (props: PatientFormProps) => {
  const { t, typed, errors, contactsOnly } = props
  const open = more.some((name) => typed[name] || errorOf(errors, name)) || typed.to === 'propose'
  return (
    <details class="more" open={open}>
      <summary>{t(contactsOnly ? 'register.moreContacts' : 'register.more')}</summary>
      <div>
        {!contactsOnly && <SecondName {...props} />}
        {!contactsOnly && <Identifiers {...props} />}
        <OtherContacts {...props} />
        {!contactsOnly && <Guardian {...props} />}
        <Circumstances {...props} />
      </div>
    </details>
  )
}

const SecondName = (props: PatientFormProps) => {
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

const Identifiers = (props: PatientFormProps) => (
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

const Countries = ({
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

const OtherContacts = (props: PatientFormProps) => {
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

const Guardian = ({ t, typed, errors }: PatientFormProps) => (
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

const Circumstances = ({ t, typed, choices, contactsOnly }: PatientFormProps) => (
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

/** Asks, while somebody types, who this may be already, and how the birth is read; the answers stand in live regions. */
export const WhileTyping = ({ children }: { children: Child }) => (
  <div
    class="while-typing"
    hx-post="/patients/new/likely"
    hx-trigger="change, input delay:600ms"
    hx-sync="this:replace"
    hx-include="closest form"
    hx-target="#likely"
  >
    {children}
  </div>
)

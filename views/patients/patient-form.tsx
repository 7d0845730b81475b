import type { Child } from 'hono/jsx'
import { errorOf } from '../ui/attributes.ts'
import { Choices } from '../ui/choices.tsx'
import { Field, FieldSet } from '../ui/field.tsx'
import { Circumstances } from './circumstance-fields.tsx'
import { Guardian, OtherContacts, Whose } from './contact-fields.tsx'
import { Identifiers } from './identifier-fields.tsx'
import { SecondName } from './name-fields.tsx'
import type { PatientFormProps } from './patient-form-props.ts'

/** The four things that suffice; all else is behind "More". What is asked besides about the telephone stands in it. */
export const PatientFields = ({ children, ...props }: PatientFormProps & { children?: Child }) => {
  const { t, typed, errors, birthRead, contactsOnly } = props
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
            <p id="birth-read" class="hint" role="status">
              {birthRead}
            </p>
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
        {children}
      </FieldSet>
      <div id="likely" role="status" />
      <More {...props} />
    </>
  )
}

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

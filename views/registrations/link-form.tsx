import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import type { LikelyPerson } from '../patients/likely.tsx'
import { BothNames } from '../patients/patient-words.tsx'
import { Facts } from '../search/hits.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Part } from './refuse-form.tsx'

/** `account`: by what somebody signs in who has that record already, as far as it is shown. */
export type LikelyOwner = LikelyPerson & { account: string | null }

interface LinkProps {
  frame: Frame
  href: string
  likely: readonly LikelyOwner[]
  typed: Record<string, string | undefined>
  /** By what somebody signs in already who has the chosen record: asked once more before there is a second account for it. */
  otherAccount: string | null
  errors: readonly FieldError[]
  receipts: { link: string }
}

/** To the record that they have: one that may be theirs, or any by its number. */
export const LinkForm = ({ frame: { t }, href, likely, typed, otherAccount, errors, receipts }: LinkProps) => (
  <Part title={t('registrations.linkTitle')}>
    <p>{t('registrations.linkAbout')}</p>
    <Form action={`${href}/link`} receipt={receipts.link}>
      {likely.length > 0 && (
        <Choices
          name="patient"
          legend={t('registrations.likely')}
          value={typed.patient}
          error={errorOf(errors, 'patient')}
          options={likely.map((person) => ({
            value: person.href.slice(-36),
            label: (
              <>
                <BothNames t={t} names={person.names} /> <Facts t={t} hit={person} inline />
              </>
            ),
            hint: <Hint t={t} person={person} />,
          }))}
        />
      )}
      <Field
        name="recordNumber"
        label={t(likely.length > 0 ? 'registrations.otherRecord' : 'registrations.recordNumber')}
        value={typed.recordNumber}
        error={errorOf(errors, 'recordNumber')}
        width="w10"
        dir="ltr"
        maxlength={12}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      {otherAccount !== null && (
        <Choices
          name="evenSo"
          legend={t('registrations.hasAccount')}
          type="checkbox"
          error={errorOf(errors, 'evenSo')}
          options={[
            {
              value: 'yes',
              label: t.jsx('registrations.evenSo', { login: <bdi dir="ltr">{otherAccount}</bdi> }),
              hint: t('registrations.evenSoHint'),
            },
          ]}
        />
      )}
      <Actions>
        <Button kind={likely.length > 0 ? 'primary' : 'plain'}>{t('registrations.link')}</Button>
      </Actions>
    </Form>
  </Part>
)

const Hint = ({ t, person: { why, account } }: { t: Texts; person: LikelyOwner }) => (
  <>
    {t('register.because', { reasons: t.list(why.map((one) => t(`register.why.${one}`))) })}
    {account !== null && (
      <>
        <br />
        <strong>{t.jsx('registrations.account', { login: <bdi dir="ltr">{account}</bdi> })}</strong>
      </>
    )}
  </>
)

import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { type PostChoices, PostFields, StaffLoginField } from './fields.tsx'

interface Common {
  frame: Frame
  receipt: string
  typed: Typed
  errors: FieldError[]
}

export interface NewPersonPageProps extends Common, PostChoices {}

/** Somebody new: who they are, what they do, and how they will sign in. */
export const NewPersonPage = ({ frame, receipt, typed, errors, roles, departments, locations }: NewPersonPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('staffAccounts.invite')}
      place="administration"
      back={{ href: '/staff-accounts', label: t('staffAccounts.title') }}
      narrow
      error={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      <Form action="/staff-accounts/new" receipt={receipt} live={false}>
        <Field
          name="nameAr"
          label={t('staffAccounts.nameAr')}
          hint={t('staffAccounts.oneName')}
          error={errorOf(errors, 'nameAr')}
          value={typed.nameAr}
          dir="rtl"
          lang="ar"
          width="w20"
          maxlength={120}
          autocomplete="off"
        />
        <Field
          name="nameEn"
          label={t('staffAccounts.nameEn')}
          error={errorOf(errors, 'nameEn')}
          value={typed.nameEn}
          dir="ltr"
          lang="en"
          width="w20"
          maxlength={120}
          autocomplete="off"
        />
        <Choices
          name="sex"
          legend={t('register.sex')}
          layout="row"
          value={typed.sex}
          error={errorOf(errors, 'sex')}
          options={(['female', 'male'] as const).map((value) => ({ value, label: t(`patient.sex.${value}`) }))}
          required
        />
        <PostFields {...{ t, typed, errors, roles, departments, locations }} />
        <StaffLoginField {...{ t, typed, errors }} />
        <WayChoice {...{ frame, receipt, typed, errors }} />
        <Actions>
          <Button>{t('staffAccounts.inviteNow')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

export interface InvitationFormProps extends Common {
  staff: string
  name: string
  /** Whether they have an account, and sign in by what they have. */
  known: boolean
  mail: string | null
}

/** Somebody who works here already: a first invitation, or a new one in the place of the last. */
export const InviteAgainPage = ({ frame, receipt, typed, errors, staff, name, known, mail }: InvitationFormProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('staffAccounts.inviteWhom', { name })}
      heading={t.jsx('staffAccounts.inviteWhom', { name: <PersonName name={name} /> })}
      place="administration"
      back={{ href: `/staff-accounts/${staff}` }}
      narrow
      error={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      {known && <p>{t('staffAccounts.againMeans')}</p>}
      <Form action={`/staff-accounts/${staff}/invitation`} receipt={receipt} live={false}>
        {!known && <StaffLoginField {...{ t, typed, errors }} />}
        <WayChoice {...{ frame, receipt, typed, errors }} {...(known && mail === null ? { onlyPaper: true } : {})} />
        <Actions>
          <Button>{t('staffAccounts.inviteNow')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

const WayChoice = ({ frame: { t }, typed, errors, onlyPaper }: Common & { onlyPaper?: boolean }) => (
  <Choices
    name="way"
    legend={t('staffAccounts.way')}
    value={onlyPaper ? 'printed' : typed.way}
    error={errorOf(errors, 'way')}
    options={[
      { value: 'mail', label: t('staffAccounts.byMail'), hint: t('staffAccounts.byMailHint'), disabled: onlyPaper ?? false },
      { value: 'printed', label: t('staffAccounts.printed'), hint: t('staffAccounts.printedHint') },
    ]}
    required
  />
)

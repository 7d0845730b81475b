import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'

type Option = { value: string; label: string }

interface Common {
  frame: Frame
  receipt: string
  typed: Typed
  errors: FieldError[]
}

export interface NewPersonPageProps extends Common {
  roles: Option[]
  departments: Option[]
  locations: Option[]
}

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
        <Select
          name="role"
          label={t('staffAccounts.role')}
          value={typed.role}
          error={errorOf(errors, 'role')}
          options={[{ value: '', label: t('staffAccounts.choose') }, ...roles]}
          required
        />
        <Select
          name="department"
          label={t('staffAccounts.department')}
          hint={t('staffAccounts.departmentHint')}
          value={typed.department}
          error={errorOf(errors, 'department')}
          options={[{ value: '', label: t('staffAccounts.allDepartments') }, ...departments]}
        />
        <Select
          name="location"
          label={t('dayBook.location')}
          value={typed.location}
          error={errorOf(errors, 'location')}
          options={[{ value: '', label: t('dayBook.allLocations') }, ...locations]}
        />
        <LoginField {...{ frame, receipt, typed, errors }} />
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
        {!known && <LoginField {...{ frame, receipt, typed, errors }} />}
        <WayChoice {...{ frame, receipt, typed, errors }} {...(known && mail === null ? { onlyPaper: true } : {})} />
        <Actions>
          <Button>{t('staffAccounts.inviteNow')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

const LoginField = ({ frame: { t }, typed, errors }: Common) => (
  <Field
    name="login"
    label={t('staffAccounts.loginAsk')}
    hint={t('staffAccounts.loginHint')}
    error={errorOf(errors, 'login')}
    value={typed.login}
    dir="ltr"
    width="w20"
    maxlength={254}
    autocomplete="off"
    autocapitalize="none"
    spellcheck={false}
    required
  />
)

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

export interface PrintedPageProps {
  frame: Frame
  staff: string
  name: string
  login: string
  /** Where the code is typed. */
  address: string
  code: string
  until: Temporal.ZonedDateTime
}

/** What is handed over on paper, this once. */
export const PrintedPage = ({ frame, staff, name, login, address, code, until }: PrintedPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('staffAccounts.sheetTitle', { name })}
      heading={t.jsx('staffAccounts.sheetTitle', { name: <PersonName name={name} /> })}
      place="administration"
      narrow
    >
      <Note kind="warn">{t('staffAccounts.codeOnce')}</Note>
      <Summary>
        <SummaryRow t={t} label={t('staffAccounts.address')}>
          <Num>{address}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('invitation.code')}>
          <strong>
            <Num>{code}</Num>
          </strong>
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.login')}>
          <Num>{login}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.until')}>
          <When t={t} at={until} short />
        </SummaryRow>
      </Summary>
      <p>{t('staffAccounts.sheetHow')}</p>
      <Actions>
        <Button type="button" icon="print" data-print hidden>
          {t('secondFactor.print')}
        </Button>
        <LinkButton kind="plain" href={`/staff-accounts/${staff}`}>
          {t('staffAccounts.toAccount')}
        </LinkButton>
      </Actions>
    </StaffShell>
  )
}

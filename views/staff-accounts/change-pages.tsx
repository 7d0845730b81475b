import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { type PostChoices, PostFields, ReasonField, StaffLoginField } from './fields.tsx'

interface Changing {
  frame: Frame
  staff: string
  name: string
  receipt: string
  typed: Typed
  errors: FieldError[]
}

/** What somebody does here from today on. */
export const ChangePostPage = ({ post, choices, ...changing }: Changing & { post: string; choices: PostChoices }) => {
  const { frame, staff, typed, errors } = changing
  const { t } = frame
  return (
    <ChangePage {...changing} action={`/staff-accounts/${staff}/roles/${post}`} what="Role">
      <PostFields {...{ t, typed, errors }} {...choices} />
    </ChangePage>
  )
}

/** What somebody signs in by. */
export const ChangeLoginPage = (changing: Changing) => {
  const { frame, staff, typed, errors } = changing
  const { t } = frame
  return (
    <ChangePage {...changing} action={`/staff-accounts/${staff}/login`} what="Login">
      <StaffLoginField {...{ t, typed, errors }} />
    </ChangePage>
  )
}

interface ChangePageProps extends Changing {
  action: string
  what: 'Role' | 'Login'
  children: Child
}

const titles = { Role: 'staffAccounts.changeRoleOf', Login: 'staffAccounts.changeLoginOf' } as const

const ChangePage = ({ frame, staff, name, receipt, typed, errors, action, what, children }: ChangePageProps) => {
  const { t } = frame
  const title = titles[what]
  const back = `/staff-accounts/${staff}`
  return (
    <StaffShell
      frame={frame}
      title={t(title, { name })}
      heading={t.jsx(title, { name: <PersonName name={name} /> })}
      place="administration"
      back={{ href: back }}
      narrow
      error={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      <p>{t(`staffAccounts.change${what}Means`)}</p>
      <Form action={action} receipt={receipt} live={false}>
        {children}
        <ReasonField {...{ t, typed, errors }} />
        <Actions>
          <LinkButton kind="plain" href={back}>
            {t('staffAccounts.leave')}
          </LinkButton>
          <Button>{t('staffAccounts.change')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

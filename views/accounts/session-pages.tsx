import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'
import { DoorShell } from './door-shell.tsx'
import { CurrentPassword } from './password-field.tsx'

interface ShownSession {
  id: string
  /** Where it is not of the site that one is on. */
  otherSite: Frame['site'] | null
  device: { browser: string | null; system: string | null }
  firstUsed: Temporal.ZonedDateTime
  lastUsed: Temporal.ZonedDateTime
  here: boolean
}

const account = (t: Texts) => ({ href: '/account', label: t('account.title') })
const list = (t: Texts) => ({ href: '/account/sessions', label: t('sessions.title') })

interface SessionsPageProps {
  frame: Frame
  sessions: ShownSession[]
  done: 'one' | 'others' | undefined
}

/** On which devices somebody is signed in, so that one that is not theirs is seen. */
export const SessionsPage = ({ frame, sessions, done }: SessionsPageProps) => {
  const { t } = frame
  const columns = ['sessions.device', 'sessions.first', 'sessions.last', 'sessions.end'] as const
  return (
    <DoorShell
      frame={frame}
      title={t('sessions.title')}
      place="account"
      back={account(t)}
      note={done && <Note kind="good">{t(`sessions.done.${done}`)}</Note>}
    >
      <p class="hint">{t('sessions.hint')}</p>
      <Table label={t('sessions.title')} columns={columns.map((key) => ({ label: t(key), hidden: key === 'sessions.end' }))}>
        {sessions.map((session) => (
          <Row current={session.here}>
            <HeadCell place="title">
              <Device t={t} device={session.device} />
              {session.otherSite && ` (${t(`sessions.on.${session.otherSite}`)})`}
            </HeadCell>
            <Cell label={t('sessions.first')}>
              <When t={t} at={session.firstUsed} short />
            </Cell>
            <Cell label={t('sessions.last')}>
              <When t={t} at={session.lastUsed} short />
            </Cell>
            <Cell place="action" end>
              {session.here ? (
                t('sessions.here')
              ) : (
                <LinkButton kind="plain" small href={`/account/sessions/${session.id}/ending`} about={deviceName(t, session.device)}>
                  {t('sessions.end')}
                </LinkButton>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
      {sessions.length > 1 && (
        <Actions>
          <LinkButton kind="plain" href="/account/sessions/ending">
            {t('sessions.endOthers')}
          </LinkButton>
        </Actions>
      )}
    </DoorShell>
  )
}

const Device = ({ t, device }: { t: Texts; device: ShownSession['device'] }) => {
  const { browser, system } = device
  if (!browser || !system) return <bdi>{deviceName(t, device)}</bdi>
  return t.jsx('sessions.browserOn', { browser: <bdi>{browser}</bdi>, system: <bdi>{system}</bdi> })
}

/** The names of browsers and systems are the same in all languages. */
function deviceName(t: Texts, { browser, system }: ShownSession['device']): string {
  if (browser && system) return t('sessions.browserOn', { browser, system })
  return browser ?? system ?? t('sessions.unknown')
}

interface EndingProps {
  frame: Frame
  receipt: string
  /** Whoever came by a code may have none. */
  asksPassword: boolean
  errors: FieldError[]
}

export const EndSessionPage = ({ session, ...ending }: EndingProps & { session: ShownSession }) => {
  const { frame, errors } = ending
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('sessions.endOne')} place="account" back={list(t)} error={errors.length > 0}>
      <ErrorSummary t={t} errors={errors} />
      <Summary>
        <SummaryRow t={t} label={t('sessions.device')}>
          <Device t={t} device={session.device} />
        </SummaryRow>
        <SummaryRow t={t} label={t('sessions.last')}>
          <When t={t} at={session.lastUsed} />
        </SummaryRow>
      </Summary>
      <p>{t('sessions.endOneText')}</p>
      <Ending {...ending} action={`/account/sessions/${session.id}/ending`} />
    </DoorShell>
  )
}

export const EndSessionsPage = (ending: EndingProps) => {
  const { frame, errors } = ending
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('sessions.endOthers')} place="account" back={list(t)} error={errors.length > 0}>
      <ErrorSummary t={t} errors={errors} />
      <p>{t('sessions.endOthersText')}</p>
      <Ending {...ending} action="/account/sessions/ending" />
    </DoorShell>
  )
}

const Ending = ({ frame: { t }, action, receipt, asksPassword, errors }: EndingProps & { action: string }) => (
  <Form action={action} receipt={receipt} live={false}>
    {asksPassword && <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />}
    <Actions>
      <LinkButton kind="plain" href="/account/sessions" autofocus={!asksPassword}>
        {t('sessions.keep')}
      </LinkButton>
      <Button kind="danger">{t('sessions.end')}</Button>
    </Actions>
  </Form>
)

import type { Child } from 'hono/jsx'
import type { StaffAccount } from '../../src/staff/accounts/queries.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import { rolesOf, StatePill } from './account-words.tsx'

export interface AccountPageProps {
  frame: Frame
  account: StaffAccount
  zone: string
  /** Nobody shuts themselves out: what concerns one's own account is on one's own page. */
  oneself: boolean
  note?: Child
}

/** One person's account, and what an admin may do with it. */
export const StaffAccountPage = ({ frame, account, zone, oneself, note }: AccountPageProps) => {
  const { t } = frame
  const at = `/staff-accounts/${account.staff}`
  const { name, state, logins, lastUsedAt, invitedUntil } = account
  return (
    <StaffShell
      frame={frame}
      title={t.local(name)}
      heading={<PersonName name={t.local(name)} />}
      place="administration"
      back={{ href: '/staff-accounts', label: t('staffAccounts.title') }}
      narrow
      note={note}
    >
      <Summary>
        <SummaryRow t={t} label={t('staffAccounts.state')}>
          <StatePill t={t} state={state} />
          {invitedUntil && (
            <> {t.jsx('staffAccounts.invitedUntil', { when: <When t={t} at={invitedUntil.toZonedDateTimeISO(zone)} short /> })}</>
          )}
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.roles')}>
          {rolesOf(t, account).map((role, n) => (
            <div class="changeable">
              <span>{role}</span>
              {!oneself && <Change t={t} href={`${at}/roles/${account.roles[n]?.id}`} text="staffAccounts.changeRole" about={role} />}
            </div>
          ))}
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.login')}>
          <div class="changeable">
            <span>
              {logins.length === 0 && t('account.none')}
              {logins.map(({ value }) => (
                <span class="line">
                  <Num>{value}</Num>
                </span>
              ))}
            </span>
            {!oneself && account.user !== null && <Change t={t} href={`${at}/login`} text="staffAccounts.changeLogin" />}
          </div>
        </SummaryRow>
        <SummaryRow t={t} label={t('secondFactor.title')}>
          {factorsOf(t, account)}
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.lastUsed')}>
          {lastUsedAt ? <When t={t} at={lastUsedAt.toZonedDateTimeISO(zone)} short /> : t('account.none')}
        </SummaryRow>
      </Summary>
      {oneself ? (
        <Note kind="info">{t.jsx('staffAccounts.oneself', { page: <a href="/account">{t('account.title')}</a> })}</Note>
      ) : (
        <Verbs t={t} account={account} />
      )}
    </StaffShell>
  )
}

interface ChangeProps {
  t: Texts
  href: string
  text: 'staffAccounts.changeRole' | 'staffAccounts.changeLogin'
  /** Which one, for the ear. */
  about?: string
}

const Change = ({ t, href, text, about }: ChangeProps) => (
  <LinkButton kind="plain" small href={href} about={about}>
    {t(text)}
  </LinkButton>
)

const Verbs = ({ t, account: { staff, state, app, passkeys } }: { t: Texts; account: StaffAccount }) => {
  const at = `/staff-accounts/${staff}`
  if (state === 'disabled') {
    return (
      <Actions>
        <LinkButton href={`${at}/enabling`}>{t('staffAccounts.enable')}</LinkButton>
      </Actions>
    )
  }
  const first = state === 'none' || state === 'invited' || state === 'invitation-over'
  return (
    <Actions>
      <LinkButton kind={first ? 'primary' : 'plain'} href={`${at}/invitation`}>
        {t(state === 'none' ? 'staffAccounts.invite' : first ? 'staffAccounts.inviteAgain' : 'staffAccounts.newPassword')}
      </LinkButton>
      {!first && (
        <LinkButton kind="plain" href={`${at}/sessions-ending`}>
          {t('staffAccounts.endSessions')}
        </LinkButton>
      )}
      {(app || passkeys > 0) && (
        <LinkButton kind="plain" href={`${at}/second-factor-reset`}>
          {t('staffAccounts.reset')}
        </LinkButton>
      )}
      {state !== 'none' && (
        <LinkButton kind="plain" href={`${at}/disabling`}>
          {t('staffAccounts.disable')}
        </LinkButton>
      )}
    </Actions>
  )
}

function factorsOf(t: Texts, { state, app, passkeys, recoveryCodes }: StaffAccount): string {
  if (state === 'demo') return t('staffAccounts.exempt')
  const shown = [...(app ? [t('secondFactor.app')] : []), ...(passkeys > 0 ? [t('secondFactor.passkeyCount', { n: passkeys })] : [])]
  if (shown.length === 0) return t('account.none')
  return t.list([...shown, t('secondFactor.codesLeft', { n: recoveryCodes })])
}

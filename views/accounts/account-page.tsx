import type { Frame } from '../frame.ts'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { DoorShell } from './door-shell.tsx'

export interface AccountPageProps {
  frame: Frame
  name: string
  phone: string | null
  email: string | null
  staffName: string | null
  /** The day of the last change, where it is known; `none` for who has no password. */
  passwordChanged: Temporal.PlainDate | 'none' | null
  language: string | null
  /** Patients whose access report the reader may see. */
  records: { href: string; name: string }[]
  /** What has just been changed. */
  done: 'password' | 'language' | 'phone' | 'email' | 'pin' | 'messages' | undefined
}

/** Somebody's own page: a row for each thing that is theirs to change. */
export const AccountPage = (props: AccountPageProps) => {
  const { frame, name, phone, email, staffName, language, records, done } = props
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('account.title')} place="account" note={done && <Note kind="good">{t(`account.done.${done}`)}</Note>}>
      <Summary>
        <SummaryRow t={t} label={t('account.name')}>
          <PersonName name={name} />
        </SummaryRow>
        {staffName && (
          <SummaryRow t={t} label={t('account.staffName')}>
            <Num>{staffName}</Num>
          </SummaryRow>
        )}
        <SummaryRow t={t} label={t('account.phone')} change="/account/phone">
          {phone ? <Num>{phone}</Num> : t('account.none')}
        </SummaryRow>
        <SummaryRow t={t} label={t('account.email')} change="/account/email">
          {email ? <Num>{email}</Num> : t('account.none')}
        </SummaryRow>
        <SummaryRow t={t} label={t('auth.password')} change="/account/password">
          <PasswordState {...props} />
        </SummaryRow>
        {frame.site === 'staff' && (
          <SummaryRow t={t} label={t('secondFactor.title')} change="/account/second-factor">
            {t('secondFactor.kinds')}
          </SummaryRow>
        )}
        {frame.site === 'staff' && (
          <SummaryRow t={t} label={t('lock.pin')} change="/account/pin">
            {t('lock.pinRow')}
          </SummaryRow>
        )}
        <SummaryRow t={t} label={t('sessions.title')}>
          <a href="/account/sessions">{t('sessions.row')}</a>
        </SummaryRow>
        {frame.site === 'patient' && (
          <SummaryRow t={t} label={t('people.title')}>
            <a href="/account/people">{t('people.row')}</a>
          </SummaryRow>
        )}
        {frame.site === 'patient' && (
          <SummaryRow t={t} label={t('online.messages')} change="/account/messages">
            {t('wanted.row')}
          </SummaryRow>
        )}
        <SummaryRow t={t} label={t('account.language')} change="/account/language">
          {language === null ? t('account.notChosen') : t.languageName(language)}
        </SummaryRow>
        {records.length > 0 && (
          <SummaryRow t={t} label={t('access.title')}>
            {records.map(({ href, name: whose }) => (
              <div>
                <a href={href}>
                  <PersonName name={whose} />
                </a>
              </div>
            ))}
          </SummaryRow>
        )}
      </Summary>
    </DoorShell>
  )
}

function PasswordState({ frame: { t }, passwordChanged }: AccountPageProps) {
  if (passwordChanged === 'none') return <>{t('account.noPassword')}</>
  return <>{passwordChanged === null ? t('account.passwordSet') : t('account.passwordSince', { date: t.date(passwordChanged) })}</>
}

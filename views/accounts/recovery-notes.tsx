import type { Frame } from '../frame.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { DoorShell } from './door-shell.tsx'

/** The same whoever was asked for. */
export const LinkSentPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('recovery.sentTitle')}>
      <p>{t('recovery.sent')}</p>
      <p>{frame.site === 'staff' ? t('recovery.staffNameOnly') : t('recovery.notReceived', { phone: frame.clinic.phone })}</p>
      <Actions>
        <LinkButton href="/sign-in">{t('auth.signIn')}</LinkButton>
      </Actions>
    </DoorShell>
  )
}

/** The link was used, is too old, or never was one: nobody learns which. */
export const NoWayBackPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('recovery.overTitle')}>
      <p>{t('recovery.over')}</p>
      <Actions>
        <LinkButton href="/forgotten-password">{t('recovery.askAgain')}</LinkButton>
      </Actions>
    </DoorShell>
  )
}

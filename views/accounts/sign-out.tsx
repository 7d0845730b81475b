import type { Frame } from '../frame.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { DoorShell } from './door-shell.tsx'

/** For who comes to the address by a link: a link shows, a button posts. */
export const SignOutPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('auth.signOut')}>
      <p>{t('auth.signOutAsk')}</p>
      <Form action="/sign-out" live={false}>
        <Actions>
          <Button>{t('auth.signOut')}</Button>
          <LinkButton kind="plain" href="/">
            {t('auth.stay')}
          </LinkButton>
        </Actions>
      </Form>
    </DoorShell>
  )
}

import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'

/** Asks before a screen goes dark. */
export const RevocationPage = ({ frame, board, receipt }: { frame: Frame; board: { id: string; name: string }; receipt: string }) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('board.revokeAsk', { name: board.name })}
      heading={t.jsx('board.revokeAsk', { name: <PersonName name={board.name} /> })}
      narrow
      back={{ href: '/boards', label: t('board.title') }}
    >
      <p>{t('board.revokeMeans')}</p>
      <Form action={`/boards/${board.id}/revocation`} receipt={receipt} live={false}>
        <Actions>
          <LinkButton kind="plain" href="/boards" autofocus>
            {t('board.keep')}
          </LinkButton>
          <Button kind="danger">{t('board.revoke')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

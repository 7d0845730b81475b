import { DoorShell } from '../accounts/door-shell.tsx'
import type { Frame } from '../frame.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'

export interface WantedMessagesPageProps {
  frame: Frame
  action: string
  receipt: string
  /** Those of whom the clinic could tell this account something. */
  people: { id: string; name: string; isSelf: boolean; wanted: boolean }[]
}

/** One box for each person; an empty one is a consent withdrawn. */
export const WantedMessagesPage = ({ frame, action, receipt, people }: WantedMessagesPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('online.messages')} place="account" back={{ href: '/account', label: t('account.title') }}>
      {people.length === 0 ? (
        <Empty>{t('wanted.nobody')}</Empty>
      ) : (
        <Form action={action} receipt={receipt} live={false}>
          <Choices
            name="wanted[]"
            legend={t('wanted.ask')}
            hint={t('wanted.hint')}
            type="checkbox"
            options={people.map(({ id, name, isSelf, wanted }) => ({
              value: id,
              label: isSelf ? t('wanted.mine') : t.jsx('wanted.of', { name: <PersonName name={name} /> }),
              checked: wanted,
            }))}
          />
          <p>{t('wanted.always')}</p>
          <p>{t.jsx('online.privacy', { notice: <a href="/privacy">{t('privacy.title')}</a> })}</p>
          <Actions>
            <Button>{t('ui.save')}</Button>
          </Actions>
        </Form>
      )}
    </DoorShell>
  )
}

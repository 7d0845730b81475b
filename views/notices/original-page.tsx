import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Form } from '../ui/form.tsx'

/** Asks before the clinic's own words are deleted. */
export const OriginalPage = ({
  frame,
  address,
  ours,
  words,
  receipt,
}: {
  frame: Frame
  address: string
  ours: string
  words: Texts
  receipt: string
}) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('texts.backAsk')}
      place="administration"
      narrow
      back={{ href: '/administration/texts', label: t('texts.title') }}
    >
      <p>{t('texts.backMeans')}</p>
      <Panel label={t('texts.ours')}>
        <div lang={words.language} dir={words.direction}>
          {ours.split('\n').map((line) => (
            <p>{line}</p>
          ))}
        </div>
      </Panel>
      <Form action={`${address}/original`} receipt={receipt} live={false}>
        <Actions>
          <LinkButton kind="plain" href={address} autofocus>
            {t('texts.keep')}
          </LinkButton>
          <Button kind="danger">{t('texts.back')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

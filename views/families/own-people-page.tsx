import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Name } from '../patients/patient-words.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card, Cards } from '../ui/card.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { type RightInWords, rightText } from './right.tsx'

interface ShownRight extends RightInWords {
  /** Null where this person may not end it. */
  end: string | null
}

export interface OwnPeoplePageProps {
  frame: Frame
  mine: readonly ShownRight[]
  overMe: readonly ShownRight[]
  note: Child
}

/** For whom I act, and who acts for me. */
export const OwnPeoplePage = ({ frame, mine, overMe, note }: OwnPeoplePageProps) => {
  const { t } = frame
  return (
    <PatientShell
      frame={frame}
      title={t('people.title')}
      narrow
      place="account"
      back={{ href: '/account', label: t('account.title') }}
      note={note}
    >
      <h1>{t('people.title')}</h1>
      <section>
        <h2>{t('people.iActFor')}</h2>
        {mine.length === 0 ? <Empty>{t('people.forNobody')}</Empty> : <Rights frame={frame} rights={mine} of="patient" />}
      </section>
      <section>
        <h2>{t('people.actForMe')}</h2>
        {overMe.length === 0 ? <Empty>{t('people.nobodyForMe')}</Empty> : <Rights frame={frame} rights={overMe} of="account" />}
      </section>
      <p>{t('people.more')}</p>
    </PatientShell>
  )
}

const Rights = ({ frame: { t }, rights, of }: { frame: Frame; rights: readonly ShownRight[]; of: 'patient' | 'account' }) => (
  <Cards>
    {rights.map((right) => (
      <Card title={of === 'account' ? <PersonName name={right.account} /> : <WhoseName right={right} />}>
        <p>{rightText(t, right)}</p>
        {right.end && (
          <Actions>
            <LinkButton kind="plain" href={right.end} about={of === 'account' ? right.account : right.names[0]?.text}>
              {t('people.end')}
            </LinkButton>
          </Actions>
        )}
      </Card>
    ))}
  </Cards>
)

const WhoseName = ({ right: { names, account } }: { right: RightInWords }) => {
  const [name] = names
  return name ? <Name name={name} /> : <PersonName name={account} />
}

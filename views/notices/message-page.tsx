import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Panel } from '../ui/card.tsx'
import { Num } from '../ui/inline.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import type { ShownMessage } from './messages-page.tsx'

/** One message: to whom, and its words in its own language. */
export function MessagePage({ frame, message }: { frame: Frame; message: ShownMessage }) {
  const { t } = frame
  return (
    <PatientShell
      frame={frame}
      title={t('notices.page.one')}
      narrow
      back={{ href: '/development/messages', label: t('notices.page.title') }}
    >
      <h1>{t('notices.page.one')}</h1>
      <Summary>
        <SummaryRow t={t} label={t('notices.page.kind')}>
          {t(`notices.kind.${message.channel}`)}
        </SummaryRow>
        <SummaryRow t={t} label={t('notices.page.to')}>
          <Num>{message.to}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('notices.page.written')}>
          <When t={t} at={message.writtenAt} />
        </SummaryRow>
      </Summary>
      <div lang={message.words.language} dir={message.words.direction}>
        {message.channel === 'mail' ? <MailPanel message={message} /> : <TextPanel message={message} />}
      </div>
    </PatientShell>
  )
}

const TextPanel = ({ message: { text } }: { message: ShownMessage }) => (
  <Panel>
    {text.split('\n').map((line) => (
      <p>{line}</p>
    ))}
  </Panel>
)

const MailPanel = ({ message: { letter, words } }: { message: ShownMessage }) => (
  <Panel>
    <h2>{letter.subject}</h2>
    {letter.facts.length > 0 && (
      <Summary>
        {letter.facts.map(({ label, value }) => (
          <SummaryRow t={words} label={label}>
            <bdi>{value}</bdi>
          </SummaryRow>
        ))}
      </Summary>
    )}
    {letter.paragraphs.map((paragraph) => (
      <p>{paragraph}</p>
    ))}
    {letter.link && (
      <p>
        <a href={letter.link.address}>{letter.link.text}</a>
      </p>
    )}
    <p>{letter.sender}</p>
  </Panel>
)

import type { Letter } from '../../src/notices/letter.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Num } from '../ui/inline.tsx'
import { Empty, Note } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'

/** A message as the development pages show it. */
export interface ShownMessage {
  id: string
  channel: 'mail' | 'text'
  to: string
  /** The texts of the message's own language. */
  words: Texts
  letter: Letter
  text: string
  writtenAt: Temporal.ZonedDateTime
}

/** What would have been sent, where nothing is set up to send it. */
export function MessagesPage({ frame, messages }: { frame: Frame; messages: ShownMessage[] }) {
  const { t } = frame
  const columns = [
    { label: t('notices.page.subject') },
    { label: t('notices.page.to') },
    { label: t('notices.page.kind') },
    { label: t('notices.page.written') },
  ]
  return (
    <PatientShell frame={frame} title={t('notices.page.title')}>
      <h1>{t('notices.page.title')}</h1>
      <Note kind="info">{t('notices.page.explained')}</Note>
      {messages.length === 0 ? (
        <Empty>{t('notices.page.none')}</Empty>
      ) : (
        <Table label={t('notices.page.title')} columns={columns}>
          {messages.map((message) => (
            <MessageRow t={t} message={message} />
          ))}
        </Table>
      )}
    </PatientShell>
  )
}

const MessageRow = ({ t, message }: { t: Texts; message: ShownMessage }) => (
  <Row>
    <HeadCell place="title">
      <a href={`/development/messages/${message.id}`} lang={message.words.language} dir={message.words.direction}>
        {message.letter.subject}
      </a>
    </HeadCell>
    <Cell label={t('notices.page.to')}>
      <Num>{message.to}</Num>
    </Cell>
    <Cell label={t('notices.page.kind')}>{t(`notices.kind.${message.channel}`)}</Cell>
    <Cell label={t('notices.page.written')}>
      <When t={t} at={message.writtenAt} short />
    </Cell>
  </Row>
)

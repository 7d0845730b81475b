import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'

export interface InboxLine {
  id: string
  version: number
  sender: string
  email: string | null
  phone: { value: string; text: string } | null
  words: string
  language: string
  writtenAt: Temporal.ZonedDateTime
  done: { at: Temporal.ZonedDateTime; by: string } | null
  answer: string | null
}

export interface InboxPageProps {
  frame: Frame
  waiting: InboxLine[]
  done: InboxLine[]
  note?: Child
}

/** What visitors of the public site wrote. */
export const InboxPage = ({ frame, waiting, done, note }: InboxPageProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('inbox.title')} place="messages" note={note}>
      <section class="group">
        <h2>{t('inbox.waiting', { n: waiting.length })}</h2>
        {waiting.length === 0 ? (
          <Empty>{t('inbox.none')}</Empty>
        ) : (
          <Lines frame={frame} label={t('inbox.waiting', { n: waiting.length })} lines={waiting} />
        )}
      </section>
      {done.length > 0 && (
        <section class="group">
          <h2>{t('inbox.done')}</h2>
          <Lines frame={frame} label={t('inbox.done')} lines={done} />
        </section>
      )}
    </StaffShell>
  )
}

const Lines = ({ frame: { t }, label, lines }: { frame: Frame; label: string; lines: InboxLine[] }) => (
  <Table
    label={label}
    even
    columns={[{ label: t('inbox.from') }, { label: t('inbox.reach') }, { label: t('inbox.written') }, { label: t('inbox.state') }]}
  >
    {lines.map((line) => (
      <Row off={line.done !== null}>
        <HeadCell place="title">
          <a href={`/messages/${line.id}`}>
            <PersonName name={line.sender} />
          </a>
        </HeadCell>
        <Cell place="detail">
          <Num>{line.email ?? line.phone?.text ?? ''}</Num>
        </Cell>
        <Cell place="detail">
          <When t={t} at={line.writtenAt} short />
        </Cell>
        <Cell place="detail">
          {line.done === null
            ? t('inbox.isWaiting')
            : t.jsx(line.answer === null ? 'inbox.finishedBy' : 'inbox.answeredBy', { name: <PersonName name={line.done.by} /> })}
        </Cell>
      </Row>
    ))}
  </Table>
)

import type { Child } from 'hono/jsx'
import type { StaffRole } from '../../src/database/tables.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { BothNames } from '../patients/patient-words.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'

export interface ShownOpening {
  href: string
  patient: ShownName[]
  recordNumber: string
  /** Who opened it, and as what. */
  person: string
  role: StaffRole
  reason: string
  openedAt: Temporal.ZonedDateTime
  seenAt: Temporal.ZonedDateTime | null
  seenBy: string | null
  note: string | null
}

interface OpeningsPageProps {
  frame: Frame
  openings: ShownOpening[]
  page: number
  pages: number
  note: Child
}

/** Every record that was opened outside of somebody's scope: what nobody has looked at yet first. */
export const OpeningsPage = ({ frame, openings, page, pages, note }: OpeningsPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('glass.review')}
      place="administration"
      back={{ href: '/administration', label: t('shell.administration') }}
      note={note}
    >
      {openings.length === 0 && <Empty>{t('glass.none')}</Empty>}
      {openings.length > 0 && (
        <Table
          label={t('glass.review')}
          columns={[
            { label: t('glass.when') },
            { label: t('glass.who') },
            { label: t('glass.patient') },
            { label: t('glass.why') },
            { label: t('glass.state') },
            { label: t('ui.action'), hidden: true, end: true },
          ]}
        >
          {openings.map((opening) => (
            <Row current={opening.seenAt === null}>
              <HeadCell place="title">
                <When t={t} at={opening.openedAt} short />
              </HeadCell>
              <Cell place="detail">
                <PersonName name={opening.person} />
                {t('ui.comma')} {t(`staff.role.${opening.role}`, { sex: 'other' })}
              </Cell>
              <Cell place="detail">
                <BothNames t={t} names={opening.patient} /> <Num>{opening.recordNumber}</Num>
              </Cell>
              <Cell place="detail">
                <span dir="auto">{opening.reason}</span>
              </Cell>
              <Cell place="status">{t(opening.seenAt ? 'glass.seen' : 'glass.notSeen')}</Cell>
              <Cell place="action" end>
                <LinkButton kind="plain" small href={opening.href} about={opening.recordNumber}>
                  {t('glass.look')}
                </LinkButton>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pagination t={t} page={page} pages={pages} href={(to) => `/administration/emergency-access?page=${to}`} />
    </StaffShell>
  )
}

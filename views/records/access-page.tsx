import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'
import { auditRole } from './audit-role.ts'

export interface AccessPageProps {
  frame: Frame
  /** Whose record it is; null for the reader's own. */
  name: string | null
  lines: {
    at: Temporal.ZonedDateTime
    role: string | null
    department: string | null
    what: 'glass' | 'detailsSeen' | 'detailsChanged' | 'visitSeen' | 'visitChanged' | 'otherSeen' | 'otherChanged'
    reason: string | null
  }[]
  olderHref: string | null
  newestHref: string | null
}

/** Who opened a record: role, department, time and reason, never a name of the staff. */
export const AccessPage = ({ frame, name, lines, olderHref, newestHref }: AccessPageProps) => {
  const { t } = frame
  const title = name === null ? t('access.title') : t('access.titleOf', { name })
  return (
    <PatientShell frame={frame} title={title} place="account" back={{ href: '/account', label: t('account.title') }}>
      <h1>{name === null ? title : t.jsx('access.titleOf', { name: <PersonName name={name} /> })}</h1>
      <p class="hint">{t('access.hint')}</p>
      {lines.length === 0 && <Empty>{t('access.none')}</Empty>}
      {lines.length > 0 && (
        <Table
          label={title}
          columns={[{ label: t('glass.when') }, { label: t('access.who') }, { label: t('access.what') }, { label: t('glass.why') }]}
        >
          {lines.map((line) => (
            <Row>
              <HeadCell place="title">
                <When t={t} at={line.at} short />
              </HeadCell>
              <Cell place="detail">
                {line.role === 'patient' ? t('access.actsForYou') : auditRole(t, line.role)}
                {line.department && ` (${line.department})`}
              </Cell>
              <Cell place="detail">{t(`access.${line.what}`)}</Cell>
              <Cell place="detail">{line.reason && <span dir="auto">{line.reason}</span>}</Cell>
            </Row>
          ))}
        </Table>
      )}
      {(newestHref || olderHref) && (
        <nav class="pages" aria-label={t('ui.pages')}>
          {newestHref && <a href={newestHref}>{t('audit.newest')}</a>}
          {olderHref && (
            <a href={olderHref} rel="next">
              {t('audit.older')}
            </a>
          )}
        </nav>
      )}
    </PatientShell>
  )
}

import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import { auditRole } from './audit-role.ts'

export interface AuditPageProps {
  frame: Frame
  people: { value: string; label: string }[]
  actions: { label: string; options: { value: string; label: string }[] }[]
  asked: { person: string; personName: string | null; number: string; action: string; day: string }
  numberError: string | null
  lines: {
    at: Temporal.ZonedDateTime
    person: { name: string; href: string } | null
    role: string | null
    department: string | null
    /** In words. */
    action: string
    patient: { recordNumber: string; href: string } | null
    listed: number
    reason: string | null
  }[]
  olderHref: string | null
  newestHref: string | null
  fileHref: string
}

/** Who saw and did what, the newest first. */
export const AuditPage = (props: AuditPageProps) => {
  const { frame, lines, olderHref, newestHref, fileHref, numberError } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('audit.title')}
      place="administration"
      error={numberError !== null}
      back={{ href: '/administration', label: t('shell.administration') }}
      tools={
        <LinkButton kind="plain" href={fileHref} download>
          {t('audit.file')}
        </LinkButton>
      }
    >
      <Filter {...props} />
      {lines.length === 0 ? <Empty>{t('audit.none')}</Empty> : <Lines {...props} />}
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
    </StaffShell>
  )
}

const Filter = ({ frame: { t }, people, actions, asked, numberError }: AuditPageProps) => (
  <form class="filters" action="/administration/audit" method="post" novalidate>
    <Select
      name="person"
      label={t('audit.person')}
      value={asked.person}
      options={[
        { value: '', label: t('audit.everybody') },
        ...(asked.personName !== null && !people.some(({ value }) => value === asked.person)
          ? [{ value: asked.person, label: asked.personName }]
          : []),
        ...people,
      ]}
    />
    <Field
      name="number"
      label={t('glass.number')}
      value={asked.number}
      error={numberError ?? undefined}
      dir="ltr"
      autocomplete="off"
      maxlength={40}
    />
    <Select
      name="action"
      label={t('audit.action')}
      value={asked.action}
      options={[
        { value: '', label: t('audit.everything') },
        ...(isOffered(asked.action, actions) ? [] : [{ value: asked.action, label: asked.action }]),
        ...actions,
      ]}
    />
    <Field name="day" type="date" label={t('audit.day')} value={asked.day} />
    <Button kind="plain">{t('ui.show')}</Button>
  </form>
)

const isOffered = (action: string, groups: AuditPageProps['actions']): boolean =>
  action === '' || groups.some(({ options }) => options.some(({ value }) => value === action))

const Lines = ({ frame: { t }, lines }: AuditPageProps) => (
  <Table
    label={t('audit.title')}
    columns={[
      { label: t('glass.when') },
      { label: t('audit.person') },
      { label: t('audit.role') },
      { label: t('audit.action') },
      { label: t('glass.patient') },
      { label: t('glass.why') },
    ]}
  >
    {lines.map((line) => (
      <Row>
        <HeadCell place="title">
          <span class="nowrap">
            {t.numericDate(line.at.toPlainDate())} <TimeText t={t} at={line.at} />
          </span>
        </HeadCell>
        <Cell place="detail">
          {line.person && (
            <a href={line.person.href}>
              <PersonName name={line.person.name} />
            </a>
          )}
        </Cell>
        <Cell place="detail">{[auditRole(t, line.role), line.department].filter(Boolean).join(`${t('ui.comma')} `)}</Cell>
        <Cell place="detail">{line.action}</Cell>
        <Cell place="detail">
          {line.patient && (
            <a href={line.patient.href}>
              <Num>{line.patient.recordNumber}</Num>
            </a>
          )}
          {line.listed > 0 && ` ${t('audit.listed', { n: line.listed })}`}
        </Cell>
        <Cell place="detail">{line.reason && <span dir="auto">{line.reason}</span>}</Cell>
      </Row>
    ))}
  </Table>
)

import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'

export interface BoardsPageProps {
  frame: Frame
  boards: { id: string; name: string; place: string[]; seenAt: Temporal.ZonedDateTime | null }[]
  /** Where a screen goes to be paired. */
  address: string
  locations: { value: string; label: string }[]
  departments: { value: string; label: string }[]
  receipt: string
  typed: Typed
  errors: FieldError[]
  note?: Child
}

/** The screens of the waiting rooms: which there are, and a new one. */
export const BoardsPage = (props: BoardsPageProps) => {
  const { frame, boards, errors, note } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('board.title')}
      place="administration"
      back={{ href: '/administration', label: t('shell.administration') }}
      error={errors.length > 0}
      note={note}
    >
      {boards.length === 0 ? <Empty>{t('board.none')}</Empty> : <BoardList {...props} />}
      <NewBoard {...props} />
    </StaffShell>
  )
}

const BoardList = ({ frame: { t }, boards }: BoardsPageProps) => (
  <Table
    label={t('board.title')}
    columns={[
      { label: t('board.name') },
      { label: t('board.place') },
      { label: t('board.seen') },
      { label: t('ui.action'), hidden: true, end: true },
    ]}
  >
    {boards.map((board) => (
      <Row>
        <HeadCell place="title">
          <PersonName name={board.name} />
        </HeadCell>
        <Cell place="detail">{t.list(board.place)}</Cell>
        <Cell place="detail">{board.seenAt && <When t={t} at={board.seenAt} short />}</Cell>
        <Cell place="action" end>
          <LinkButton kind="plain" small href={`/boards/${board.id}/revocation`} about={board.name}>
            {t('board.revoke')}
          </LinkButton>
        </Cell>
      </Row>
    ))}
  </Table>
)

const NewBoard = ({ frame: { t }, address, locations, departments, receipt, typed, errors }: BoardsPageProps) => (
  <section class="narrow">
    <h2>{t('board.add')}</h2>
    <p>
      {t.jsx('board.how', {
        address: (
          <a href={address}>
            <Num>{address}</Num>
          </a>
        ),
      })}
    </p>
    <Form action="/boards" receipt={receipt} live={false}>
      <ErrorSummary t={t} errors={errors} />
      <Field
        name="code"
        label={t('board.code')}
        value={typed.code}
        error={errorOf(errors, 'code')}
        width="w6"
        dir="ltr"
        inputmode="numeric"
        autocomplete="off"
        maxlength={20}
        required
      />
      <Field
        name="name"
        label={t('board.name')}
        hint={t('board.nameHint')}
        value={typed.name}
        error={errorOf(errors, 'name')}
        maxlength={80}
        required
      />
      {locations.length > 1 ? (
        <Select
          name="location"
          label={t('dayBook.location')}
          value={typed.location ?? ''}
          error={errorOf(errors, 'location')}
          options={[{ value: '', label: t('ui.choose') }, ...locations]}
          required
        />
      ) : (
        <input type="hidden" name="location" value={locations[0]?.value} />
      )}
      <Select
        name="department"
        label={t('dayBook.department')}
        value={typed.department ?? ''}
        error={errorOf(errors, 'department')}
        options={[{ value: '', label: t('dayBook.allDepartments') }, ...departments]}
      />
      <Actions>
        <Button>{t('board.pair')}</Button>
      </Actions>
    </Form>
  </section>
)

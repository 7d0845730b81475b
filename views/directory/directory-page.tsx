import type { ByLanguage, Row, Sex, StaffRole } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Table, Row as TableRow } from '../ui/table.tsx'
import { type WeekDay, weekLines } from './week-text.ts'

interface DirectoryPerson {
  name: ByLanguage
  sex: Sex
  grade: Row<'staff'>['grade']
  role: StaffRole
  branch: ByLanguage | null
  week: WeekDay[]
}

export interface DirectoryPageProps {
  frame: Frame
  /** `name` is null for those who work in all departments. */
  departments: { name: ByLanguage | null; people: DirectoryPerson[] }[]
  severalBranches: boolean
}

/** Who works here, in which department, and when this week. */
export function DirectoryPage({ frame, departments, severalBranches }: DirectoryPageProps) {
  const { t } = frame
  const peopled = departments.filter(({ people }) => people.length > 0)
  return (
    <StaffShell frame={frame} title={t('shell.directory')} place="directory">
      {peopled.length === 0 && <Empty>{t('directory.empty')}</Empty>}
      {peopled.map(({ name, people }) => {
        const heading = name ? t.local(name) : t('directory.wholeClinic')
        return (
          <section class="group">
            <h2>{heading}</h2>
            <Table
              label={heading}
              even
              columns={[
                { label: t('directory.name') },
                ...(severalBranches ? [{ label: t('dayBook.location') }] : []),
                { label: t('directory.hours') },
              ]}
            >
              {people.map((person) => (
                <TableRow>
                  <HeadCell place="title">
                    <PersonName
                      name={person.role === 'doctor' ? t('staff.doctor', { name: t.local(person.name) }) : t.local(person.name)}
                    />
                    <small class="hint">{post(frame, person)}</small>
                  </HeadCell>
                  {severalBranches && <Cell place="detail">{person.branch ? t.local(person.branch) : t('dayBook.allLocations')}</Cell>}
                  <Cell place="detail">
                    <Hours frame={frame} week={person.week} />
                  </Cell>
                </TableRow>
              ))}
            </Table>
          </section>
        )
      })}
    </StaffShell>
  )
}

const post = ({ t }: Frame, { role, grade, sex }: DirectoryPerson): string =>
  grade ? t(`staff.grade.${grade}`, { sex }) : t(`staff.role.${role}`, { sex })

const Hours = ({ frame: { t }, week }: { frame: Frame; week: WeekDay[] }) => {
  const lines = weekLines(t, week)
  if (lines.length === 0) return <>{t('directory.noHours')}</>
  return (
    <ul class="bare">
      {lines.map(({ days, hours }) => (
        <li>
          {days}: {hours}
        </li>
      ))}
    </ul>
  )
}

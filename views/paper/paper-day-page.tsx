import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Select } from '../ui/field.tsx'
import { keyCap } from '../ui/inline.tsx'
import { Filters } from '../ui/navigation.tsx'
import { Note } from '../ui/note.tsx'
import { type PaperSheet, PaperSheets } from './paper-sheets.tsx'

/** Whether the day is also kept as files: `off` where the clinic names no folder. */
export type PaperFiles = { kept: 'off' } | { kept: 'never' } | { kept: 'fresh' | 'old'; at: Temporal.ZonedDateTime }

export interface PaperDayPageProps {
  frame: Frame
  sheets: PaperSheet[]
  hijri: boolean
  /** When these lines were read. */
  at: Temporal.ZonedDateTime
  files: PaperFiles
  location: string
  locations: { id: string; name: string }[]
}

/** Today and tomorrow for a day without computers. */
export const PaperDayPage = ({ frame, sheets, hijri, at, files, location, locations }: PaperDayPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('paper.title')}
      back={{ href: '/day-book', label: t('shell.dayBook') }}
      tools={
        locations.length > 1 && (
          <Filters t={t} action="/paper-day">
            <Select
              name="location"
              label={t('dayBook.location')}
              labelHidden
              value={location}
              options={locations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Filters>
        )
      }
    >
      <p class="hint">{t('paper.readAt', { date: t.date(at.toPlainDate()), time: t.time(at) })}</p>
      <FilesNote frame={frame} files={files} />
      <PaperSheets t={t} sheets={sheets} hijri={hijri} />
    </StaffShell>
  )
}

const FilesNote = ({ frame: { t }, files }: { frame: Frame; files: PaperFiles }) => {
  if (files.kept === 'off') return <p class="hint no-print">{t.jsx('paper.print', { key: keyCap })}</p>
  if (files.kept === 'never') return <Note kind="warn">{t('paper.neverKept')}</Note>
  const at = { date: t.dayMonth(files.at.toPlainDate()), time: t.time(files.at) }
  if (files.kept === 'old') return <Note kind="warn">{t('paper.keptLongAgo', at)}</Note>
  return (
    <p class="hint no-print">
      {t.jsx('paper.print', { key: keyCap })} {t('paper.kept', at)}
    </p>
  )
}

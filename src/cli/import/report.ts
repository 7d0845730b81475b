import { type FileHandle, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CannotStart } from '../../config.ts'
import type { TextKey, Texts } from '../../web/texts.ts'
import type { Headings } from './headings.ts'
import type { Tally, Told } from './run.ts'

/** So many rows are named on the screen; the report file has all. */
const shown = 20

/** Collects what is wrong: the first rows for the screen, all of them for a file beside the list, if one is asked for. */
export interface Report {
  tell: (told: Told) => void
  /** The file is whole when this has ended. */
  close: () => Promise<void>
  shown: Told[]
  more: () => number
}

interface ReportOptions {
  file: string | undefined
  /** The list itself, which no report may overwrite. */
  list: string
  t: Texts
  headings: Headings<string>
}

/** A column as the list calls it; null where the list has none, and what is missing is told of the row. */
function headingIn({ columns, written }: Headings<string>, column: string | null): string | null {
  const place = column === null ? undefined : columns.get(column)
  return place === undefined ? null : written[place] || column
}

export async function reportTo({ file, list, t, headings }: ReportOptions): Promise<Report> {
  // It holds what stands in the list: nobody else on the machine reads it.
  const handle = file === undefined ? null : await opened(file, list, t)
  let writing = handle ? handle.write(`\ufeff${t('import.report.headings')}\r\n`).then(() => {}) : Promise.resolve()
  const first: Told[] = []
  let count = 0
  return {
    shown: first,
    more: () => count - first.length,
    tell: (told) => {
      count += 1
      if (first.length < shown) first.push(told)
      if (handle) writing = writing.then(() => write(handle, lineOf(told, t, headings)))
    },
    close: async () => {
      await writing
      await handle?.close()
    },
  }
}

async function opened(file: string, list: string, t: Texts): Promise<FileHandle> {
  if (resolve(file) === resolve(list)) throw new CannotStart(t('import.report.list'))
  return await open(file, 'w', 0o600).catch(() => {
    throw new CannotStart(t('import.report.unwritable', { file }))
  })
}

const write = async (handle: FileHandle, line: string): Promise<void> => {
  await handle.write(line)
}

function lineOf(told: Told, t: Texts, headings: Headings<string>): string {
  const cells = [
    String(told.line),
    headingIn(headings, told.column) ?? '',
    told.value,
    t(`import.severity.${told.severity}`),
    faultText(told, t),
  ]
  return `${cells.map(quoted).join(',')}\r\n`
}

/** What begins with a sign would be a formula for whoever opens the report in a spreadsheet. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const faultText = ({ fault, about = '', alike = [] }: Pick<Told, 'fault' | 'about' | 'alike'>, t: Texts): string =>
  t(`import.fault.${fault}` as TextKey, { about, reasons: t.list(alike.map((why) => t(`register.why.${why}`))) })

/** What is counted of each kind of list: no visit has parents, nor is it perhaps another. */
const counted = {
  patients: ['new', 'known', 'double', 'bad', 'partly', 'linked', 'skipped'],
  appointments: ['new', 'known', 'bad', 'skipped'],
} as const

interface Summary {
  kind: keyof typeof counted
  tally: Tally
  report: Report
  headings: Headings<string>
}

/** The lines that a person reads when it is done. */
export function summaryOf({ kind, tally, report, headings }: Summary, t: Texts): string[] {
  const columns = [...headings.columns].map(([field, place]) => `${field} ← ${headings.written[place] || `#${place + 1}`}`)
  const counts = counted[kind].map((outcome) => `  ${t.number(tally[outcome]).padStart(9)}  ${t(`import.count.${outcome}`)}`)
  const rows = report.shown.map((told) => {
    const column = headingIn(headings, told.column)
    const row = { line: told.line, problem: faultText(told, t) }
    return `  ${column === null ? t('import.row', row) : t('import.cell', { ...row, column })}`
  })
  return [
    t('import.columns', { columns: columns.join(', ') }),
    ...(headings.unused.length > 0 ? [t('import.unused', { columns: headings.unused.join(', ') })] : []),
    '',
    ...counts,
    ...(rows.length > 0 ? ['', ...rows] : []),
    ...(report.more() > 0 ? [`  ${t('import.more', { count: report.more() })}`] : []),
  ]
}

import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { type AuditFilter, type AuditLine, auditLines } from './audit-queries.ts'

const rowsAtOnce = 1000

const heading = [
  'at',
  'user',
  'name',
  'role',
  'department',
  'action',
  'subject',
  'subject id',
  'record number',
  'patients listed',
  'reason',
  'request',
]

/** The rows as a file, read and sent a thousand at a time, as fast as it is taken and never all of it in memory. */
export function auditFile(db: Database, filter: AuditFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let before: Id<'audit'> | null = null
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      // Excel takes a file for UTF-8 when it begins with this mark.
      if (!begun) controller.enqueue(encoder.encode(`\ufeff${csvLine(heading)}`))
      begun = true
      const lines: AuditLine[] = await auditLines(db, filter, { before, size: rowsAtOnce })
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map((line) => csvLine(cellsOf(line))).join('')))
      before = lines.at(-1)?.id ?? before
      if (lines.length < rowsAtOnce) controller.close()
    },
  })
}

const cellsOf = (line: AuditLine): string[] => [
  line.at.toString({ fractionalSecondDigits: 3 }),
  line.user?.id ?? '',
  line.user?.name.en || line.user?.name.ar || '',
  line.role ?? '',
  line.department?.en ?? '',
  line.action,
  line.subject_type ?? '',
  line.subject_id ?? '',
  line.patient?.recordNumber ?? '',
  line.listed === 0 ? '' : String(line.listed),
  line.reason ?? '',
  line.request ?? '',
]

/** RFC 4180. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** A spreadsheet takes a cell that begins like this for a formula and runs it; behind an apostrophe it is text. */
const formula = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

function csvCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return /[",\r\n;']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

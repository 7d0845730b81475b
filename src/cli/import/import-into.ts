import { basename } from 'node:path'
import { settingsOf } from '../../clinic/queries.ts'
import { CannotStart } from '../../config.ts'
import type { Database } from '../../database/pool.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import type { Texts } from '../../web/texts.ts'
import type { Progress } from '../progress.ts'
import { appointmentList } from './appointments.ts'
import { type Choices, choicesKept } from './choices.ts'
import { type AppointmentField, appointmentFields, type PatientField, patientFields } from './fields.ts'
import { type HeadingFault, letterOf } from './headings.ts'
import { claimSeconds, comesFree, type HeldImport, HoldLost, keepHold } from './hold.ts'
import { beginImport, endImport, hashOf, importOf, type Refused, rowsTaken } from './journal.ts'
import type { Kind } from './kind.ts'
import { runningTexts } from './language.ts'
import { patientList } from './patients.ts'
import { reportTo, summaryOf } from './report.ts'
import { runImport, type Tally } from './run.ts'
import { openTable } from './table.ts'
import { refuseUnknownNames } from './unknown-names.ts'
import { refusedFile } from './unreadable.ts'
import { type Look, lookAt, rowsOf } from './walk.ts'

export interface Importing {
  name: 'patients' | 'appointments'
  file: string
  choices: Choices
  /** Otherwise nothing is written. */
  apply: boolean
  /** Where all that is wrong is written, as CSV. */
  reportFile: string | undefined
  t: Texts
  progress: Progress
  say: (line: string) => void
  /** Ends it after the row that it is at. */
  interrupted: AbortSignal
}

interface Taken {
  tally: Tally
  /** Not when it was interrupted. */
  whole: boolean
}

/** Takes a file over, or says what would happen. What keeps it from beginning throws CannotStart with one line. */
export async function importInto(db: Database, importing: Importing): Promise<Taken> {
  const { name, file, choices, t } = importing
  return await refusedFile(
    (async () => {
      const lines = await openTable(file, choices.table)
      if (name === 'patients') {
        const look = lookedAt(await lookAt(lines, patientFields, choices.mapping, ['birth']), neededOfPatients, choices, t)
        return await take(db, importing, lines, look, patientList(await aboutClinic(db, look, choices)))
      }
      await refuseUnknownNames(db, choices, t)
      const look = lookedAt(await lookAt(lines, appointmentFields, choices.mapping, ['date']), neededOfVisits, choices, t)
      const about = await aboutClinic(db, look, choices)
      return await take(db, importing, lines, look, await appointmentList(db, { ...choices, ...about }))
    })(),
    t,
  )
}

/** Of each of these groups one column at least. */
const neededOfPatients: PatientField[][] = [['name', 'nameAr', 'nameEn', 'given']]
const neededOfVisits: AppointmentField[][] = [['patient', 'identifier'], ['doctor'], ['date']]

/** A list whose headings or dates leave a question asks it. */
function lookedAt<Column extends string>(
  look: Look<Column> | HeadingFault,
  needed: Column[][],
  { dates }: Choices,
  t: Texts,
): Look<Column> {
  if ('fault' in look) throw new CannotStart(headingText(look, t))
  const missing = needed.find((group) => !group.some((column) => look.headings.columns.has(column)))
  if (missing !== undefined)
    throw new CannotStart(t('import.headings.needed', { field: missing[0] ?? '', columns: columnsText(look.headings.written, t) }))
  const { told, ambiguous, line } = look.order
  if (dates === null && told === 'contradicting') throw new CannotStart(t('import.order.contradicting'))
  if (dates === null && told === 'either') throw new CannotStart(t('import.order.either', { count: ambiguous, line }))
  return look
}

function headingText(fault: HeadingFault, t: Texts): string {
  if (fault.fault === 'no-headings') return t('import.headings.none', { columns: columnsText(fault.written, t) })
  if (fault.fault === 'no-field') return t('import.headings.field', { field: fault.field })
  return t('import.headings.column', { field: fault.field, column: fault.column, columns: columnsText(fault.written, t) })
}

/** So many headings are named. */
const named = 30

/** `A: Name, C: Mobile`, by the letters that --map takes. */
function columnsText(written: string[], t: Texts): string {
  const headings = written.flatMap((heading, place) => (heading === '' ? [] : [`${letterOf(place)}: ${heading.slice(0, 40)}`]))
  const more = headings.length - named
  return [...headings.slice(0, named), ...(more > 0 ? [t('import.headings.more', { count: more })] : [])].join(', ')
}

interface About {
  country: string
  order: DateOrder
  now: Temporal.Instant
  today: Temporal.PlainDate
}

async function aboutClinic(db: Database, { order }: Look<string>, { country, dates }: Choices): Promise<About> {
  const settings = await settingsOf(db)
  const location = await db
    .selectFrom('locations')
    .select('zone')
    .where('archived_at', 'is', null)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  const now = Temporal.Now.instant().round('second')
  return {
    country: country ?? settings.country,
    order: dates ?? (order.told === 'mdy' ? 'mdy' : 'dmy'),
    now,
    today: now.toZonedDateTimeISO(location?.zone ?? 'UTC').toPlainDate(),
  }
}

async function take<Column extends string, Draft>(
  db: Database,
  { file, choices, apply, reportFile, t, progress, say, interrupted }: Importing,
  lines: Awaited<ReturnType<typeof openTable>>,
  { headings, lines: count }: Look<Column>,
  kind: Kind<Column, Draft>,
): Promise<Taken> {
  const beginning = { kind: kind.name, fileName: basename(file), hash: await hashOf(file), choices: choicesKept(choices) }
  const before = apply ? null : await importOf(db, beginning)
  const report = await reportTo({ file: reportFile, list: file, t, headings })
  const into = apply ? await begun(db, beginning, t, say, interrupted) : null
  const tally: Tally = { new: 0, known: 0, double: 0, bad: 0, partly: 0, linked: 0, skipped: 0 }
  const skipped = () => {
    tally.skipped += 1
  }
  const letGo = into && keepHold(db, into)
  let whole = false
  try {
    progress.begin(t(apply ? 'import.taking' : 'import.trying'), count)
    whole = await runImport(db, {
      kind,
      rows: rowsOf(lines, headings, kind.fields, skipped),
      into,
      leaveOut: new Set(choices.leaveOut),
      takeDoubles: choices.takeDoubles,
      tally,
      tell: report.tell,
      progress,
      interrupted,
    })
    if (whole) progress.at(count)
    progress.done()
    if (into && whole) await endImport(db, into)
  } catch (error) {
    if (!into || !(error instanceof HoldLost)) throw error
    throw new CannotStart(t(`import.hold.${error.why}`, { number: into.number }))
  } finally {
    await report.close()
    await letGo?.()
  }
  if (!whole) {
    say(into ? t('import.interrupted', { number: into.number, count: await rowsTaken(db, into) }) : t('import.interrupted-dry'))
    return { tally, whole }
  }
  for (const text of summaryOf({ kind: kind.name, tally, report, headings }, t)) say(text)
  say('')
  if (reportFile !== undefined) say(t('import.reported', { file: reportFile }))
  if (before?.ok === false) say(refusal(before, t))
  if (!into && kind.name === 'patients') say(t('import.dry-alike'))
  say(into ? t('import.done', { number: into.number }) : t('import.dry'))
  return { tally, whole }
}

type Beginning = Parameters<typeof beginImport>[1]

async function begun(db: Database, beginning: Beginning, t: Texts, say: Importing['say'], interrupted: AbortSignal): Promise<HeldImport> {
  let answer = await beginImport(db, beginning)
  if (!answer.ok && answer.reason === 'running') {
    // It may be the claim of a process that died a moment ago.
    say(t('import.hold.watching', { number: answer.number, seconds: claimSeconds }))
    await comesFree(db, answer.number, interrupted)
    answer = await beginImport(db, beginning)
  }
  if (!answer.ok) throw new CannotStart(refusal(answer, t))
  if (answer.resumed) say(t('import.resumed', { number: answer.import.number }))
  return answer.import
}

function refusal(refused: Refused, t: Texts): string {
  if (refused.reason === 'running') return t('import.begun.running', runningTexts(refused))
  return t(`import.begun.${refused.reason}`, { number: refused.number })
}

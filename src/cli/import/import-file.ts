import { basename } from 'node:path'
import { settingsOf } from '../../clinic/queries.ts'
import { CannotStart } from '../../config.ts'
import { type Database, openDatabase } from '../../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../../main/schema.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import type { Texts } from '../../web/texts.ts'
import type { Given } from '../import-command.ts'
import { progressOn } from '../progress.ts'
import { withDatabase } from '../with-database.ts'
import { appointmentList } from './appointments.ts'
import { type Choices, choicesIn, choicesKept } from './choices.ts'
import { appointmentFields, patientFields } from './fields.ts'
import type { HeadingFault } from './headings.ts'
import { beginImport, endImport, hashOf, type Import, importOf } from './journal.ts'
import type { Kind } from './kind.ts'
import { operatorTexts } from './language.ts'
import { patientList } from './patients.ts'
import { reportTo, summaryOf } from './report.ts'
import { runImport, type Tally } from './run.ts'
import { openTable, Unreadable } from './table.ts'
import { type Look, lookAt, rowsOf } from './walk.ts'

type Name = 'patients' | 'appointments'

/** One file: a dry run, or the import itself. What keeps it from beginning is told in one line. */
export async function importFile(name: Name, file: string, values: Given): Promise<number> {
  const choices = choicesIn(values)
  const t = operatorTexts()
  try {
    // A file that cannot be read is told before any database is asked.
    const lines = await openTable(file, choices.table)
    if (name === 'patients') {
      const look = await looked(lookAt(lines, patientFields, choices.mapping, ['birth']), choices, t)
      return await onDatabase((db) => take(db, { file, lines, look, choices, values, t }, async (about) => patientList(db, about)))
    }
    const look = await looked(lookAt(lines, appointmentFields, choices.mapping, ['date']), choices, t)
    return await onDatabase((db) =>
      take(db, { file, lines, look, choices, values, t }, (about) => appointmentList(db, { ...about, ...choices, country: about.country })),
    )
  } catch (error) {
    if (error instanceof Unreadable) throw new CannotStart(t(`import.unreadable.${error.fault}`, { about: error.about }))
    throw error
  }
}

const onDatabase = (work: (db: Database) => Promise<number>): Promise<number> =>
  withDatabase(async (reached) => {
    const { db, close } = openDatabase(reached.app, { connections: 2, statementTimeout: 120_000 })
    try {
      if (reached.embedded) await migrateReached(reached)
      else await refuseOldSchema(db)
      return await work(db)
    } finally {
      await close()
    }
  })

async function looked<Column extends string>(
  looking: Promise<Look<Column> | HeadingFault>,
  { dates }: Choices,
  t: Texts,
): Promise<Look<Column>> {
  const look = await looking
  if ('fault' in look) throw new CannotStart(headingText(look, t))
  const { told, ambiguous, line } = look.order
  if (dates === null && told === 'contradicting') throw new CannotStart(t('import.order.contradicting'))
  if (dates === null && told === 'either') throw new CannotStart(t('import.order.either', { count: ambiguous, line }))
  return look
}

function headingText(fault: HeadingFault, t: Texts): string {
  if (fault.fault === 'no-headings') return t('import.headings.none')
  if (fault.fault === 'no-field') return t('import.headings.field', { field: fault.field })
  return t('import.headings.column', { field: fault.field, column: fault.column })
}

interface Taking<Column extends string> {
  file: string
  lines: Awaited<ReturnType<typeof openTable>>
  look: Look<Column>
  choices: Choices
  values: Given
  t: Texts
}

interface About {
  country: string
  order: DateOrder
  now: Temporal.Instant
  today: Temporal.PlainDate
}

async function take<Column extends string, Draft>(
  db: Database,
  { file, lines, look, choices, values, t }: Taking<Column>,
  kindOf: (about: About) => Promise<Kind<Column, Draft>>,
): Promise<number> {
  const kind = await kindOf(await aboutClinic(db, look, choices))
  const beginning = { kind: kind.name, fileName: basename(file), hash: await hashOf(file), choices: choicesKept(choices) }
  const into = values.apply ? await begun(db, beginning, t) : null
  const known = values.apply ? null : await importOf(db, beginning)
  const { headings } = look
  const headingOf = (column: string): string =>
    headings.written[[...headings.columns].find(([field]) => field === column)?.[1] ?? -1] || column
  const report = await reportTo({ file: values.report, t, headingOf })
  const tally: Tally = { new: 0, known: 0, double: 0, bad: 0, partly: 0, skipped: 0 }
  const progress = progressOn()
  progress.begin(t(values.apply ? 'import.taking' : 'import.trying'), look.lines)
  const skipped = () => {
    tally.skipped += 1
  }
  try {
    const rows = rowsOf(lines, headings, kind.fields, skipped)
    await runImport(db, {
      kind,
      rows,
      into,
      leaveOut: new Set(choices.leaveOut),
      takeDoubles: choices.takeDoubles,
      tally,
      tell: report.tell,
      progress,
    })
  } finally {
    await report.close()
  }
  progress.at(look.lines)
  progress.done()
  if (into) await endImport(db, into)
  for (const text of summaryOf(tally, report, headings, t)) console.log(text)
  console.log('')
  if (values.report !== undefined) console.log(t('import.reported', { file: values.report }))
  if (known?.ok === false) console.log(t(`import.begun.${known.reason}`, { number: known.number }))
  console.log(into ? t('import.done', { number: into.number }) : t('import.dry'))
  return 0
}

async function aboutClinic(db: Database, { order }: Look<string>, { country, dates }: Choices): Promise<About> {
  const settings = await settingsOf(db)
  const location = await db.selectFrom('locations').select('zone').where('archived_at', 'is', null).orderBy('position').executeTakeFirst()
  const now = Temporal.Now.instant().round('second')
  return {
    country: country ?? settings.country,
    order: dates ?? (order.told === 'mdy' ? 'mdy' : 'dmy'),
    now,
    today: now.toZonedDateTimeISO(location?.zone ?? 'UTC').toPlainDate(),
  }
}

async function begun(db: Database, beginning: Parameters<typeof beginImport>[1], t: Texts): Promise<Import> {
  const answer = await beginImport(db, beginning)
  if (!answer.ok) throw new CannotStart(t(`import.begun.${answer.reason}`, { number: answer.number }))
  if (answer.resumed) console.log(t('import.resumed', { number: answer.import.number }))
  return answer.import
}

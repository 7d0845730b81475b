import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import type { Progress } from '../progress.ts'
import { type HeldImport, holdOn } from './hold.ts'
import { lineOfPatient, linesDone, receiptOfLine } from './journal.ts'
import type { Kind, Trouble } from './kind.ts'
import type { ListRow } from './walk.ts'

/** How an import goes, or would go. */
export interface Tally {
  new: number
  /** In the register already. */
  known: number
  /** Perhaps the same as somebody; not taken over unless that was asked for. */
  double: number
  bad: number
  /** Rows of which a wrong value was left out. */
  partly: number
  /** Children who are linked to the parent or guardian whose telephone they have. */
  linked: number
  skipped: number
}

export interface Told extends Trouble {
  line: number
  severity: 'bad' | 'double' | 'note'
}

export interface Run<Column extends string, Draft> {
  kind: Kind<Column, Draft>
  rows: AsyncIterable<ListRow<Column>>
  /** Null: a dry run, which writes nothing. */
  into: HeldImport | null
  /** Columns whose wrong values are left out instead of keeping the row away. */
  leaveOut: ReadonlySet<string>
  /** Rows that are perhaps somebody's are taken over as other people. */
  takeDoubles: boolean
  tally: Tally
  tell: (told: Told) => void
  progress: Progress
  interrupted: AbortSignal
}

/** Goes through the rows, each in a transaction of its own, in the order of the list. False: it was interrupted, between two of them. */
export async function runImport<Column extends string, Draft>(db: Database, run: Run<Column, Draft>): Promise<boolean> {
  const done = run.into ? await linesDone(db, run.into) : new Map<number, Row<'import_rows'>['outcome']>()
  let count = 0
  for await (const { line, cellOf } of run.rows) {
    if (run.interrupted.aborted) return false
    const { draft, troubles } = run.kind.read(cellOf)
    const outcome = done.get(line) ?? (await takeRow(db, run, { line, draft, troubles }))
    run.tally[outcome] += 1
    if (outcome === 'new' || outcome === 'known') run.kind.remember(draft, line, outcome === 'new')
    count += 1
    run.progress.at(count)
  }
  run.tally.linked = await run.kind.linkFamilies(db, run.into)
  return true
}

interface ReadRow<Draft> {
  line: number
  draft: Draft
  troubles: Trouble[]
}

type Outcome = 'new' | 'known' | 'double' | 'bad'

async function takeRow<Column extends string, Draft>(db: Database, run: Run<Column, Draft>, row: ReadRow<Draft>): Promise<Outcome> {
  const tell = (severity: Told['severity'], troubles: Trouble[]) => {
    for (const trouble of troubles) run.tell({ line: row.line, severity, ...trouble })
  }
  const isMinor = ({ column }: Trouble) => column !== null && run.leaveOut.has(column)
  const bad = row.troubles.filter((trouble) => !isMinor(trouble))
  if (bad.length > 0) {
    tell('bad', bad)
    return 'bad'
  }
  const before = run.kind.seenBefore(row.draft)
  if (before !== null && (before.sure || !run.takeDoubles)) {
    tell(before.sure ? 'bad' : 'double', [before.trouble])
    return before.sure ? 'bad' : 'double'
  }
  const verdict = await run.kind.judge(db, row.draft)
  if (verdict.is === 'bad') {
    tell('bad', verdict.troubles)
    return 'bad'
  }
  if (verdict.is === 'double' && !run.takeDoubles) {
    const line = run.into && (await lineOfPatient(db, run.into, verdict.patient))
    tell(
      'double',
      line === null ? verdict.troubles : verdict.troubles.map((one) => ({ ...one, fault: 'likely-line', about: String(line) })),
    )
    return 'double'
  }
  if (row.troubles.length > 0) {
    run.tally.partly += 1
    tell('note', row.troubles)
  }
  if (run.into === null) return verdict.is === 'known' ? 'known' : 'new'
  if (verdict.is === 'known') {
    await noteKnown(db, run.into, row.line, verdict, run.kind.fileNumberOf(row.draft))
    return 'known'
  }
  const refused = await writeRow(db, run.kind, run.into, row)
  if (refused !== null) tell('bad', refused)
  return refused === null ? 'new' : 'bad'
}

async function writeRow<Column extends string, Draft>(
  db: Database,
  kind: Kind<Column, Draft>,
  into: HeldImport,
  { line, draft }: ReadRow<Draft>,
): Promise<Trouble[] | null> {
  const { id } = into
  const action = { receipt: receiptOfLine(id, line), name: 'import.row', user: null, subject: null }
  const answer = await transact(db, action, async (tx) => {
    await holdOn(tx, into)
    const written = await kind.write(tx, draft, id)
    if (!written.ok) return written
    const { patient, appointment, print } = written
    await tx
      .insertInto('import_rows')
      .values({
        import_id: id,
        line,
        outcome: 'new',
        patient_id: patient,
        appointment_id: appointment,
        file_number: kind.fileNumberOf(draft),
        print,
      })
      .execute()
    return written
  })
  return answer.ok ? null : answer.troubles
}

async function noteKnown(
  db: Database,
  into: HeldImport,
  line: number,
  { patient, appointment }: { patient: Id<'patient'>; appointment?: Id<'appointment'> },
  fileNumber: string | null,
): Promise<void> {
  const { id } = into
  const action = { receipt: receiptOfLine(id, line), name: 'import.row', user: null, subject: null }
  await transact(db, action, async (tx) => {
    await holdOn(tx, into)
    await tx
      .insertInto('import_rows')
      .values({
        import_id: id,
        line,
        outcome: 'known',
        patient_id: patient,
        appointment_id: appointment ?? null,
        file_number: fileNumber,
        print: null,
      })
      .execute()
    return { ok: true }
  })
}

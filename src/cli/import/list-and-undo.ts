import { CannotStart } from '../../config.ts'
import { openDatabase } from '../../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../../main/schema.ts'
import { isTextKey, type Texts } from '../../web/texts.ts'
import { progressOn } from '../progress.ts'
import { exitInterrupted, withDatabase } from '../with-database.ts'
import { claimSeconds, comesFree } from './hold.ts'
import { importList } from './journal.ts'
import { minuteText, operatorTexts, runningTexts } from './language.ts'
import { type Touched, undoImport } from './undo.ts'

export const listImports = (): Promise<number> =>
  withDatabase(async (reached) => {
    const t = operatorTexts()
    const { db, close } = openDatabase(reached.app, { connections: 1 })
    try {
      if (reached.embedded) await migrateReached(reached)
      else await refuseOldSchema(db)
      const imports = await importList(db)
      if (imports.length === 0) console.log(t('import.list.none'))
      for (const { number, kind, file_name, began_at, ended_at, undone_at, claimed, rows } of imports) {
        const state = undone_at ? 'undone' : ended_at ? 'done' : claimed ? 'running' : 'open'
        const when = minuteText(began_at)
        console.log(
          [String(number).padStart(4), when, t(`import.kind.${kind}`), t(`import.list.${state}`, { count: Number(rows) }), file_name].join(
            '  ',
          ),
        )
      }
      return 0
    } finally {
      await close()
    }
  })

/** So many lines are named; who sees that many knows what to do. */
const shown = 50

export const undoNumber = (number: number): Promise<number> =>
  withDatabase(async (reached, _, { signal, endsItself }) => {
    const t = operatorTexts()
    if (!reached.owner) throw new CannotStart(t('import.undo.owner'))
    endsItself()
    if (reached.embedded) await migrateReached(reached)
    const { db, close } = openDatabase(reached.owner, { connections: 1, statementTimeout: 600_000 })
    try {
      const progress = undoProgress(t)
      const watch = { progress: progress.at, interrupted: signal }
      let answer = await undoImport(db, number, watch)
      if (!answer.ok && answer.reason === 'running') {
        console.error(t('import.hold.watching', { number, seconds: claimSeconds }))
        if (await comesFree(db, number, signal)) answer = await undoImport(db, number, watch)
      }
      progress.end()
      if (answer.ok) {
        console.log(t('import.undo.done', { number, count: answer.rows }))
        return 0
      }
      if (signal.aborted) {
        console.error(t('import.undo.interrupted', { number }))
        return exitInterrupted
      }
      if (answer.reason === 'running') throw new CannotStart(t('import.undo.running', runningTexts(answer)))
      if (answer.reason !== 'touched') throw new CannotStart(t(`import.undo.${answer.reason}`, { number }))
      console.error(t('import.undo.touched', { count: answer.rows.length }))
      for (const row of answer.rows.slice(0, shown)) console.error(`  ${t('import.row', { line: row.line, problem: usesOf(row, t) })}`)
      if (answer.rows.length > shown) console.error(`  ${t('import.more', { count: answer.rows.length - shown })}`)
      return 1
    } finally {
      await close()
    }
  })

/** Shown once there is something to take back. */
function undoProgress(t: Texts) {
  const progress = progressOn()
  let begun = false
  return {
    at: (done: number, all: number) => {
      if (!begun) progress.begin(t('import.undoing'), all)
      begun = true
      progress.at(done)
    },
    end: () => {
      if (begun) progress.done()
    },
  }
}

/** By the tables that name the row; one that has no words of its own is use all the same. */
function usesOf({ why }: Touched, t: Texts): string {
  const uses = why.map((table) => {
    const key = `import.use.${table}`
    return isTextKey(key) ? t(key) : t('import.use.other')
  })
  return t.list([...new Set(uses)])
}

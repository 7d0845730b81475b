import { CannotStart } from '../../config.ts'
import { openDatabase } from '../../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../../main/schema.ts'
import { isTextKey, type Texts } from '../../web/texts.ts'
import { progressOn } from '../progress.ts'
import { withDatabase } from '../with-database.ts'
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
  withDatabase(async (reached) => {
    const t = operatorTexts()
    if (!reached.owner) throw new CannotStart(t('import.undo.owner'))
    if (reached.embedded) await migrateReached(reached)
    const { db, close } = openDatabase(reached.owner, { connections: 1, statementTimeout: 600_000 })
    try {
      const progress = progressOn()
      progress.begin(t('import.undoing'), 0)
      let answer = await undoImport(db, number, progress.at)
      if (!answer.ok && answer.reason === 'running') {
        console.error(t('import.hold.watching', { number, seconds: claimSeconds }))
        if (await comesFree(db, number, null)) answer = await undoImport(db, number, progress.at)
      }
      if (answer.ok) {
        console.log(t('import.undo.done', { number, count: answer.rows }))
        return 0
      }
      if (answer.reason === 'running') throw new CannotStart(t('import.undo.running', runningTexts(answer)))
      if (answer.reason !== 'touched') throw new CannotStart(t(`import.undo.${answer.reason}`, { number }))
      console.error(t('import.undo.touched', { count: answer.rows.length }))
      for (const row of answer.rows.slice(0, shown)) console.error(`  ${t('import.row', { line: row.line, problem: useOf(row, t) })}`)
      if (answer.rows.length > shown) console.error(`  ${t('import.more', { count: answer.rows.length - shown })}`)
      return 1
    } finally {
      await close()
    }
  })

/** By the table that names the row; one that has no words of its own is use all the same. */
function useOf({ why }: Touched, t: Texts): string {
  const key = `import.use.${why}`
  return isTextKey(key) ? t(key) : t('import.use.other')
}

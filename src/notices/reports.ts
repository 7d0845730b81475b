import { setTimeout as pause } from 'node:timers/promises'
import type { TextGateway } from '../config/text-gateway.ts'
import { idOf } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { valueAt } from './gateway.ts'

type Reports = NonNullable<TextGateway['reports']>

/** `unknown`: about no text of ours, or none that we know of yet; the gateway may say it again. */
export type ReportTaken = 'taken' | 'unknown' | 'not-understood'

/** Writes down what a gateway says became of a text. A state that is neither delivered nor failed, such as "on its way", changes nothing. */
export async function takeReport(db: Database, reports: Reports, report: unknown): Promise<ReportTaken> {
  const name = valueAt(report, reports.id ?? reports.reference ?? '')
  const said = valueAt(report, reports.at)
  if ((typeof name !== 'string' && typeof name !== 'number') || said === undefined) return 'not-understood'
  const state = stateOf(reports, said)
  const column = reports.id === undefined ? 'reference' : 'id'
  const value = column === 'id' ? idOf<'outbox'>(name) : String(name)
  const text = value === null ? undefined : await known(db, column, value)
  if (!text) return 'unknown'
  // A text that was delivered after all stays delivered, whatever is reported late.
  if (state !== null && text.state !== 'delivered') {
    await db
      .updateTable('sent_texts')
      .set({ state, reported_at: sqlNow })
      .where('id', '=', text.id)
      .where('state', '<>', 'delivered')
      .execute()
  }
  return 'taken'
}

const stateOf = ({ delivered, failed }: Reports, said: unknown): 'delivered' | 'failed' | null =>
  delivered.some((one) => one === said) ? 'delivered' : failed.some((one) => one === said) ? 'failed' : null

/** A quick gateway reports before we have written down that it took the text. */
async function known(db: Database, column: 'id' | 'reference', value: string) {
  const find = () => db.selectFrom('sent_texts').select(['id', 'state']).where(column, '=', value).executeTakeFirst()
  const found = await find()
  if (found) return found
  await pause(500)
  return find()
}

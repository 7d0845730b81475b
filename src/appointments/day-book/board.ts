import { signedInActor } from '../../accounts/require.ts'
import type { AuditAction } from '../../audit/actions.ts'
import { newlyShown } from '../../audit/shown.ts'
import { audit } from '../../audit/write.ts'
import type { BoardVersion } from '../../jobs/board-version.ts'
import type { WebContext } from '../../web/context.ts'
import { isFragment } from '../../web/page.ts'
import type { DayItem } from './day-items.ts'

/** Whether a board that asks shows all there is: its day is as it was, and the minutes of those who wait are right. */
export function nothingNew(c: WebContext, version: BoardVersion, isToday: boolean): boolean {
  const seen = c.req.query('seen')
  if (!isFragment(c) || !seen) return false
  return !version.differsFrom(seen) && !(isToday && version.isAMinuteAfter(seen))
}

/** One row with all whose data is shown; a board that is read again writes those only whom it has not shown before. */
export async function sawBoard(c: WebContext, action: AuditAction, lines: DayItem[]): Promise<void> {
  const actor = signedInActor(c)
  const ids = [...new Set(lines.map((line) => line.patient.id))]
  const opened = !isFragment(c)
  const patients = newlyShown(actor, action, ids, { opened })
  if (opened || patients.length > 0) await audit(c.var.db, actor, { action, patients })
}

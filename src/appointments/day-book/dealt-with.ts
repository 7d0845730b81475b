import type { DayItem } from './day-items.ts'

/** Minutes after its start in which people still come back to a visit, though it is over. */
const wantedFor = 60
/** So few leave the next ones in sight. */
const fewest = 6

/** Of today's visits those that nobody has to do anything with any more: over, paid where there was something to pay, and some time ago. */
export function dealtWith(items: readonly DayItem[], now: Temporal.Instant): ReadonlySet<DayItem> {
  const limit = now.subtract({ minutes: wantedFor }).epochMilliseconds
  const found = items.filter((item) => !('entry' in item) && isOver(item) && item.startsAt.epochMilliseconds < limit)
  return new Set(found.length < fewest ? [] : found)
}

function isOver({ status, payment }: Extract<DayItem, { payment: unknown }>): boolean {
  if (status === 'fulfilled') return payment !== 'unpaid'
  return status === 'noshow' || status === 'cancelled' || status === 'entered-in-error'
}

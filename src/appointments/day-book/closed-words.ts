import type { ClosedDayWords } from '../../../views/desk/closed-day.tsx'
import { may } from '../../accounts/abilities.ts'
import { signedInActor } from '../../accounts/require.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import { deskNames } from '../../staff/remembered.ts'
import type { WebContext } from '../../web/context.ts'
import { closedDay } from '../closures/closed-day.ts'
import type { DayItem } from './day-items.ts'

interface Asked {
  doctor: Id<'staff'> | null | undefined
  day: Temporal.PlainDate
}

/** Nobody comes on this day; somebody may have been cancelled. */
export const isDeserted = (items: DayItem[]): boolean => items.every(({ status }) => status === 'cancelled')

/** Why nobody comes on a doctor's day, where it is closed. Asked of a deserted day alone: a full one says enough, and is read often. */
export async function closedInWords(c: WebContext, { doctor, day }: Asked): Promise<ClosedDayWords | null> {
  const { db, t } = c.var
  if (!doctor) return null
  const zone = (await clinicNow(db)).locations[0]?.zone ?? 'UTC'
  const closed = await closedDay(db, { doctor, day, zone })
  const name = (await deskNames(db)).doctors.find(({ id }) => id === doctor)?.name
  if (!closed || !name) return null
  const href = closed.away && closed.absence && may(signedInActor(c), 'arrivals') ? `/absences/${closed.absence}` : null
  const who = t('staff.doctor', { name: t.local(name) })
  if (!closed.away) return { text: t('dayBook.closedBecause', { reason: closed.reason ? t.local(closed.reason) : '' }), href }
  if (!closed.reason) return { text: t('dayBook.absent', { doctor: who }), href }
  return { text: t('dayBook.absentBecause', { doctor: who, reason: t.local(closed.reason) }), href }
}

import { clinicNow } from '../../clinic/remembered.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { WebContext } from '../../web/context.ts'
import { dateOf } from '../../web/date-field.ts'
import { notFound } from '../../web/refusal.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { type AbsentDoctor, absentDoctor } from './visits.ts'

/** The doctor of the address and the day that is asked for; of a day that is over, or no day, today. */
export async function askedFor(
  c: WebContext,
  typedDay: string | undefined,
  absence?: Id<'absence'>,
): Promise<{ doctor: AbsentDoctor; day: Temporal.PlainDate }> {
  const { today } = await clinicToday(c)
  const asked = dateOf(typedDay ?? '')
  const day = asked && Temporal.PlainDate.compare(asked, today) >= 0 ? asked : today
  const id = idOf<'staff'>(c.req.param('doctor'))
  const doctor = (id && (await absentDoctor(c.var.db, id, day, absence))) || notFound()
  return { doctor, day }
}

/** The zone of the first branch, whose clinic day it is. */
export const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

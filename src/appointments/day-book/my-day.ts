import type { NextPatient, NowAndNext } from '../../../views/desk/my-day-page.tsx'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Texts } from '../../web/texts.ts'
import type { DayItem } from './day-items.ts'
import { clockAt, patientInLine } from './day-lines.ts'

const daysAhead = 14

/** How many visits a doctor has on each of the next days that have any. One statement. */
export async function visitsAhead(
  db: Database,
  doctor: Id<'staff'>,
  today: Temporal.PlainDate,
): Promise<{ day: Temporal.PlainDate; n: number }[]> {
  const rows = await db
    .selectFrom('appointments')
    .select(({ fn }) => ['clinic_day', fn.countAll<number>().as('n')])
    .where('doctor_id', '=', doctor)
    .where('clinic_day', '>', today)
    .where('clinic_day', '<=', today.add({ days: daysAhead }))
    .where('status', 'in', ['booked', 'arrived', 'in-consultation', 'fulfilled'])
    .groupBy('clinic_day')
    .orderBy('clinic_day')
    .execute()
  return rows.map(({ clinic_day, n }) => ({ day: clinic_day, n: Number(n) }))
}

/** Who is in the doctor's room, who comes next, and the one button that moves on. Those who are here go before those who are expected. */
export function nowAndNext(t: Texts, items: DayItem[], day: Temporal.PlainDate): NowAndNext {
  const current = items.find((item) => 'id' in item && item.status === 'in-consultation')
  const waiting = items.find((item) => item.status === 'arrived')
  const next = waiting ?? items.find((item) => item.status === 'booked')
  const finish: Record<string, string> = current && 'id' in current ? { finish: current.id, 'finish-version': String(current.version) } : {}
  return {
    current: current ? inWords(t, current, day) : null,
    next: next ? inWords(t, next, day) : null,
    action: actionOf(t, current !== undefined, finish, waiting),
  }
}

function actionOf(t: Texts, isInside: boolean, finish: Record<string, string>, waiting: DayItem | undefined): NowAndNext['action'] {
  if (waiting) {
    const subject = 'id' in waiting ? waiting : waiting.entry
    const call = { ['id' in waiting ? 'call' : 'entry']: subject.id, 'call-version': String(subject.version) }
    return { text: t(isInside ? 'myDay.finishAndCall' : 'step.do.call'), fields: { ...finish, ...call } }
  }
  return isInside ? { text: t('step.do.completion'), fields: finish } : null
}

function inWords(t: Texts, item: DayItem, day: Temporal.PlainDate): NextPatient {
  const { patient, wall } = item
  const { names, sex, age, recordNumber } = patientInLine(t, patient, day)
  return {
    href: 'id' in item ? `/appointments/${item.id}` : `/patients/${patient.id}`,
    patientHref: `/patients/${patient.id}`,
    names,
    sex,
    age,
    recordNumber,
    time: clockAt(day, wall).time,
    visit: t.local('id' in item ? item.visit : item.entry.visit),
  }
}

import type { NewRow } from '../../database/tables.ts'
import { demoId } from './chance.ts'
import { departmentId, locationId } from './clinic.ts'
import { staffId } from './staff.ts'

type Closure = NewRow<'closures'> & { starts_at: Temporal.Instant; ends_at: Temporal.Instant }

const riyadh = 'Asia/Riyadh'
const cairo = 'Africa/Cairo'

/** Month and day; days that follow the moon are left to the clinic. */
const saudiHolidays = [
  { month: 2, day: 22, en: 'Founding Day', ar: 'يوم التأسيس' },
  { month: 9, day: 23, en: 'National Day', ar: 'اليوم الوطني' },
]
const egyptianHolidays = [
  { month: 1, day: 7, en: 'Christmas', ar: 'عيد الميلاد المجيد' },
  { month: 1, day: 25, en: 'Revolution Day', ar: 'عيد الثورة' },
  { month: 4, day: 25, en: 'Sinai Liberation Day', ar: 'عيد تحرير سيناء' },
  { month: 7, day: 23, en: 'Revolution Day', ar: 'عيد ثورة 23 يوليو' },
  { month: 10, day: 6, en: 'Armed Forces Day', ar: 'عيد القوات المسلحة' },
]

/** The next holiday of each country, a week's leave, a department's afternoon and a whole branch's morning. */
export function closures(today: Temporal.PlainDate): Closure[] {
  const holidays = [
    { branch: 'riyadh' as const, zone: riyadh, ...nextOf(saudiHolidays, today) },
    { branch: 'cairo' as const, zone: cairo, ...nextOf(egyptianHolidays, today) },
  ]
  const afternoon = nextWorkday(today.add({ days: 3 }))
  const morning = nextWorkday(today.add({ days: 12 }))
  return [
    ...holidays.map(({ branch, zone, date, en, ar }) => ({
      ...closed('holiday', branch, { en, ar }),
      location_id: locationId(branch),
      // Until the small hours: an evening before the holiday goes on to its end.
      starts_at: at(date, '04:00', zone),
      ends_at: at(date.add({ days: 1 }), '04:00', zone),
    })),
    {
      ...closed('leave', 'faisal', { en: 'Annual leave', ar: 'إجازة سنوية' }),
      staff_id: staffId('faisal'),
      starts_at: at(today.add({ days: 6 }), '00:00', riyadh),
      ends_at: at(today.add({ days: 11 }), '00:00', riyadh),
    },
    {
      ...closed('other', 'dental', { en: 'Service of the dental chairs', ar: 'صيانة كراسي الأسنان' }),
      location_id: locationId('riyadh'),
      department_id: departmentId('dental'),
      starts_at: at(afternoon, '13:00', riyadh),
      ends_at: at(afternoon.add({ days: 1 }), '00:00', riyadh),
    },
    {
      ...closed('other', 'training', { en: 'Fire drill and staff training', ar: 'تدريب الإخلاء ودورة للموظفين' }),
      location_id: locationId('riyadh'),
      starts_at: at(morning, '08:00', riyadh),
      ends_at: at(morning, '10:00', riyadh),
    },
  ]
}

const closed = (kind: Closure['kind'], key: string, name: Closure['name']) => ({
  id: demoId<'closure'>('closure', kind, key),
  staff_id: null,
  location_id: null,
  department_id: null,
  kind,
  name,
  withdrawn_at: null,
})

const at = (day: Temporal.PlainDate, time: string, timeZone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant()

/** Not within the next week: nobody wants to see a closed clinic first. */
function nextOf<T extends { month: number; day: number }>(holidays: T[], today: Temporal.PlainDate): T & { date: Temporal.PlainDate } {
  const soonest = today.add({ days: 8 })
  const dated = [today.year, today.year + 1]
    .flatMap((year) => holidays.map((holiday) => ({ ...holiday, date: new Temporal.PlainDate(year, holiday.month, holiday.day) })))
    .find(({ date }) => Temporal.PlainDate.compare(date, soonest) >= 0)
  if (dated === undefined) throw new Error('A country without holidays')
  return dated
}

/** Friday is a day of rest. */
const nextWorkday = (day: Temporal.PlainDate): Temporal.PlainDate => (day.dayOfWeek === 5 ? day.add({ days: 1 }) : day)

import type { AppointmentStatus } from '../../database/tables.ts'
import { normalize } from '../../search/normalize.ts'

export type ToldStatus = Extract<AppointmentStatus, 'booked' | 'fulfilled' | 'noshow' | 'cancelled'>

const words: Record<ToldStatus, string> = {
  booked:
    'booked | confirmed | scheduled | pending | new | open | active | planned | reserved | محجوز | مؤكد | مجدول | قادم | جديد | حجز | بانتظار',
  fulfilled:
    'fulfilled | completed | complete | done | attended | finished | closed | seen | arrived | checked in | checked out | مكتمل | مكتملة | تم | تمت | حضر | حضرت | منتهي | انتهى | تم الكشف | تم الحضور | مغلق',
  noshow:
    'noshow | no show | no-show | absent | missed | did not attend | dna | لم يحضر | لم تحضر | لم يتم الحضور | غياب | غائب | متغيب | تغيب',
  cancelled: 'cancelled | canceled | cancel | deleted | ملغى | ملغي | ملغاة | ملغية | الغاء | إلغاء | تم الإلغاء',
}

const statuses = new Map(
  (['booked', 'fulfilled', 'noshow', 'cancelled'] as const).flatMap((status) =>
    words[status].split(' | ').map((word) => [normalize(word), status] as const),
  ),
)

/** What became of a visit, in the words of other programs. */
export const statusOf = (text: string): ToldStatus | null => statuses.get(normalize(text)) ?? null

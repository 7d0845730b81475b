import type { FreeTimesProps } from '../../../views/desk/free-times.tsx'
import { timeOfSlot, visitWhenText } from '../../../views/ui/visit-time.tsx'
import type { Id } from '../../database/ids.ts'
import type { ByLanguage } from '../../database/tables.ts'
import type { Texts } from '../../web/texts.ts'
import { deskTimeText } from '../desk/desk-times.ts'
import type { Slot } from '../free/free.ts'

interface Around {
  now: Temporal.Instant
  names: { id: Id<'staff'>; name: ByLanguage }[]
}

/** Free times by doctor in words; who it is for is asked next. */
export function freeTimesInWords(t: Texts, times: Map<Id<'staff'>, Slot[]>, { now, names }: Around): FreeTimesProps['doctors'] {
  return [...times].flatMap(([doctor, slots]) => {
    const known = names.find(({ id }) => id === doctor)
    if (!known) return []
    return [
      {
        name: t('staff.doctor', { name: t.local(known.name) }),
        times: slots.map((slot) => ({ text: visitWhenText(t, timeOfSlot(slot), now), href: findFor(slot) })),
      },
    ]
  })
}

/** Where somebody looks for the patient whom a free time is for. */
export const findFor = (slot: Pick<Slot, 'doctor' | 'location' | 'clinicDay' | 'starts'>): string =>
  `/search?${new URLSearchParams({ doctor: slot.doctor, branch: slot.location, from: slot.clinicDay.toString(), time: deskTimeText(slot) })}`

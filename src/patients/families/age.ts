import type { Birth } from '../birth.ts'

/** Years of the Gregorian calendar after which nobody acts for somebody as their parent or guardian any more. */
const years = 18

/** The day on which somebody is an adult, by what is known of their birth; null where nothing is known. */
export const comesOfAge = (birth: Pick<Birth, 'date'> | null): Temporal.PlainDate | null => birth?.date.add({ years }) ?? null

/** Somebody whose birth date is not known counts as an adult. */
export function isMinor(birth: Pick<Birth, 'date'> | null, today: Temporal.PlainDate): boolean {
  const day = comesOfAge(birth)
  return day !== null && Temporal.PlainDate.compare(today, day) < 0
}

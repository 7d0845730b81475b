/** What is wrong with a number as typed; spaces and other digits are for the form to clean up first. */
export type SaudiIdFault = 'length' | 'first-digit' | 'check-digit'
export type EgyptianIdFault = 'length' | 'century' | 'birth-date' | 'governorate'

/** Luhn's check (ISO/IEC 7812-1, annex B) over all digits, the last one being the check digit. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => total + (place % 2 === 0 ? Number(digit) : doubled(Number(digit))), 0)
  return sum % 10 === 0
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2)

/** National ids begin with 1, iqamas with 2; both have ten digits and pass Luhn. Null when all is well. */
export function saudiIdFault(value: string, type: 'national-id' | 'iqama'): SaudiIdFault | null {
  if (!/^\d{10}$/.test(value)) return 'length'
  if (!value.startsWith(type === 'national-id' ? '1' : '2')) return 'first-digit'
  return passesLuhn(value) ? null : 'check-digit'
}

/** Governorates of the birth certificate: 01 to 35 as they are given out, 88 for those born abroad. */
const governorates = new Set([1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34, 35, 88])

/** The structure of the 14 digits: century 2 or 3, birth date YYMMDD, governorate. Null when all is well. */
export function egyptianIdFault(value: string): EgyptianIdFault | null {
  if (!/^\d{14}$/.test(value)) return 'length'
  if (!/^[23]/.test(value)) return 'century'
  if (egyptianIdBirth(value) === null) return 'birth-date'
  return governorates.has(Number(value.slice(7, 9))) ? null : 'governorate'
}

/** The birth date that an Egyptian id tells, or null when it tells none. */
export function egyptianIdBirth(value: string): Temporal.PlainDate | null {
  const century = value.startsWith('2') ? 1900 : 2000
  try {
    const parts = { year: century + Number(value.slice(1, 3)), month: Number(value.slice(3, 5)), day: Number(value.slice(5, 7)) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** The thirteenth digit: odd for men, even for women. */
export const egyptianIdSex = (value: string): 'female' | 'male' => (Number(value.charAt(12)) % 2 === 0 ? 'female' : 'male')

const weights = [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

/**
 * The last digit as people worked it out from real cards: 11 less the weighted sum modulo 11. The state has not published it,
 * so a number that fails is only asked about, never refused.
 */
export function passesEgyptianChecksum(value: string): boolean {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(value.charAt(place)), 0)
  return (11 - (sum % 11)) % 10 === Number(value.charAt(13))
}

/** The last four digits, as on lists and in the patient's header. */
export const masked = (value: string): string => `••${value.slice(-4)}`

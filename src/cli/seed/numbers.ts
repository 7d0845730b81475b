import { passesEgyptianChecksum, passesLuhn } from '../../patients/registering/identifier-checks.ts'
import { between } from './chance.ts'

/** Ten digits that pass Luhn; `first` is 1 for citizens, 2 for residents. */
export const saudiId = (first: 1 | 2, key: string): string =>
  checked(`${first}${between(0, 99_999_999, 'saudi-id', key)}`.padEnd(9, '0'), passesLuhn)

/** Fourteen digits that tell birth date, governorate and sex, and pass the checksum. */
export function egyptianId(birth: Temporal.PlainDate, sex: 'female' | 'male', key: string): string {
  const century = birth.year < 2000 ? '2' : '3'
  const date = birth.toString().replaceAll('-', '').slice(2)
  // One sum in eleven asks for a digit that does not exist; the next serial number is given out then.
  for (let serial = between(0, 480, 'egyptian-id', key) * 2 + (sex === 'male' ? 1 : 0); ; serial += 2) {
    const digits = `${century}${date}01${String(serial).padStart(4, '0')}`
    const id = checked(digits, passesEgyptianChecksum)
    if (id.length === 14) return id
  }
}

/** The digits with the one check digit that passes; without it where there is none. */
const checked = (digits: string, passes: (digits: string) => boolean): string =>
  ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => digits + digit).find(passes) ?? digits

/** Numbers of the right form, close together: they may be somebody's, so a demo clinic never gets a gateway for text messages. */
export const saudiMobile = (place: number): string => `+9665000${String(20_000 + place * 37).padStart(5, '0')}`
export const egyptianMobile = (place: number): string => `+201000${String(100_000 + place * 331).padStart(6, '0')}`

import { type Id, idOf, newId } from '../../database/ids.ts'

/** Long before any clinic: what the crowd has bears ids of these days, in the order of its numbers, so that rows are appended. */
const began = Temporal.Instant.from('2020-01-01T00:00:00Z').epochMilliseconds

/** In form a UUIDv7, always the same for the same number; its kind only keeps a doctor's from looking like a room's. */
function hexOf(kind: string, number: number): string {
  const time = (began + number).toString(16).padStart(12, '0')
  return `${time}7${kind}8${number.toString(16).padStart(15, '0')}`
}

/** As SQL reads it. */
export const idSql = (kind: Kind, number: number): string => `0x${hexOf(codes[kind], number)}`

export function crowdId<Of extends string>(kind: Kind, number: number): Id<Of> {
  const hex = hexOf(codes[kind], number)
  const id = idOf<Of>(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`)
  // The form is right by construction.
  return id ?? newId<Of>()
}

/** The number in an id of the crowd. */
export const numberIn = (id: Id): number => Number.parseInt(id.replaceAll('-', '').slice(17), 16)

type Kind = keyof typeof codes

const codes = {
  patient: 'c01',
  name: 'c02',
  identifier: 'c03',
  contact: 'c04',
  doctor: 'c05',
  role: 'c06',
  room: 'c07',
  hours: 'c08',
  appointment: 'c09',
} as const

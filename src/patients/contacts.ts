import type { Row } from '../database/tables.ts'

export type ContactPoint = Pick<
  Row<'contact_points'>,
  'id' | 'contact_system' | 'value' | 'whose' | 'confirmed_at' | 'reminders' | 'results'
>

export interface ShownContact {
  value: string
  whose: Row<'contact_points'>['whose']
}

/** The person's own number or address where there is one; otherwise somebody else's, who is named beside it. */
export function contactOf(points: ContactPoint[], system: ContactPoint['contact_system']): ShownContact | null {
  const ofSystem = points.filter((point) => point.contact_system === system)
  const point = ofSystem.find((one) => one.whose === 'self') ?? ofSystem[0]
  return point ? { value: point.value, whose: point.whose } : null
}

import type { Id } from '../database/ids.ts'
import type { ByLanguage, Site, StaffRole, Strength } from '../database/tables.ts'

/** Who acts in a request: a person with a living session on this site. For whom they act is never part of it. */
export interface Actor {
  user: Id<'user'>
  site: Site
  name: ByLanguage
  /** Empty on the patients' site. */
  roles: StaffRole[]
  staff: Id<'staff'> | null
  departments: Id<'department'>[] | 'all'
  locations: Id<'location'>[] | 'all'
  requestId: string
  /** The SHA-256 of the session's token. */
  session: Buffer
  /** `code`: signed in by a one-time code, which opens visits; the record needs `full`. Staff are always `full`. */
  strength: Strength
  language: string | null
}

import type { Id } from '../database/ids.ts'
import type { ByLanguage, Site, StaffRole } from '../database/tables.ts'

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
  language: string | null
}

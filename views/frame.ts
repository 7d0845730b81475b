import type { Site, StaffRole } from '../src/database/tables.ts'
import type { Texts } from '../src/web/texts.ts'

/** What every page says around its own content. Made once a request; a route only passes it on. */
export interface Frame {
  t: Texts
  site: Site
  /** Path and query of the page, for the language switch. */
  path: string
  clinic: { name: string; phone: string; country: string; locations: FrameLocation[] }
  person: { name: string; roles: StaffRole[]; places: string[]; lock?: FrameLock | null } | null
  assets: { css: string; js: string }
  demo: boolean
  /** The development page with the messages that were sent exists. */
  messagesPage: boolean
  requestId: string
}

/** How the pages of a shared desk lock themselves. */
export interface FrameLock {
  /** Names the session, and is no way into it. */
  session: string
  /** Whose it is: another session of theirs may take its place. */
  person: string
  /** Minutes in which nobody touches the page. */
  after: number
}

/** In the reader's language; `hoursToday` is null on a day without hours. */
export interface FrameLocation {
  name: string
  address: string
  phone: string
  hoursToday: string | null
  emergencyPhone: string
  licence: string | null
  zone: string
}

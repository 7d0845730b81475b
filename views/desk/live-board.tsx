import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { Icon } from '../ui/icon.tsx'

export interface LiveBoardProps {
  /** Where the board is read again, with all that the reader has chosen. */
  address: string
  /** Of `versionOf`. */
  version: string
  children: Child
}

/** A part of a page that follows what others do, within five seconds. What stands in it keeps focus and open menus: all have ids. */
export const LiveBoard = ({ address, version, children }: LiveBoardProps) => (
  <div
    id="board"
    hx-get={`${address}${address.includes('?') ? '&' : '?'}seen=${version}`}
    hx-trigger="every 5s, day-book-changed from:body"
    hx-target="this"
    hx-swap="outerMorph"
    hx-headers='{"Poll":"board"}'
  >
    {children}
  </div>
)

/** The same page again, for those without scripts and those who doubt; the script says beside it when the board has stopped following. */
export const Refresh = ({ t, address }: { t: Texts; address: string }) => (
  <a class="refresh" href={address}>
    <Icon name="refresh" />
    {t('dayBook.refresh')}
  </a>
)

/** Empty until three polls have failed. Outside of the board, which is not replaced then. */
export const NotLive = ({ frame: { t, clinic }, address }: { frame: Frame; address: string }) => (
  <div
    id="live"
    role="status"
    data-lost={t('dayBook.notLive', { time: '{time}' })}
    data-refresh={t('dayBook.refresh')}
    data-href={address}
    data-zone={clinic.locations[0]?.zone}
    data-am={t.time({ hour: 6, minute: 0 }).replace(/^[\d:\s]+/u, '')}
    data-pm={t.time({ hour: 18, minute: 0 }).replace(/^[\d:\s]+/u, '')}
  />
)

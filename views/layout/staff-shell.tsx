import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { SearchBox } from '../search/search-box.tsx'
import { Logo } from '../ui/icon.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { DemoBanner, LanguageLink, LockButton, PlaceLinks, SignInOrOut, WhoIsIn } from './bar.tsx'
import { Document, StatusRegion } from './document.tsx'

export interface StaffShellProps {
  frame: Frame
  /** Of the document, and the h1 unless `heading` says it otherwise. */
  title: string
  heading?: Child
  error?: boolean
  /** Which of the person's places this is. */
  place?: string
  /** Before the heading: previous and next day. */
  lead?: Child
  /** At the end of the heading's row: filters, one filled button. */
  tools?: Child
  back?: { href: string; label?: string }
  /** A text column instead of the whole width: forms, sign-in. */
  narrow?: boolean
  /** What stands in the search box: on the page of its results. */
  search?: string
  note?: Child
  children?: Child
}

/** A whole page of the staff site: one bar, one row with the place's title and tools. A fragment for htmx is what stands in `#content`, or a `<Dialog>` for `#dialog`. */
export const StaffShell = ({ frame, title, heading, error, place, lead, tools, back, narrow, search, note, children }: StaffShellProps) => (
  <Document frame={frame} title={title} error={error}>
    <header class="bar">
      <div>
        <a class="brand" href="/">
          <Logo />
          <span>{frame.clinic.name}</span>
        </a>
        {frame.person && (
          <nav aria-label={frame.t('shell.navigation')}>
            <PlaceLinks frame={frame} place={place} />
          </nav>
        )}
        {frame.person && <SearchBox t={frame.t} words={search} />}
        <div class="tools">
          {frame.person && <WhoIsIn t={frame.t} name={frame.person.name} place={place} />}
          <LanguageLink frame={frame} />
          {frame.person && <LockButton frame={frame} />}
          {frame.person && <SignInOrOut frame={frame} />}
        </div>
      </div>
      <DemoBanner frame={frame} />
    </header>
    <main id="main" tabindex={-1}>
      <div class={narrow ? 'page narrow' : 'page'}>
        {back && <BackLink t={frame.t} {...back} />}
        <div class="place">
          {lead}
          <h1>{heading ?? title}</h1>
          {tools && <div class="tools">{tools}</div>}
        </div>
        <StatusRegion frame={frame} note={note} />
        <div id="content">{children}</div>
      </div>
    </main>
    <div id="dialog" />
  </Document>
)

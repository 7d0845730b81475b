import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { Logo } from '../ui/icon.tsx'
import { BackLink, Steps } from '../ui/navigation.tsx'
import { DemoBanner, LanguageLink, PlaceLinks, SignInOrOut, WhoIsIn } from './bar.tsx'
import { Document, StatusRegion } from './document.tsx'
import { Footer } from './footer.tsx'

export interface PatientShellProps {
  frame: Frame
  /** Of the document; the page writes its own h1. */
  title: string
  error?: boolean
  /** A text column instead of the whole page: forms, one appointment. */
  narrow?: boolean
  /** Booking: the links give way to "Step 3 of 5". */
  steps?: { now: number; of: number }
  back?: { href: string; label?: string }
  /** Which of the person's places this is, for the navigation. */
  place?: string
  /** A `<Hero>`, from edge to edge. */
  hero?: Child
  /** A `<Note>` about what has just been done. */
  note?: Child
  children?: Child
}

/** A whole page of the patients' site. A fragment for htmx is what stands in `#content`. */
export const PatientShell = ({ frame, title, error, narrow, steps, back, place, hero, note, children }: PatientShellProps) => {
  const status = <StatusRegion frame={frame} note={note} />
  // What has to be said stands above the picture; where nothing has, there is no gap.
  const isFirst = Boolean(hero && note)
  return (
    <Document frame={frame} title={title} error={error}>
      <header class="bar">
        <DemoBanner frame={frame} />
        <div>
          <a class="brand" href="/">
            <Logo />
            {frame.clinic.name}
          </a>
          {steps ? null : <Links frame={frame} place={place} />}
          <div class="tools">
            <LanguageLink frame={frame} />
            <SignInOrOut frame={frame} />
          </div>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {isFirst && <div class="page">{status}</div>}
        {hero}
        <div class={narrow ? 'page narrow' : 'page'}>
          {back && <BackLink t={frame.t} {...back} />}
          {steps && <Steps t={frame.t} {...steps} />}
          {!isFirst && status}
          <div id="content">{children}</div>
        </div>
      </main>
      <Footer frame={frame} />
    </Document>
  )
}

const Links = ({ frame, place }: { frame: Frame; place?: string }) => (
  <nav aria-label={frame.t('shell.navigation')}>
    <PlaceLinks frame={frame} place={place} />
    <a href="/doctors" aria-current={place === 'doctors' ? 'page' : undefined}>
      {frame.t('shell.doctors')}
    </a>
    <a href="/departments" aria-current={place === 'departments' ? 'page' : undefined}>
      {frame.t('shell.departments')}
    </a>
    {!frame.person && (
      <a href="/hours" aria-current={place === 'hours' ? 'page' : undefined}>
        {frame.t('shell.hours')}
      </a>
    )}
    {frame.person && <WhoIsIn t={frame.t} name={frame.person.name} place={place} />}
  </nav>
)

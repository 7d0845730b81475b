import type { Frame, FrameLocation } from '../frame.ts'
import { Num } from '../ui/inline.tsx'

/** How to find the clinic, today's hours, emergency number and licence, on every page of the patients' site. */
export const Footer = ({ frame }: { frame: Frame }) => (
  <footer>
    <div>
      {frame.clinic.locations.length > 1
        ? frame.clinic.locations.map((location) => <Branch frame={frame} location={location} />)
        : frame.clinic.locations.map((location) => <OnlyBranch frame={frame} location={location} />)}
      <section>
        <p>
          <a href="/contact">{frame.t('shell.contact')}</a>
        </p>
        <p>
          <a href="/privacy">{frame.t('privacy.title')}</a>
        </p>
      </section>
    </div>
  </footer>
)

interface Part {
  frame: Frame
  location: FrameLocation
}

const OnlyBranch = ({ frame, location }: Part) => (
  <>
    <section>
      <h2>{frame.t('shell.findUs')}</h2>
      <Address location={location} />
    </section>
    <section>
      <h2>{frame.t('shell.openToday')}</h2>
      <p>{location.hoursToday ?? frame.t('shell.closedToday')}</p>
    </section>
    <section>
      <Legal frame={frame} location={location} />
    </section>
  </>
)

const Branch = ({ frame, location }: Part) => (
  <section>
    <h2>{location.name}</h2>
    <Address location={location} />
    <p>{location.hoursToday ? frame.t('shell.openTodayAt', { hours: location.hoursToday }) : frame.t('shell.closedToday')}</p>
    <Legal frame={frame} location={location} />
  </section>
)

const Address = ({ location }: { location: FrameLocation }) => (
  <>
    <p>{location.address}</p>
    <p>
      <a href={`tel:${location.phone.replace(/[^+\d]/gu, '')}`}>
        <Num>{location.phone}</Num>
      </a>
    </p>
  </>
)

const Legal = ({ frame: { t }, location: { emergencyPhone, licence } }: Part) => (
  <>
    <p>{t.jsx('shell.emergency', { phone: <Num>{emergencyPhone}</Num> })}</p>
    {licence && <p>{t.jsx('shell.licence', { licence: <Num>{licence}</Num> })}</p>}
  </>
)

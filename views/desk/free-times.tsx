import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'

export interface FreeTimesProps {
  t: Texts
  doctors: { name: string; times: { text: string; href: string }[] }[]
}

/** Each doctor's next three free times; each leads to the search for whom it is. */
export const FreeTimes = ({ t, doctors }: FreeTimesProps) =>
  doctors.length === 0 ? (
    <Empty>{t('dayBook.noneFree')}</Empty>
  ) : (
    <ul class="free-times">
      {doctors.map(({ name, times }) => (
        <li>
          <b>
            <PersonName name={name} />
          </b>
          {times.map(({ text, href }) => (
            <a href={href}>{text}</a>
          ))}
        </li>
      ))}
    </ul>
  )

/** The same as a page, for windows without room for a side column and for readers without scripts. */
export const FreeTimesPage = ({ frame, back, doctors }: { frame: Frame; back: string } & Pick<FreeTimesProps, 'doctors'>) => (
  <StaffShell frame={frame} title={frame.t('dayBook.nextFree')} place="day-book" back={{ href: back, label: frame.t('shell.dayBook') }}>
    <FreeTimes t={frame.t} doctors={doctors} />
  </StaffShell>
)

/** Read when it comes into sight, which it does in wide windows only; read anew, a focus in it stays where it is. */
export const FreeTimesColumn = ({ t, address }: { t: Texts; address: string }) => (
  <aside class="side" aria-labelledby="next-free">
    <h2 id="next-free">{t('dayBook.nextFree')}</h2>
    <div hx-get={address} hx-trigger="intersect once, day-book-changed from:body" hx-swap="innerMorph">
      <a href={address}>{t('dayBook.showFree')}</a>
    </div>
  </aside>
)

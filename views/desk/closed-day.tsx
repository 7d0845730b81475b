import type { Texts } from '../../src/web/texts.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/note.tsx'

export interface ClosedDayWords {
  /** Who is away or what is closed, and why. */
  text: string
  /** Where that was carried out; null where there is none, or the reader may not see it. */
  href: string | null
}

/** Instead of an empty day: the doctor who was chosen does not come. */
export const ClosedDay = ({ t, closed: { text, href } }: { t: Texts; closed: ClosedDayWords }) => (
  <Empty
    action={
      href && (
        <LinkButton kind="plain" href={href}>
          {t('dayBook.seeAbsence')}
        </LinkButton>
      )
    }
  >
    {text}
  </Empty>
)

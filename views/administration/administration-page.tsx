import type { TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Card, Cards } from '../ui/card.tsx'

interface Section {
  heading: TextKey
  links: { href: string; text: TextKey; hint: TextKey }[]
}

/** What an admin looks after, by section. */
const sections: Section[] = [
  {
    heading: 'administration.staff',
    links: [{ href: '/staff-accounts', text: 'staffAccounts.title', hint: 'staffAccounts.hint' }],
  },
  {
    heading: 'administration.notices',
    links: [
      { href: '/administration/messages', text: 'sending.title', hint: 'administration.undeliveredHint' },
      { href: '/administration/texts', text: 'texts.title', hint: 'administration.textsHint' },
      { href: '/administration/codes', text: 'codes.title', hint: 'codes.hint' },
    ],
  },
  {
    heading: 'administration.waitingRooms',
    links: [{ href: '/boards', text: 'board.title', hint: 'administration.screensHint' }],
  },
  {
    heading: 'administration.record',
    links: [
      { href: '/administration/audit', text: 'audit.title', hint: 'audit.hint' },
      { href: '/administration/emergency-access', text: 'glass.review', hint: 'glass.reviewHint' },
    ],
  },
]

/** Where everything begins that only an admin does. */
export const AdministrationPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('shell.administration')} place="administration">
      {sections.map(({ heading, links }) => (
        <section class="group">
          <h2>{t(heading)}</h2>
          <Cards>
            {links.map(({ href, text, hint }) => (
              <Card title={t(text)} href={href}>
                <p class="hint">{t(hint)}</p>
              </Card>
            ))}
          </Cards>
        </section>
      ))}
    </StaffShell>
  )
}

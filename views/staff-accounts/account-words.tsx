import type { AccountState, StaffAccount } from '../../src/staff/accounts/queries.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { IconName } from '../ui/icon.tsx'
import { Pill, type Tone } from '../ui/status-pill.tsx'

const pills: Record<AccountState, { tone: Tone; icon: IconName }> = {
  active: { tone: 'good', icon: 'check' },
  'no-second-factor': { tone: 'warn', icon: 'alert' },
  invited: { tone: 'info', icon: 'clock' },
  'invitation-over': { tone: 'warn', icon: 'clock' },
  disabled: { tone: 'mute', icon: 'cross' },
  none: { tone: 'mute', icon: 'person' },
  demo: { tone: 'info', icon: 'info' },
}

export const StatePill = ({ t, state }: { t: Texts; state: AccountState }) => (
  <Pill {...pills[state]}>{t(`staffAccounts.state.${state}`)}</Pill>
)

/** "Doctor, Dermatology, Al-Yasmin branch". */
export const rolesOf = (t: Texts, { roles, sex }: Pick<StaffAccount, 'roles' | 'sex'>): string[] =>
  roles.map(({ role, department, location }) =>
    [t(`staff.role.${role}`, { sex }), ...[department, location].flatMap((name) => (name ? [t.local(name)] : []))].join(
      `${t('ui.comma')} `,
    ),
  )

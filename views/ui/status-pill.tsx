import type { Child } from 'hono/jsx'
import type { AppointmentStatus } from '../../src/database/tables.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import { Icon, type IconName } from './icon.tsx'

/** A status as stored, or `late`, which is computed. */
export type PillStatus = AppointmentStatus | 'late'

const pills = {
  offered: { tone: 'info', icon: 'bell', key: 'status.offered' },
  booked: { tone: 'info', icon: 'calendar', key: 'status.booked' },
  arrived: { tone: 'warn', icon: 'clock', key: 'status.waiting' },
  'in-consultation': { tone: 'strong', icon: 'stethoscope', key: 'status.inConsultation' },
  fulfilled: { tone: 'good', icon: 'check', key: 'status.completed' },
  late: { tone: 'bad', icon: 'clock', key: 'status.late' },
  noshow: { tone: 'mute', icon: 'cross', key: 'status.noShow' },
  cancelled: { tone: 'mute', icon: 'cross', key: 'status.cancelled' },
  'entered-in-error': { tone: 'mute', icon: 'cross', key: 'status.enteredInError' },
} as const satisfies Record<PillStatus, { tone: string; icon: IconName; key: TextKey }>

/** Colour, icon and word of a status, for where a pill is too wide. */
export const pillOf = (status: PillStatus): (typeof pills)[PillStatus] => pills[status]

/** The status of the appointment, not of the person. `minutes` waiting or late, where they are known. */
export function StatusPill({ t, status, minutes }: { t: Texts; status: PillStatus; minutes?: number }) {
  const { tone, icon, key } = pills[status]
  return (
    <Pill tone={tone} icon={icon}>
      {minutes === undefined ? t(key, { n: 0 }) : sinceText(t, status, minutes)}
    </Pill>
  )
}

/** From here on nobody counts minutes, and three digits of them would make the widest row of a day too wide. */
const longMinutes = 100

function sinceText(t: Texts, status: PillStatus, minutes: number): string {
  const isWaiting = status === 'arrived'
  if (minutes < longMinutes) return t(isWaiting ? 'status.waitingMinutes' : 'status.late', { n: minutes })
  return t(isWaiting ? 'status.waitingHours' : 'status.lateHours', { n: Math.round(minutes / 60) })
}

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'strong' | 'mute'

/** An icon and a word on a ground of their colour. */
export const Pill = ({ tone, icon, children }: { tone: Tone; icon: IconName; children?: Child }) => (
  <span class={`pill ${tone}`}>
    <Icon name={icon} />
    {children}
  </span>
)

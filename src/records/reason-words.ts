import type { TextKey, Texts } from '../web/texts.ts'

const ways: Record<string, TextKey> = {
  app: 'audit.by.app',
  'recovery-code': 'audit.by.recovery-code',
  passkey: 'audit.by.passkey',
  pin: 'audit.by.pin',
  password: 'audit.by.password',
  paper: 'audit.by.paper',
  phone: 'audit.by.phone',
  email: 'audit.by.email',
}

/** What stands as a reason without anybody having typed it, by what was done. */
const codes: Record<string, Record<string, TextKey>> = {
  'sign-in': ways,
  'session.unlock': ways,
  'second-factor.set-up': ways,
  'second-factor.fail': ways,
  'claim.make': ways,
  'registration.make': ways,
  'consent.change': { given: 'audit.consentGiven', withdrawn: 'audit.consentWithdrawn' },
  'appointment.cancel': {
    patient: 'appointment.cancelReason.patient',
    clinic: 'appointment.cancelReason.clinic',
    'doctor-absent': 'appointment.cancelReason.doctor-absent',
    moved: 'appointment.cancelReason.moved',
    left: 'appointment.cancelReason.left',
    other: 'appointment.cancelReason.other',
  },
}

/** Why, or by which way, in the reader's language; what somebody typed stays as it is. */
export function reasonInWords(t: Texts, { action, reason }: { action: string; reason: string | null }): string | null {
  if (reason === null) return null
  const [, version] = (action === 'patient.edit' && /^version (\d+)$/.exec(reason)) || []
  if (version !== undefined) return t('audit.version', { number: Number(version) })
  const key = codes[action]?.[reason]
  return key ? t(key) : reason
}

import type { StaffRole } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'

const staffRoles: readonly StaffRole[] = ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin']

/** As what somebody acted; an empty text for what the clinic does by itself. */
export function auditRole(t: Texts, role: string | null): string {
  const known = staffRoles.find((one) => one === role)
  if (known) return t(`staff.role.${known}`, { sex: 'other' })
  return role === 'patient' ? t('audit.patient') : ''
}

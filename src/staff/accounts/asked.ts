import { z } from 'zod'
import { type Login, loginOf } from '../../accounts/logins.ts'
import { departmentsOf } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import type { StaffRole } from '../../database/tables.ts'
import type { WebContext } from '../../web/context.ts'

const roles = ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] as const satisfies StaffRole[]

/** An e-mail address or a staff name; a telephone is a family's too often, and staff have no use for codes by text. */
export const loginAsked = (country: string) =>
  z.string('staffAccounts.enterLogin').transform((typed, context): Login => {
    const read = loginOf(typed, country)
    if (read && read.kind !== 'phone') return read
    context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'staffAccounts.enterLogin' : 'staffAccounts.noLogin' })
    return z.NEVER
  })

/** What somebody does here, and where; read by the places that there are. */
export async function postAsked(c: WebContext) {
  const [{ locations }, departments] = await Promise.all([clinicNow(c.var.db), departmentsOf(c.var.db)])
  return { role: z.enum(roles, 'staffAccounts.chooseRole'), department: oneOf(departments), location: oneOf(locations) }
}

/** A doctor has a department: their visits are of it. */
export const isUnplaced = ({ role, department }: { role: StaffRole; department: Id<'department'> | null }): boolean =>
  role === 'doctor' && department === null

export async function postChoices(c: WebContext) {
  const { db, t } = c.var
  const [{ locations }, departments] = await Promise.all([clinicNow(db), departmentsOf(db)])
  const named = (rows: { id: string; name: { en: string; ar: string } }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return {
    roles: roles.map((role) => ({ value: role, label: t(`staff.role.${role}`, { sex: 'other' }) })),
    departments: named(departments),
    locations: named(locations),
  }
}

const oneOf = <Kind extends string>(rows: { id: Id<Kind> }[]) =>
  z
    .string()
    .catch('')
    .transform((typed, context): Id<Kind> | null => {
      const row = rows.find(({ id }) => id === typed)
      if (row || typed === '') return row?.id ?? null
      context.addIssue({ code: 'custom', message: 'error.field' })
      return z.NEVER
    })

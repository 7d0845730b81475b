import type { Actor } from '../audit/actor.ts'
import type { StaffRole } from '../database/tables.ts'

type Role = 'patient' | StaffRole

/**
 * How far an ability reaches. `acts-for`: the patients that a person acts for. `released`: of these, what was released to them.
 * `own`: one's own calendar. `departments`: one's own and one's departments'. `patients`: patients with a visit in one of my
 * departments today, ahead, or in the last 12 months. `all`: everything of the clinic.
 */
export type Scope = 'released' | 'acts-for' | 'own' | 'departments' | 'patients' | 'all'

/** Who may do what, and how far: the clinic's rule. What is not written here may not be done. */
const table = {
  // book, move, cancel, restore
  appointments: { patient: 'acts-for', receptionist: 'all', nurse: 'all', doctor: 'own', admin: 'all' },
  // a visit beside another one of the doctor's
  'squeeze-in': { receptionist: 'all', doctor: 'own', admin: 'all' },
  // check in, queue, walk-in
  arrivals: { receptionist: 'all', nurse: 'all', admin: 'all' },
  'call-and-finish': { receptionist: 'all', nurse: 'all', doctor: 'own', admin: 'all' },
  'mark-paid': { receptionist: 'all', admin: 'all' },

  'day-book': { receptionist: 'all', nurse: 'all', doctor: 'departments', admin: 'all' },
  'my-day': { doctor: 'own' },
  'dispensing-list': { pharmacist: 'all' },
  'order-list': { 'lab-technician': 'all' },

  'patient-see': {
    patient: 'acts-for',
    receptionist: 'all',
    nurse: 'all',
    doctor: 'patients',
    pharmacist: 'patients',
    'lab-technician': 'patients',
    admin: 'all',
  },
  // names, identifiers, birth date, sex
  'patient-edit': { receptionist: 'all', admin: 'all' },
  'contacts-edit': { patient: 'acts-for', receptionist: 'all', nurse: 'all', admin: 'all' },

  'allergies-see': { patient: 'released', nurse: 'patients', doctor: 'patients', pharmacist: 'patients' },
  'allergies-write': { nurse: 'patients', doctor: 'patients' },
  'weight-see': { patient: 'released', nurse: 'patients', doctor: 'patients', pharmacist: 'patients' },
  'vitals-see': { patient: 'released', nurse: 'patients', doctor: 'patients' },
  'vitals-write': { nurse: 'patients', doctor: 'patients' },
  'notes-see': { patient: 'released', nurse: 'patients', doctor: 'patients' },
  // problems and notes: write and sign
  'notes-write': { doctor: 'patients' },
  'prescriptions-see': { patient: 'acts-for', nurse: 'patients', doctor: 'patients', pharmacist: 'patients' },
  'prescriptions-write': { doctor: 'patients' },
  dispense: { pharmacist: 'patients' },
  'results-see': { patient: 'released', nurse: 'patients', doctor: 'patients', 'lab-technician': 'patients' },
  // orders: order and acknowledge
  'orders-write': { doctor: 'patients' },
  'results-write': { 'lab-technician': 'patients' },
  'break-the-glass': { nurse: 'all', doctor: 'all', pharmacist: 'all', 'lab-technician': 'all' },

  'hours-see': { receptionist: 'all', nurse: 'all', doctor: 'own', admin: 'all' },
  'hours-edit': { doctor: 'own', admin: 'all' },
  // staff, departments, visit types, settings
  'clinic-see': {
    receptionist: 'all',
    nurse: 'all',
    doctor: 'all',
    pharmacist: 'all',
    'lab-technician': 'all',
    admin: 'all',
  },
  'clinic-edit': { admin: 'all' },
  // who of the staff can sign in: invite, disable, reset a second factor
  'accounts-edit': { admin: 'all' },
  // registrations, duplicates, merge
  registrations: { receptionist: 'all', admin: 'all' },
  // what visitors of the public site wrote
  inbox: { receptionist: 'all', admin: 'all' },
  // audit, seals, break-glass reviews
  'audit-see': { patient: 'acts-for', admin: 'all' },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>

export type Ability = keyof typeof table

const widest: readonly Scope[] = ['all', 'patients', 'departments', 'own', 'acts-for', 'released']

/** How far the person's roles reach, the widest of them; null when none of them has the ability. */
export function scopeOf(actor: Actor, ability: Ability): Scope | null {
  const known = scopes.get(actor) ?? new Map<Ability, Scope | null>()
  const before = known.get(ability)
  if (before !== undefined) return before
  const scope = widestOf(actor, ability)
  scopes.set(actor, known.set(ability, scope))
  return scope
}

/** A list of two hundred visits asks two thousand times. An actor is of one request and never changes. */
const scopes = new WeakMap<Actor, Map<Ability, Scope | null>>()

function widestOf(actor: Actor, ability: Ability): Scope | null {
  const row: Partial<Record<Role, Scope>> = table[ability]
  const roles: Role[] = actor.site === 'patient' ? ['patient'] : actor.roles
  const reached = roles.map((role) => row[role])
  return widest.find((scope) => reached.includes(scope)) ?? null
}

/** Whether one of the person's roles has the ability at all; which rows it reaches is for the query that loads them. */
export function may(actor: Actor, ability: Ability): boolean {
  return scopeOf(actor, ability) !== null
}

import { expect, it, test } from 'vitest'
import { type Ability, may, scopeOf } from '../../src/accounts/abilities.ts'
import { placesOf } from '../../src/accounts/places.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { newId } from '../../src/database/ids.ts'
import type { StaffRole } from '../../src/database/tables.ts'

const anActor = (...roles: StaffRole[]): Actor => ({
  user: newId<'user'>(),
  site: roles.length === 0 ? 'patient' : 'staff',
  name: { en: 'Huda Alharbi', ar: 'هدى الحربي' },
  roles,
  staff: null,
  departments: 'all',
  locations: 'all',
  requestId: 'test',
  session: Buffer.alloc(32),
  strength: 'full' as const,
  language: null,
})
const people = {
  patient: anActor(),
  receptionist: anActor('receptionist'),
  nurse: anActor('nurse'),
  doctor: anActor('doctor'),
  pharmacist: anActor('pharmacist'),
  'lab-technician': anActor('lab-technician'),
  admin: anActor('admin'),
}

/** The clinic's rule, as its people would say it. */
const rules: [Ability, string][] = [
  ['appointments', 'patient receptionist nurse doctor admin'],
  ['squeeze-in', 'receptionist doctor admin'],
  ['arrivals', 'receptionist nurse admin'],
  ['mark-paid', 'receptionist admin'],
  ['day-book', 'receptionist nurse doctor admin'],
  ['patient-see', 'patient receptionist nurse doctor pharmacist lab-technician admin'],
  ['patient-edit', 'receptionist admin'],
  ['contacts-edit', 'patient receptionist nurse admin'],
  ['allergies-see', 'patient nurse doctor pharmacist'],
  ['vitals-see', 'patient nurse doctor'],
  ['vitals-write', 'nurse doctor'],
  ['notes-see', 'patient nurse doctor'],
  ['notes-write', 'doctor'],
  ['prescriptions-write', 'doctor'],
  ['dispense', 'pharmacist'],
  ['results-write', 'lab-technician'],
  ['break-the-glass', 'nurse doctor pharmacist lab-technician'],
  ['clinic-edit', 'admin'],
  ['registrations', 'receptionist admin'],
  ['inbox', 'receptionist admin'],
  ['audit-see', 'patient admin'],
]
for (const [ability, roles] of rules) {
  test(`${ability}: ${roles}`, () => {
    const allowed = Object.entries(people).flatMap(([role, person]) => (may(person, ability) ? [role] : []))
    expect(allowed.join(' ')).toBe(roles)
  })
}

it('gives the admin no chart', () => {
  for (const ability of ['allergies-see', 'vitals-see', 'notes-see', 'prescriptions-see', 'results-see'] as const) {
    expect(may(people.admin, ability), ability).toBe(false)
    expect(may(people.receptionist, ability), ability).toBe(false)
  }
})

it('reaches as far as the widest of several roles', () => {
  expect(scopeOf(people.doctor, 'day-book')).toBe('departments')
  expect(scopeOf(anActor('doctor', 'receptionist'), 'day-book')).toBe('all')
  expect(scopeOf(people.patient, 'appointments')).toBe('acts-for')
})

it('gives a member of staff no ability of theirs on the patients’ site', () => {
  const nurseAsPatient: Actor = { ...people.nurse, site: 'patient', roles: [] }
  expect(may(nurseAsPatient, 'vitals-write')).toBe(false)
  expect(may(nurseAsPatient, 'day-book')).toBe(false)
})

it('starts everybody at the page of their own work', () => {
  expect(placesOf(people.receptionist)[0]).toBe('day-book')
  expect(placesOf(people.nurse)[0]).toBe('day-book')
  expect(placesOf(people.admin)[0]).toBe('day-book')
  expect(placesOf(people.doctor)).toEqual(['my-day', 'day-book', 'directory'])
  expect(placesOf(people.pharmacist)).toEqual(['directory'])
  expect(placesOf(people['lab-technician'])).toEqual(['directory'])
  expect(placesOf(people.patient)).toEqual(['appointments'])
})

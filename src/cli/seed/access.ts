import type { Id } from '../../database/ids.ts'
import type { NewRow, Relation } from '../../database/tables.ts'
import { type Login, patientAccounts, staffAccounts, userId } from './accounts.ts'
import { demoId } from './chance.ts'
import { demoHashes } from './hashes.ts'
import { patientId } from './patients.ts'

const opened = Temporal.Instant.from('2024-01-01T00:00:00Z')

/** Those who can sign in. */
export const users = (): NewRow<'users'>[] =>
  accounts.map(({ id, name, language, password }) => ({
    id,
    name,
    language,
    password_hash: demoHashes[password] ?? null,
    password_changed_at: opened,
    disabled_at: null,
    created_at: opened,
    demo: true,
  }))

const accounts = [...staffAccounts.map(of('staff')), ...patientAccounts.map(of('patient'))]

function of(site: 'staff' | 'patient') {
  return <T extends { key: string }>(account: T) => ({ id: userId(site, account.key), ...account })
}

export const logins = (): NewRow<'logins'>[] =>
  accounts.flatMap(({ id, logins }) =>
    logins.map(({ kind, value }: Login) => ({ id: demoId<'login'>('login', kind, value), user_id: id, kind, value, confirmed_at: opened })),
  )

/** For whom they act: everybody for themselves, parents for children, and one right that has ended. */
export const access = (): NewRow<'patient_access'>[] => [
  ...patientAccounts.map(({ key }) => grant(userId('patient', key), key, 'self')),
  ...['omar', 'layan', 'hassan', 'hussain'].map((child) => grant(userId('patient', 'fatimah'), child, 'parent')),
  grant(userId('patient', 'noura'), 'newborn', 'parent'),
  { ...grant(userId('patient', 'noura'), 'mabrouka', 'carer'), may_see_record: false },
  grant(userId('patient', 'mona'), 'newborn-eg', 'parent'),
  { ...grant(userId('patient', 'khalid-n'), 'reem', 'parent'), valid_until: Temporal.Instant.from('2025-03-14T00:00:00Z') },
  grant(userId('staff', 'amal'), 'amal', 'self'),
]

const grant = (user: Id<'user'>, patient: string, relation: Relation): NewRow<'patient_access'> => ({
  id: demoId('access', user, patient),
  user_id: user,
  patient_id: patientId(patient),
  relation,
  may_book: true,
  may_see_record: true,
  granted_by_user_id: relation === 'self' ? null : userId('staff', 'hana'),
  valid_from: opened,
  valid_until: null,
})

import { inviteIn } from '../../accounts/invitations/invite.ts'
import type { Login } from '../../accounts/logins.ts'
import { audit } from '../../audit/write.ts'
import { newId } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { addStaff, type NewStaff, openAccount } from './add-staff.ts'

/** `code`: typed at the staff site's page /invitation, this once. */
export type AdminCreated = { ok: true; code: string } | { ok: false; reason: 'login-taken' }

/** An admin whom nobody invited: for the operator, who sits at the server. All departments and locations are theirs. */
export async function createAdmin(db: Database, who: Pick<NewStaff, 'name' | 'sex' | 'from'> & { login: Login }): Promise<AdminCreated> {
  const staff = newId<'staff'>()
  const action = { receipt: newId<'receipt'>(), name: 'staff.create-admin', user: null, subject: staff }
  const answer = await transact<AdminCreated>(db, action, async (tx) => {
    const { name, sex, from, login } = who
    await addStaff(tx, { id: staff, name, sex, role: 'admin', department: null, location: null, from })
    const opened = await openAccount(tx, staff, login)
    if (!opened.ok) return { ok: false, reason: 'login-taken' }
    const { secret } = await inviteIn(tx, { user: opened.user, way: 'printed', by: null })
    await audit(tx, null, { action: 'staff.create-admin', subject: { type: 'staff', id: staff } })
    return { ok: true, code: secret }
  })
  // The receipt is made here, so that nothing can be repeated.
  return 'repeated' in answer ? { ok: false, reason: 'login-taken' } : answer
}

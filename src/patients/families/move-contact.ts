import type { Follow } from '../../accounts/own/change-login.ts'
import { sqlNow } from '../../database/now.ts'
import { refreshTokens } from '../search/refresh-tokens.ts'
import { ownRecord } from './own-record.ts'

/**
 * Who changes the phone or address of their account is reached there for their own visits as well: the one that stood in their own
 * record is replaced. Numbers of others for whom they act stay: a child's may be the father's.
 */
export const moveOwnContact: Follow = async (tx, { user, kind, before, after }) => {
  const patient = await ownRecord(tx, user)
  if (patient === null || before === null) return
  const { numUpdatedRows } = await tx
    .updateTable('contact_points')
    .set((row) => ({ value: after, confirmed_at: sqlNow, version: row('version', '+', 1) }))
    .where('patient_id', '=', patient)
    .where('contact_system', '=', kind)
    .where('value', '=', before)
    .where('whose', '=', 'self')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await tx
    .updateTable('patients')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', patient)
    .execute()
  await refreshTokens(tx, patient)
}

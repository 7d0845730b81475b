import type { Id } from '../../database/ids.ts'
import type { WebContext } from '../../web/context.ts'
import { ownAccount } from '../own/queries.ts'
import { qrOf } from './qr.ts'
import { appAddress, base32 } from './totp.ts'

/** What an app is told: the key, as a picture, as letters to type, and as an address; and under which names it keeps it. */
export async function pictureOf(c: WebContext, user: Id<'user'>, key: Buffer) {
  const { staffName, email, phone } = await ownAccount(c.var.db, user)
  const address = appAddress(key, { issuer: c.var.frame.clinic.name, account: staffName ?? email ?? phone ?? '' })
  return { qr: qrOf(address), letters: base32(key).replaceAll(/.{4}(?=.)/g, '$& '), address }
}

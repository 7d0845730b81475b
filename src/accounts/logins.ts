import type { Row } from '../database/tables.ts'
import { e164, westernDigits } from './phones.ts'

export type Login = Pick<Row<'logins'>, 'kind' | 'value'>

/** What somebody typed to say who they are, as it stands in `logins`: a phone, an e-mail address or a staff name; null when it can be none. */
export function loginOf(typed: string, country: string): Login | null {
  const text = typed.normalize('NFKC').trim()
  if (text.length > 254) return null
  if (text.includes('@')) return emailOf(text)
  const phone = e164(text, country)
  if (phone) return { kind: 'phone', value: phone }
  const name = westernDigits(text).toLowerCase()
  return /^[a-z][a-z0-9._-]{1,59}$/.test(name) ? { kind: 'staff-name', value: name } : null
}

/** Letter case never tells two mailboxes apart in practice, and phones like to begin with a capital. */
function emailOf(text: string): Login | null {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? { kind: 'email', value: text.toLowerCase() } : null
}

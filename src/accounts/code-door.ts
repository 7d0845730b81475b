import { isMailAddress } from '../notices/mail.ts'
import type { WebContext } from '../web/context.ts'
import type { CodeMeans, CodeTo } from './codes.ts'
import { loginOf } from './logins.ts'
import { ownPath } from './own-path.ts'

/** Where a right code leads who has no account. */
export const detailsPath = '/register/details'

export const meansOf = ({ var: { db, config } }: WebContext): CodeMeans => ({ db, secret: config.secret })

/** Where it leads who has shown a claim of the desk's. */
export const claimPath = '/claim/account'

/** What a code can go to, of what somebody typed to say who they are; null for what is neither a phone nor an e-mail address. */
export function codeToIn(typed: string, country: string): CodeTo | null {
  const login = loginOf(typed, country)
  if (login === null || login.kind === 'staff-name') return null
  if (login.kind === 'email' && !isMailAddress(login.value)) return null
  return { kind: login.kind, value: login.value }
}

/** So much that its owner knows it, and who looks over their shoulder does not. */
export function partly({ var: { t, frame } }: WebContext, { kind, value }: CodeTo): string {
  if (kind === 'email') return value.replace(/^(.).*@/u, '$1•••@')
  const shown = t.phone(value, frame.clinic.country)
  return shown.slice(0, 2) + shown.slice(2, -2).replace(/\d/g, '•') + shown.slice(-2)
}

/** Where somebody was going. */
export const wayOn = (c: WebContext): string => ownPath(c.req.query('to')) ?? '/'

/** An address at the door that leads there as well. */
export function withTo(c: WebContext, path: string): string {
  const to = ownPath(c.req.query('to'))
  return to === null || to === '/' ? path : `${path}?to=${encodeURIComponent(to)}`
}

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { Id } from '../database/ids.ts'
import type { WebContext } from '../web/context.ts'
import { seal, unseal } from './seal.ts'

/** A form that could not be carried out when it was sent: whose, for which address, and what was in it. Passwords are not. */
const contents = z.object({ user: z.string(), action: z.string(), until: z.number(), fields: z.array(z.tuple([z.string(), z.string()])) })
export type SealedForm = z.infer<typeof contents>

/** With the PIN beside it this is still less than the largest form that is read. */
const most = 40_000
const minutes = 60

const purposeOf = ({ var: { site } }: WebContext) => `form ${site}`

/**
 * What was posted, so that the lock page can carry it until its person has unlocked. Only this clinic can read it: somebody else may
 * sit before the page. Null for more than a form may hold.
 */
export function sealPosted(c: WebContext, user: Id<'user'>): string | null {
  const until = Temporal.Now.instant().add({ minutes }).epochMilliseconds
  const fields = [...c.var.posted].filter(([name]) => !/password|^pin$/i.test(name))
  const { pathname, search } = c.var.url
  const form: SealedForm = { user, action: pathname + search, until, fields }
  const text = seal(c.var.config.secret, purposeOf(c), deflateRawSync(JSON.stringify(form)))
  return text.length > most ? null : text
}

/** Null for what this clinic did not seal, what is somebody else's, and what is too old. */
export function openSealed(c: WebContext, user: Id<'user'>, text: string | null): SealedForm | null {
  const plain = text ? unseal(c.var.config.secret, purposeOf(c), text) : null
  if (!plain) return null
  const form = contents.parse(JSON.parse(inflateRawSync(plain, { maxOutputLength: 200_000 }).toString()))
  return form.user === user && form.until > Temporal.Now.instant().epochMilliseconds ? form : null
}

import type { Typed } from '../../web/form.ts'
import { Refusal } from '../../web/refusal.ts'

/** The patient's version from which a form was filled; no form of ours sends anything but a number. */
export function versionIn(typed: Typed): number {
  const version = Number(typed.version)
  if (!Number.isSafeInteger(version)) throw new Refusal(400, 'error.form')
  return version
}

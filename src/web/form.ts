import type { z } from 'zod'
import type { WebContext } from './context.ts'
import { isTextKey, type Texts } from './texts.ts'

export interface FieldError {
  field: string
  /** In the reader's language. */
  message: string
}

/** What the person typed, to be shown again; never passwords. */
export type Typed = Record<string, string>

export type Filled<Values> = { ok: true; values: Values; typed: Typed } | { ok: false; errors: FieldError[]; typed: Typed }

/**
 * Reads the posted form by its schema. The schema's messages are locale keys; a field that is sent several times comes as an array.
 * A field that is wrong is a value, not an exception: the route shows the form again with what was typed, 422.
 */
export async function form<Schema extends z.ZodType>(c: WebContext, schema: Schema): Promise<Filled<z.output<Schema>>> {
  const { posted } = c.var
  const typed = typedIn(posted)
  const read = await schema.safeParseAsync(valuesOf(posted))
  if (read.success) return { ok: true, values: read.data, typed }
  return { ok: false, errors: errorsOf(c.var.t, read.error.issues), typed }
}

/** What was posted as it was typed, for a form that is read by nobody but shown again. */
export function typedIn(posted: URLSearchParams): Typed {
  const typed: Typed = {}
  for (const [name, value] of posted) {
    if (!/password/i.test(name) && !Object.hasOwn(typed, name)) typed[name] = value
  }
  return typed
}

/** The version that a row of a list showed; what is no whole number is that of nothing. */
export function versionIn(typed: string | null): number {
  const version = Number(typed)
  return Number.isSafeInteger(version) ? version : 0
}

function valuesOf(posted: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(posted.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const all = posted.getAll(name)
      const [first = ''] = all
      return [name, all.length > 1 ? all : first]
    }),
  )
}

/** One message a field, the first: the others often follow from it. */
function errorsOf(t: Texts, issues: z.core.$ZodIssue[]): FieldError[] {
  const errors = new Map<string, FieldError>()
  for (const issue of issues) {
    const field = String(issue.path[0] ?? '')
    if (!errors.has(field)) errors.set(field, { field, message: messageOf(t, issue) })
  }
  return [...errors.values()]
}

function messageOf(t: Texts, issue: z.core.$ZodIssue): string {
  if (!isTextKey(issue.message)) return t('error.field')
  return t(issue.message, limitsOf(issue))
}

/** A message may name the limit that was passed: "at most {maximum} characters". */
function limitsOf(issue: z.core.$ZodIssue): Record<string, number> {
  const limits: Record<string, number> = {}
  if ('minimum' in issue) limits.minimum = Number(issue.minimum)
  if ('maximum' in issue) limits.maximum = Number(issue.maximum)
  return limits
}

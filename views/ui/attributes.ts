import type { Child } from 'hono/jsx'

/** Attributes that htmx reads; every component that can send a request passes them on. */
export type Hx = { [attribute in `hx-${string}`]?: string }

export interface WithChildren {
  children?: Child
}

/** One thing wrong with what was typed; `message` is in the reader's language. */
export interface FieldError {
  field: string
  message: string
}

/** The id of a field's first input, so that the error summary can lead to it. A name with brackets is one of many: `wanted[]`. */
export const fieldId = (name: string): string => `f-${name.replace('[]', '')}`

export const errorOf = (errors: readonly FieldError[] | undefined, name: string): string | undefined =>
  errors?.find((error) => error.field === name)?.message

/** Attributes that tie an input to its hint and its error. */
export function described(id: string, hint: unknown, error: string | undefined) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}

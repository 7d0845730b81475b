import type { TextKey } from './texts.ts'

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 421 | 422 | 429 | 500 | 503

/** Thrown by a route to answer with an error page, or its fragment, in the reader's language. `text` says more than the status does. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: RefusalStatus
  readonly text: TextKey | undefined
  readonly headers: Record<string, string>

  constructor(status: RefusalStatus, text?: TextKey, headers: Record<string, string> = {}) {
    super(`refused with ${status}`)
    this.status = status
    this.text = text
    this.headers = headers
  }
}

/** The same for what is absent and for what this person may not see. */
export function notFound(): never {
  throw new Refusal(404)
}

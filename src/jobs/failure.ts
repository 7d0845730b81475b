/** A job that will never succeed, however often it is tried: it is parked at once. The reason is ours to write and names nobody. */
export class Poison extends Error {
  override name = 'Poison'
}

/** A job that failed this time. The reason is ours to write and names nobody. */
export class Setback extends Error {
  override name = 'Setback'
  /** For so many seconds another try is in vain, as the other side says; the usual wait where it says nothing. */
  readonly seconds: number | undefined

  constructor(reason: string, seconds?: number) {
    super(reason)
    this.seconds = seconds
  }
}

/** Not a failure: the job's time has not come yet. */
export class Later extends Error {
  override name = 'Later'
  readonly due: Temporal.Instant

  constructor(due: Temporal.Instant) {
    super('later')
    this.due = due
  }
}

/** What may be kept and logged of an error: messages of other people's code hold addresses and names, their codes do not. */
export function reasonOf(error: unknown): string {
  if (error instanceof Poison || error instanceof Setback) return error.message.slice(0, 200)
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? ` ${error.code}` : ''
  return `${error.name}${code}`.slice(0, 200)
}

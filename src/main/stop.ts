export interface StopRequest {
  asked: Promise<void>
  /** Aborted when the stop is asked for. */
  signal: AbortSignal
  /** What to do at least when time is up, in a second or two. */
  lastly: (work: () => Promise<void>) => void
}

/** One signal or several (npm passes it on, and the process group has it as well) are one request to stop. After `limit` milliseconds it is over, whatever hangs. */
export function listenForStop(limit = 18_000): StopRequest {
  const { promise, resolve } = Promise.withResolvers<void>()
  const asked = new AbortController()
  let last = async () => {}
  const giveUp = async () => {
    console.error('Stopping took too long; the rest is given up.')
    await last().catch(() => {})
    process.exit(1)
  }
  const stop = () => {
    if (asked.signal.aborted) return
    asked.abort()
    resolve()
    setTimeout(() => void giveUp(), limit).unref()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
  const lastly: StopRequest['lastly'] = (work) => {
    last = work
  }
  return { asked: promise, signal: asked.signal, lastly }
}

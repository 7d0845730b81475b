export interface StopRequest {
  asked: Promise<void>
  isAsked: () => boolean
}

/** Everything has to be over by then, whatever hangs. */
const limit = 19_000

/** One signal or several (npm passes it on, and the process group has it as well) are one request to stop. */
export function listenForStop(): StopRequest {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asked = false
  const stop = () => {
    if (asked) return
    asked = true
    resolve()
    setTimeout(() => {
      console.error('Stopping took too long; the rest is given up.')
      process.exit(1)
    }, limit).unref()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
  return { asked: promise, isAsked: () => asked }
}

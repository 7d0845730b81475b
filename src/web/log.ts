import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** One line of JSON for each event, to standard output. Names, phones, search words, tokens and query strings are never part of it. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorForLog } }
  return destination ? pino(options, destination) : pino(options)
}

/** Kinds of errors whose message is the developer's or the engine's words, never somebody's data. */
const plainKinds = new Set(['TypeError', 'ReferenceError', 'DatabaseError', 'Unavailable', 'NotYours', 'Refusal'])

/**
 * An error without what it may quote: parsers put the text they could not read into their message.
 * The frames tell where it was thrown.
 */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    kind: error.name,
    ...(plainKinds.has(error.name) ? { message: error.message } : {}),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  }
}

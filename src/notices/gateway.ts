import type { AnswerRule, TextGateway } from '../config/text-gateway.ts'
import { Poison, Setback } from '../jobs/failure.ts'
import { secondsIn } from './retry-after.ts'

export interface OutgoingText {
  /** Ours: the same for every try, so that a gateway which can tell sends it once. */
  id: string
  /** E.164. */
  phone: string
  text: string
}

/**
 * Hands a text over and answers the gateway's own name for it, where it gives one. Throws Poison when the gateway refuses this message,
 * Setback when it may take it later; `unclear` is what is thrown after an answer that says neither.
 */
export async function handOver(
  gateway: TextGateway,
  message: OutgoingText,
  unclear: typeof Setback | typeof Poison,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await ask(gateway, message, signal)
  if (fits(gateway.taken, answer)) return referenceIn(gateway, answer)
  if (gateway.refused ? fits(gateway.refused, answer) : refusals.has(answer.status)) throw new Poison(`text refused ${answer.status}`)
  if (answer.status >= 200 && answer.status < 300) throw new unclear(`text answer not understood ${answer.status}`)
  throw new Setback(`text HTTP ${answer.status}`, answer.retryAfter)
}

/** Bad request and unprocessable: this message will not do. Wrong keys, busy and broken gateways may be put right by the next try. */
const refusals = new Set([400, 422])

interface Answer {
  status: number
  content: unknown
  /** Seconds. */
  retryAfter: number | undefined
}

async function ask(gateway: TextGateway, message: OutgoingText, signal: AbortSignal): Promise<Answer> {
  const late = AbortSignal.timeout(gateway.timeout)
  try {
    const answer = await fetch(gateway.url, {
      method: gateway.method,
      headers: gateway.headers,
      body: bodyOf(gateway, message),
      // Only where the clinic said: not where an answer points to.
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
    })
    const retryAfter = secondsIn(answer.headers.get('Retry-After'))
    return { status: answer.status, content: jsonIn(await beginningOf(answer)), retryAfter }
  } catch (error) {
    throw new Setback(late.aborted ? 'text gateway took too long' : `text ${codeOf(error)}`)
  }
}

const largestAnswer = 64 * 1024

async function beginningOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (text.length > largestAnswer) break
  }
  return text
}

/** What a value stands in decides what could end it there. */
const escapes: [RegExp, (value: string) => string][] = [
  [/json/i, (value) => JSON.stringify(value).slice(1, -1)],
  [/x-www-form-urlencoded/i, encodeURIComponent],
  [/xml/i, (value) => value.replaceAll(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)],
]

function bodyOf({ body, headers }: TextGateway, { id, phone, text }: OutgoingText): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const safe = escapes.find(([kind]) => kind.test(type))?.[1] ?? ((value: string) => value)
  const said = new Map(Object.entries({ id, phone, digits: phone.replace('+', ''), text }))
  return body.replaceAll(/\{(id|phone|digits|text)\}/g, (_whole, name: string) => safe(said.get(name) ?? ''))
}

const fits = (rule: AnswerRule, { status, content }: Answer): boolean =>
  rule.status.includes(status) && (rule.at === undefined || (rule.is ?? []).some((value) => value === valueAt(content, rule.at ?? '')))

function referenceIn({ reference }: TextGateway, { content }: Answer): string | null {
  const value = reference === undefined ? undefined : valueAt(content, reference)
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 120) : null
}

/** What stands at a place such as `messages.0.status`. */
export function valueAt(content: unknown, place: string): unknown {
  let found = content
  for (const name of place.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = new Map<string, unknown>(Object.entries(found)).get(name)
  }
  return found
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `fetch` wraps what happened in an error without a code. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(cause.code)) return cause.code
  return 'connection failed'
}

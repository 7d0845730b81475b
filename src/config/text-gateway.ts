import { readFileSync } from 'node:fs'
import { z } from 'zod'

const status = z.array(z.int().min(100).max(599)).min(1)
const values = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)
/** Where in an answer something stands: names with dots between, numbers for places in a list ("messages.0.status"). */
const place = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'must be names with dots between')
const token = /^[!#$%&'*+.^_`|~\w-]+$/

/** What an answer must be: its status, and where that says too little, what stands at a place in it. */
const rule = z
  .strictObject({ status, at: place.optional(), is: values.optional() })
  .refine(({ at, is }) => (at === undefined) === (is === undefined), {
    message: 'needs both of "at" and "is", or neither',
  })

const gateway = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
  method: z.enum(['POST', 'PUT']).default('POST'),
  headers: z
    .record(z.string().regex(token, 'is no name of a header'), z.string().regex(/^[\t\x20-\x7e]*$/, 'must be plain ASCII'))
    .default({}),
  /** With {phone} (E.164), {digits} (the same without its plus), {text} and {id} in it. */
  body: z.string().refine((body) => body.includes('{text}') && /\{(phone|digits)\}/.test(body), 'needs {text}, and {phone} or {digits}'),
  taken: rule,
  /** Answers after which the same message is never tried again. */
  refused: rule.optional(),
  /** Where the gateway's own name for the message stands in its answer. */
  reference: place.optional(),
  /** Milliseconds. */
  timeout: z.int().min(1000).max(30_000).default(15_000),
  /** Delivery reports, posted to /reports/texts with the key as a bearer token. */
  reports: z
    .strictObject({
      key: z.string().regex(/^[\w.~+/-]{24,}=*$/, 'must have at least 24 letters, digits or signs of a bearer token'),
      /** Where a report says which message it is about; ours is the {id} of the body, otherwise the reference. */
      id: place.optional(),
      reference: place.optional(),
      at: place,
      delivered: values,
      failed: values,
    })
    .refine(({ id, reference }) => (id === undefined) !== (reference === undefined), 'needs one of "id" and "reference"')
    .optional(),
})

export type TextGateway = z.infer<typeof gateway>
export type AnswerRule = z.infer<typeof rule>

/** The gateway that a file describes (JSON), or what is wrong with it; values are not repeated, they may be secret. */
export function textGatewayIn(file: string, production: boolean): { ok: true; gateway: TextGateway } | { ok: false; wrong: string[] } {
  const content = contentOf(file)
  if (content === undefined) return { ok: false, wrong: ['must be a readable file with JSON in it'] }
  const read = gateway.safeParse(content)
  if (!read.success) return { ok: false, wrong: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  const { protocol, hostname } = new URL(read.data.url)
  const here = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  if (production && protocol !== 'https:' && !here) return { ok: false, wrong: ['url: production needs an https address'] }
  return { ok: true, gateway: read.data }
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

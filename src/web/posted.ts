import type { MiddlewareHandler } from 'hono'
import type { Env, WebContext } from './context.ts'
import { Refusal } from './refusal.ts'

/** Bytes. The longest form of ours, a note of some thousand words in Arabic, stays well below. */
export const largestForm = 64 * 1024

/** Reads what a form posts, within its limits, so that routes need not think about size, type or encoding. */
export const posted: MiddlewareHandler<Env> = async (c, next) => {
  c.set('posted', c.req.method === 'POST' ? fieldsOf(c, await bodyOf(c)) : new URLSearchParams())
  return next()
}

async function bodyOf(c: WebContext): Promise<string> {
  const declared = c.req.header('Content-Length')
  if (Number(declared ?? 0) > largestForm) throw new Refusal(413)
  try {
    // Node's parser holds the sender to the length it declared; without one the bytes have to be counted.
    return declared === undefined || c.req.header('Transfer-Encoding') !== undefined ? await counted(c.req.raw) : await c.req.text()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'error.form')
  }
}

async function counted(request: Request): Promise<string> {
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > largestForm) throw new Refusal(413)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function fieldsOf(c: WebContext, body: string): URLSearchParams {
  if (body === '') return new URLSearchParams()
  const type = c.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new Refusal(400, 'error.form')
  const fields = new URLSearchParams()
  for (const [name, value] of new URLSearchParams(body)) {
    if (name.includes('\0') || value.includes('\0')) throw new Refusal(400, 'error.form')
    fields.append(name, value.normalize('NFC').replaceAll(/\r\n?/g, '\n'))
  }
  return fields
}

import { STATUS_CODES } from 'node:http'
import { securityHeaders } from './security-headers.ts'

/** For what is no HTTP that we can read: no language is known, nor whether there is a page at all. So both, and little. */
const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bad request</title></head>
<body><main><h1>That could not be read</h1><p>Check the address and try again.</p><p lang="ar" dir="rtl">تعذرت قراءة الطلب. يُرجى التأكد من العنوان ثم المحاولة مرة أخرى.</p></main></body></html>
`

const headers: [string, string][] = [
  ...securityHeaders('http:'),
  ['Content-Type', 'text/html; charset=UTF-8'],
  ['Cache-Control', 'no-store'],
]

/** The answer as it goes over the wire. */
export function unreadable(status: number): string {
  const lines = [...headers, ['Content-Length', String(Buffer.byteLength(body))], ['Connection', 'close']]
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

export const unreadableAnswer = (): Response => new Response(body, { status: 400, headers: [...headers, ['Connection', 'close']] })

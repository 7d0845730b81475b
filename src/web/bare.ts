import { STATUS_CODES } from 'node:http'
import { securityHeaders } from './security-headers.ts'

type BareStatus = 400 | 408 | 431 | 500

interface Words {
  title: string
  en: string
  ar: string
}

const notRead: Words = {
  title: 'That could not be read',
  en: 'Check the address and try again.',
  ar: 'تعذرت قراءة الطلب. يُرجى التأكد من العنوان ثم المحاولة مرة أخرى.',
}

const failed: Words = {
  title: 'Something went wrong',
  en: 'The fault is ours. Please try again in a moment.',
  ar: 'حدث خطأ في النظام. يُرجى المحاولة مرة أخرى بعد قليل.',
}

const headers: [string, string][] = [
  ...securityHeaders('http:'),
  ['Content-Type', 'text/html; charset=UTF-8'],
  ['Cache-Control', 'no-store'],
  ['Connection', 'close'],
]

/** Where there is no request yet, or the error page itself failed: no language is known, so both, and little else. */
const bodyOf = ({ title, en, ar }: Words): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${en}</p><p lang="ar" dir="rtl">${ar}</p></main></body></html>
`

const wordsFor = (status: BareStatus): Words => (status === 500 ? failed : notRead)

export const bareAnswer = (status: BareStatus): Response => new Response(bodyOf(wordsFor(status)), { status, headers })

/** The same as it goes over the wire, for a connection on which nothing was understood. */
export function bareBytes(status: BareStatus): string {
  const body = bodyOf(wordsFor(status))
  const lines = [...headers, ['Content-Length', String(Buffer.byteLength(body))]]
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

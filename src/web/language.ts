import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Env, WebContext } from './context.ts'
import { type Language, textsFor } from './texts.ts'

const languages: readonly Language[] = ['en', 'ar']

const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text)

/** The language that the reader chose here before, else the one that the browser asks for, else the clinic's. */
export function languageOf(c: WebContext, clinics: Language): Language {
  const chosen = getCookie(c, 'language', 'host')
  return isLanguage(chosen) ? chosen : (askedFor(c.req.header('Accept-Language')) ?? clinics)
}

/** The first of our languages by weight, then by place (RFC 9110, 12.5.4). */
export function askedFor(header: string | undefined): Language | null {
  const wanted = (header ?? '').split(',').map((part) => {
    const [range = '', ...options] = part.split(';').map((piece) => piece.trim())
    const weight = options.find((option) => /^q=/i.test(option))?.slice(2)
    return { language: range.toLowerCase().split('-', 1)[0], weight: weight === undefined ? 1 : Number(weight) }
  })
  const [first] = wanted.filter(({ language, weight }) => isLanguage(language) && weight > 0).sort((a, b) => b.weight - a.weight)
  return isLanguage(first?.language) ? first.language : null
}

/** `?lang=` on any page is the switch: it is remembered, and the same page shown without it. The one thing that a GET changes. */
export const languageSwitch: MiddlewareHandler<Env> = async (c, next) => {
  const wanted = c.req.method === 'GET' ? c.req.query('lang') : undefined
  if (wanted === undefined) return next()
  if (isLanguage(wanted)) rememberLanguage(c, wanted)
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  return c.redirect(url.pathname + url.search, 303)
}

/** Keeps the reader's choice for a year. */
export function rememberLanguage(c: WebContext, language: Language): void {
  setCookie(c, 'language', language, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 365 * 24 * 60 * 60,
  })
}

export const speak = (c: WebContext, language: Language, country: string | undefined): void => {
  c.set('language', language)
  c.set('t', textsFor(language, country))
}

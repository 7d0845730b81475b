import { getCookie, setCookie } from 'hono/cookie'
import type { WebContext } from '../../web/context.ts'
import { type PaymentMethod, paymentMethods } from './steps.ts'

const name = 'paid-by'

/** The ways to pay, the one that this desk used last first. It belongs to the device: a desk has a card machine or a cash box. */
export function methodsFirst(c: WebContext): PaymentMethod[] {
  const last = methodIn(getCookie(c, name, 'host'))
  return last ? [last, ...paymentMethods.filter((method) => method !== last)] : [...paymentMethods]
}

export function rememberMethod(c: WebContext, method: PaymentMethod): void {
  setCookie(c, name, method, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 60 * 60 * 24 * 90 })
}

export const methodIn = (text: string | undefined): PaymentMethod | null => paymentMethods.find((method) => method === text) ?? null

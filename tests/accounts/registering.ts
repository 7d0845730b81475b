import type { Database } from '../../src/database/pool.ts'
import type { TestBrowser } from '../support/browser.ts'
import { hiddenFields } from '../support/forms.ts'
import { codeFor } from './post.ts'

export const fatimah = { nameEn: 'Fatimah Alghamdi', nameAr: '', day: '1', month: '7', year: '1990', sex: 'female' }

/** Confirms a number or an address as somebody new does, up to the form that asks who they are. */
export async function confirmed(db: Database, browser: TestBrowser, login: string, address = login, to = '') {
  const query = to === '' ? '' : `?to=${encodeURIComponent(to)}`
  await browser.post(`/register${query}`, { login })
  return browser.post(`/register/code${query}`, { code: await codeFor(db, address) })
}

/** Sends the form that says who somebody is. */
export async function saysWho(browser: TestBrowser, fields: Record<string, string> = {}, to = '') {
  const address = `/register/details${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`
  const html = await (await browser.get(address)).text()
  return browser.post(address, { ...hiddenFields(html), ...fatimah, ...fields })
}

/** Somebody new registers by phone. */
export async function registers(db: Database, browser: TestBrowser, phone = '+966501234567', fields: Record<string, string> = {}) {
  await confirmed(db, browser, phone)
  return saysWho(browser, fields)
}

import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Id } from '../../src/database/ids.ts'
import { aContactPoint, anAccess, aPatient, aUser } from '../support/people.ts'
import { inClinic } from './in-clinic.ts'
import { axeFaults, htmlFaults, widerThan } from './look.ts'
import type { Visitor } from './visitor.ts'

let made = 0

/** Of no other test: a number and an address of somebody's own. */
export function ownReach(): { phone: string; email: string; own: string } {
  made += 1
  const own = String((process.pid * 20 + made) % 1_000_000).padStart(6, '0')
  return { phone: `0559${own}`, email: `reem${own}@patients.example`, own }
}

/** Somebody whom the clinic knows, born on 1 July 1990: with an account by this phone, or without one. */
export const aKnownPatient = ({ phone, own }: { phone: string; own: string }, hasAccount = false) =>
  inClinic(async (db): Promise<{ id: Id<'patient'>; number: string }> => {
    const number = `X${own}`
    const patient = await aPatient(db, { record_number: number, name: 'Reem Alnajdi', nameAr: 'ريم النجدي' })
    const value = `+966${phone.slice(1)}`
    await aContactPoint(db, patient, { value })
    if (hasAccount) await anAccess(db, await aUser(db, { phone: value, name: { en: 'Reem Alnajdi', ar: 'ريم النجدي' } }), patient)
    return { id: patient.id, number }
  })

/**
 * The latest message to this number or address, as it is read on the page that shows what would be sent; the visitor is back on
 * their page afterwards.
 */
export async function messageTo({ page }: Visitor, to: string): Promise<string> {
  const back = page.url()
  await page.goto(new URL('/development/messages', back).href)
  const row = page.locator('tr', { hasText: to.includes('@') ? to : to.slice(-4) }).first()
  await row.locator('a').first().click()
  await page.waitForURL(/\/development\/messages\/.+/)
  const words = await page.locator('main').innerText()
  await page.goto(back)
  return words
}

/** The code in it. All tests come from one address, which gets few codes an hour: this one counts for another from now on. */
export async function codeSentTo(visitor: Visitor, to: string): Promise<string> {
  const [code = ''] = /\b\d{6}\b/.exec(await messageTo(visitor, to)) ?? []
  await inClinic((db) => db.updateTable('codes').set({ network_hash: sql`UNHEX(SHA2(id, 256))` }).execute())
  return code
}

export const notThis = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** For pages that no link leads to: what the walk over all pages looks at. */
export async function looksRight({ page, scripts }: Visitor): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 844 })
  expect(await widerThan(page, 320), page.url()).toEqual([])
  if (size) await page.setViewportSize(size)
  if (!scripts) return
  expect(await axeFaults(page), page.url()).toEqual([])
  const sent = await page.evaluate<string>('fetch(location.href).then((answer) => answer.text())')
  expect(await htmlFaults(sent), page.url()).toEqual([])
}

/** Sends the page's form, which is refused: the page says so, and looks right as it does. */
export async function isRefused(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await page.locator('main .button.primary[type=submit]').first().click()
  await page.locator('#error-summary').waitFor()
  await looksRight(visitor)
}

/** What somebody new says of themselves; born in 1990, or in 1410 by the other calendar. */
export async function saysWho({ page, language }: Visitor, name: string): Promise<void> {
  await page.locator(`input[name=${language === 'ar' ? 'nameAr' : 'nameEn'}]`).fill(name)
  await page.locator('input[name=day]').fill('1')
  await page.locator('input[name=month]').fill('7')
  await page.locator('input[name=year]').fill(language === 'ar' ? '1410' : '1990')
  await page.locator('input[name=sex]').first().check()
}

import { beforeEach, describe, expect, it } from 'vitest'
import { codeSettings } from '../../src/accounts/code-limits.ts'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields } from '../support/forms.ts'
import { aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const address = '/administration/codes'

beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
})

async function admin() {
  const { user } = await aStaffMember(db, 'admin')
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

describe('the limits of security codes', () => {
  it('are an admin’s to change: where texts go, in any writing, and how many a day', async () => {
    const browser = await admin()
    const form = hiddenFields(await (await browser.get(address)).text())
    const answer = await browser.post(address, { ...form, prefixes: '00966، ٢٠ +971 +971', textsADay: '٢٥٠' })
    expect(answer.headers.get('Location')).toBe(`${address}?done=saved`)
    expect(await codeSettings(db)).toMatchObject({ prefixes: ['+966', '+20', '+971'], textsADay: 250 })
    const [row] = await db.selectFrom('audit').select('reason').where('action', '=', 'code-settings.save').execute()
    expect(row?.reason).toBe('+966 +20 +971; 250')
    const refused = await aBrowser(db).post('/register', { login: '+447700900123' })
    expect(refused.status).toBe(422)
  })

  it('are read before they are kept, and what was typed stays', async () => {
    const browser = await admin()
    const before = await codeSettings(db)
    for (const fields of [
      { prefixes: '', textsADay: '10' },
      { prefixes: '+966 abc', textsADay: '10' },
      { prefixes: '+966', textsADay: 'many' },
    ]) {
      const form = hiddenFields(await (await browser.get(address)).text())
      const answer = await browser.post(address, { ...form, ...fields })
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`value="${fields.textsADay}"`)])
    }
    expect(await codeSettings(db)).toEqual(before)
  })

  it('are not overwritten by who has not seen what another admin saved', async () => {
    const [one, other] = [await admin(), await admin()]
    const seen = hiddenFields(await (await other.get(address)).text())
    await one.post(address, { ...hiddenFields(await (await one.get(address)).text()), prefixes: '+966', textsADay: '5' })
    const late = await other.post(address, { ...seen, receipt: newId<'receipt'>(), prefixes: '+20', textsADay: '9' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('value="+966"')])
    expect(await codeSettings(db)).toMatchObject({ prefixes: ['+966'], textsADay: 5 })
  })
})

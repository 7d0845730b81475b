import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { knock } from './knock.ts'
import { axeFaults, widerThan } from './look.ts'
import { aColleague } from './own-account.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()
const pin = '4711'

/** Signs in and chooses a PIN for this browser. */
async function takeSeat(visitor: Visitor, role: string) {
  const { page, language, press } = visitor
  const t = textsFor(language, 'SA')
  await signIn(visitor, account(role))
  const name = (await page.locator('header .who bdi').innerText()).trim()
  await visitor.visit('/account/pin')
  await page.locator('#f-current-password').fill(account(role).password)
  await page.locator('#f-pin').fill(pin)
  await press(new RegExp(`^(${t('lock.setPin')}|${t('lock.changePin')})$`))
  await page.waitForURL(/done=pin/)
  return name
}

describe.each(['en', 'ar'] as const)('in %s', (language) => {
  const t = textsFor(language, 'SA')

  test('a page that nobody touches locks itself and keeps what was typed; the PIN opens it, by keyboard', async () => {
    const visitor = await aVisitor('staff', { language, width: 1024 })
    const { page } = visitor
    await takeSeat(visitor, 'receptionist')
    await page.clock.install()
    await visitor.visit('/patients/new')
    const title = await page.title()
    const field = page.locator('#content input[type=text], #content input:not([type])').first()
    await field.fill('Half a name')
    // What likens the name to those who are known asks once, and is done.
    await page.clock.runFor(2000)
    await page.locator('.htmx-request').waitFor({ state: 'detached' })
    const lock = page.locator('#lock')

    await page.clock.fastForward('09:00')
    expect(await lock.count()).toBe(0)
    await page.keyboard.press('Shift')
    await page.clock.fastForward('09:00')
    expect(await lock.count(), 'somebody was there').toBe(0)
    await page.clock.fastForward('01:10')
    await lock.locator('input[name=pin]').waitFor()
    expect(await field.isVisible()).toBe(false)
    expect(await page.title()).toBe(t('lock.title'))
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await widerThan(page, 320)).toEqual([])
    const box = await lock.boundingBox()
    expect(box && [box.x, 320 - box.x - box.width], 'a dialog, not a page').toEqual([16, 16])
    await page.setViewportSize({ width: 1024, height: 640 })

    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await lock.isVisible()).toBe(true)
    await page.keyboard.type('9090')
    await page.keyboard.press('Enter')
    await lock.locator('#error-summary').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await lock.locator('input[name=pin]').focus()
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await field.waitFor()
    expect(await field.inputValue()).toBe('Half a name')
    expect([await page.title(), await lock.count()]).toEqual([title, 0])
    expect(await field.evaluate('document.activeElement.id')).toBe(await field.getAttribute('id'))
  }, 60_000)

  test('two windows are one desk, five wrong tries ask for the password, and the next one goes on by name and PIN under their own name', async () => {
    const visitor = await aVisitor('staff', { language, width: 1024 })
    const { page } = visitor
    const nurse = await takeSeat(visitor, 'nurse')
    await visitor.press(t('shell.signOut'))
    const pharmacist = await takeSeat(visitor, 'pharmacist')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.bringToFront()

    await page.getByRole('button', { name: t('lock.lock'), exact: true }).click()
    const lock = page.locator('#lock')
    await other.locator('#lock input[name=pin]').waitFor()
    for (let n = 0; n < 5; n += 1) {
      await lock.locator('input[name=pin]').fill(`902${n}`)
      await lock.getByRole('button', { name: t('lock.unlock') }).click()
      await lock.locator(n < 4 ? '#error-summary' : 'input[name=current-password]').waitFor()
      if (n < 4) await lock.evaluate((dialog) => dialog.querySelector('#error-summary')?.remove())
    }
    expect(await axeFaults(page)).toEqual([])
    await lock.locator('input[name=current-password]').fill(account('pharmacist').password)
    await lock.getByRole('button', { name: t('auth.showPassword') }).click()
    expect(await lock.locator('input[name=current-password]').getAttribute('type')).toBe('text')
    await lock.getByRole('button', { name: t('lock.unlock') }).click()
    await page.locator('main').waitFor()
    await other.locator('#lock').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: t('lock.lock'), exact: true }).click()
    await lock.filter({ hasText: pharmacist }).waitFor()
    await lock.getByRole('link', { name: nurse }).click()
    await page.waitForURL(/\/switch\//)
    expect(await axeFaults(page)).toEqual([])
    await page.locator('#f-pin').fill(pin)
    await visitor.press(t('lock.switch'))
    expect((await page.locator('header .who bdi').innerText()).trim()).toBe(nurse)
    await other.locator('header .who bdi', { hasText: nurse }).waitFor()
    expect(new URL(other.url()).pathname, 'the page of the one before is left').not.toBe('/account')
  }, 60_000)

  test('a new password in one window leaves the others where they are, with what was typed there', async () => {
    const { staffName } = await aColleague()
    const visitor = await aVisitor('staff', { language, width: 1024 })
    const { page } = visitor
    await knock(visitor, t, staffName, testPassword)
    await page.locator('form[action="/sign-out"]').first().waitFor()
    const other = await page.context().newPage()
    await other.goto(new URL('/patients/new', page.url()).href)
    const field = other.locator('#content input[dir=rtl], #content input[dir=ltr]').first()
    await field.fill('Half a name')

    await visitor.visit('/account/password')
    await page.locator('#f-current-password').fill(testPassword)
    await page.locator('#f-new-password').fill('kettle harbour seven almonds')
    await visitor.press(t('account.changePassword'))
    await page.getByText(t('account.done.password')).waitFor()
    // As what is typed next would do.
    await other.locator('header form[action="/lock"] button').click()
    await other.locator('#lock input[name=current-password]').fill('kettle harbour seven almonds')
    await other
      .locator('#lock')
      .getByRole('button', { name: t('lock.unlock') })
      .click()
    await field.waitFor()
    expect(await field.inputValue()).toBe('Half a name')
    await page.locator('#lock').waitFor({ state: 'detached' })
  }, 60_000)

  test('without scripts: what is sent to a locked desk is sent by one press after unlocking', async () => {
    const visitor = await aVisitor('staff', { language, scripts: false })
    const { page } = visitor
    await takeSeat(visitor, 'receptionist')
    await visitor.visit('/account/language')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: t('lock.lock'), exact: true }).click()
    await other.locator('input[name=pin]').waitFor()

    await page.locator('#content form button[type=submit]').click()
    await page.locator('input[name=sealed]').waitFor({ state: 'attached' })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await widerThan(page, 320)).toEqual([])
    await visitor.press(t('lock.byPassword'))
    await page.locator('#f-current-password').fill(account('receptionist').password)
    await visitor.press(t('lock.unlock'))
    expect(await visitor.heading()).toBe(t('lock.notSentYet'))
    expect(await widerThan(page, 320)).toEqual([])
    await visitor.press(t('lock.sendNow'))
    await page.waitForURL(/\/account\?done=/)
  }, 60_000)
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { codeSentTo, looksRight, notThis } from './doors.ts'
import { knock } from './knock.ts'
import { aNewPhone, somebodyNew } from './own-account.ts'
import { openMessage } from './sent-messages.ts'
import { theBrowser, type Visitor } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  /** Asks for another address or number, is refused until everything is right, and confirms it by the code that went there. */
  async function change(visitor: Visitor, kind: 'email' | 'phone', typed: string, sentTo: string) {
    const { page } = visitor
    await visitor.visit('/account')
    await page.locator(`a[href="/account/${kind}"]`).click()
    await page.waitForURL(new RegExp(`/account/${kind}$`))
    await page.locator('#f-current-password').fill('not this one')
    await page.locator('#f-login').fill('nothing')
    await visitor.press(t('code.send'))
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('#error-summary').innerText()).toContain(t('account.wrongCurrent'))
    expect(await page.locator('#f-login').inputValue(), 'what was typed is kept').toBe('nothing')
    await looksRight(visitor)
    await page.locator('#f-current-password').fill(testPassword)
    await page.locator('#f-login').fill(typed)
    await visitor.press(t('code.send'))
    await page.waitForURL(/\/code$/)
    await looksRight(visitor)
    const code = await codeSentTo(visitor, sentTo)
    await page.locator('#f-code').fill(notThis(code))
    await visitor.press(t(`account.change.${kind}`))
    await page.locator('#error-summary').waitFor()
    await looksRight(visitor)
    await page.locator('#f-code').fill(code)
    await visitor.press(t(`account.change.${kind}`))
    await page.getByText(t(`account.done.${kind}`)).waitFor()
    await looksRight(visitor)
  }

  test('somebody changes the e-mail and the phone of the account; the old address is told, and only the new one signs in', async () => {
    const { email } = await somebodyNew(language)
    const visitor = await aVisitor('patient', { language, scripts, width: 320 })
    const { page } = visitor
    const moved = `moved-${email}`
    const phone = aNewPhone()
    await knock(visitor, t, email, testPassword)
    await page.locator('form[action="/sign-out"]').first().waitFor()
    const clinic = await page.locator('.brand').innerText()

    await change(visitor, 'email', moved, moved)
    expect(await page.locator('main').innerText()).toContain(moved)
    await openMessage(visitor, email, t('notices.account.email', { clinic }))
    expect(await page.locator('main').innerText()).toContain(clinic)

    await change(visitor, 'phone', phone, `+966${phone.slice(1)}`)
    await openMessage(visitor, moved, t('notices.account.phone', { clinic }))

    await visitor.visit('/account')
    await visitor.press(t('shell.signOut'))
    await knock(visitor, t, email, testPassword)
    await page.locator('#error-summary').waitFor()
    await knock(visitor, t, phone, testPassword)
    await page.locator('form[action="/sign-out"]').first().waitFor()
  }, 120_000)
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { looksRight } from './doors.ts'
import { knock } from './knock.ts'
import { somebodyNew } from './own-account.ts'
import { openMessage } from './sent-messages.ts'
import { account, theBrowser } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('the desk lets a brother act for his sister with both present; he sees her visits, both are told, and it is ended with a reason', async () => {
    const { email, patient, brother } = await somebodyNew(language)
    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = desk
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit(`/patients/${patient}`)
    await page.locator(`a[href="/patients/${patient}/people"]`).click()
    await page.waitForURL(/\/people$/)
    await looksRight(desk)
    await page.getByRole('link', { name: t('people.add') }).click()
    await page.waitForURL(/\/people\/new$/)
    await desk.press(t('people.lookUp'))
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('#error-summary').innerText()).toContain(t('people.bothPresent'))
    await looksRight(desk)

    await page.locator('input[name=login]').fill(brother.email)
    await page.locator('input[name=relation][value=carer]').check()
    await page.locator('input[name=rights][value=both]').check()
    await page.locator('input[name=reason]').fill('Books for her')
    await page.locator('input[name=present]').check()
    await desk.press(t('people.lookUp'))
    await page.getByText(t('people.isThisOne')).waitFor()
    expect(await page.locator('#content').innerText()).toContain(brother.name[language])
    await looksRight(desk)
    await desk.press(t('people.give'))
    await page.getByText(t('people.given')).waitFor()
    expect(await page.locator('#content').innerText()).toContain(brother.name[language])
    await looksRight(desk)

    const visitor = await aVisitor('patient', { language, scripts })
    await knock(visitor, t, brother.email, testPassword)
    await visitor.page.locator('form[action="/sign-out"]').first().waitFor()
    const clinic = await visitor.page.locator('.brand').innerText()
    await visitor.visit('/account/people')
    expect(await visitor.page.locator('main').innerText()).toContain(language === 'ar' ? 'مريم الشهري' : 'Mariam Alshehri')
    await looksRight(visitor)
    await openMessage(visitor, brother.email, t('notices.account.acting-given', { clinic }))
    await openMessage(visitor, email, t('notices.account.access-given', { clinic }))

    await page.getByRole('row').filter({ hasText: brother.name[language] }).getByRole('link').click()
    await page.waitForURL(/\/ending$/)
    await desk.press(t('people.end'))
    await page.locator('#error-summary').waitFor()
    await looksRight(desk)
    await page.locator('input[name=reason]').fill('She asks for it')
    await desk.press(t('people.end'))
    await page.getByText(t('people.ended')).waitFor()
    expect(await page.locator('#content').innerText()).not.toContain(brother.name[language])
    await visitor.visit('/account/people')
    expect(await visitor.page.locator('main').innerText()).toContain(t('people.forNobody'))
  }, 120_000)
})

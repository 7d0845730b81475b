import { expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { anApp, fromBase32, type TestAuthenticator } from '../support/second-factor.ts'
import { axeFaults, widerThan } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const password = 'amber window seven boats'

/** An admin makes an account with a code on paper; answers the code. */
async function invitedByAdmin(language: 'en' | 'ar', login: string): Promise<string> {
  const t = textsFor(language, 'SA')
  const admin = await aVisitor('staff', { language, width: 1024 })
  const { page } = admin
  await admin.visit('/sign-in')
  await signIn(admin, account('admin'))
  await admin.visit('/staff-accounts')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('link', { name: t('staffAccounts.invite') }).click()
  await page.locator('input[name=nameAr]').fill('ندى العتيبي')
  await page.locator('input[name=sex][value=female]').check()
  await page.locator('select[name=role]').selectOption('receptionist')
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=way][value=printed]').check()
  expect(await axeFaults(page)).toEqual([])
  await admin.press(t('staffAccounts.inviteNow'))
  const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await page.locator('#content').innerText())?.[0] ?? ''
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('link', { name: t('staffAccounts.toAccount') }).click()
  expect(await page.locator('#content').innerText()).toContain(t('staffAccounts.state.invited'))
  return code
}

/** The invited person chooses a password and sets up the app that the page shows; answers it and the recovery codes. */
async function moveIn(
  { page, press, visit, language, scripts }: Visitor,
  code: string,
): Promise<{ app: TestAuthenticator; codes: string[] }> {
  const t = textsFor(language, 'SA')
  await visit('/invitation')
  await page.locator('input[name=code]').fill(code.toLowerCase())
  await page.locator('input[name=new-password]').fill('short')
  await press(t('book.continue'))
  await page.locator('#error-summary').waitFor()
  if (scripts) expect(await axeFaults(page)).toEqual([])
  await page.locator('input[name=new-password]').fill(password)
  await press(t('book.continue'))
  await page.waitForURL(/\/second-factor\/set-up/)
  if (scripts) expect(await axeFaults(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 844 })
  expect(await widerThan(page, 320)).toEqual([])
  if (size) await page.setViewportSize(size)
  const app = anApp(fromBase32(await page.locator('ol strong .num').innerText()))
  await page.locator('input[name=code]').fill(app.code())
  await press(t('book.continue'))
  await page.locator('.codes').waitFor()
  if (scripts) expect(await axeFaults(page)).toEqual([])
  const codes = await page.locator('.codes .num').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByRole('link', { name: t('secondFactor.codesKept') }).click()
  await page.locator('form[action="/sign-out"]').first().waitFor()
  return { app, codes }
}

async function passwordGiven(visitor: Visitor, login: string): Promise<void> {
  const { page, press, language } = visitor
  const t = textsFor(language, 'SA')
  await press(t('shell.signOut'))
  await visitor.visit('/sign-in')
  await page.locator('input[autocomplete=username]').fill(login)
  await page.locator('input[type=password]').fill(password)
  await press(t('auth.signIn'))
  await page.waitForURL(/\/second-factor$/)
}

test.each(['en', 'ar'] as const)(
  'in %s: somebody is invited, sets up an app, adds a passkey and signs in by it; a trusted device asks no more',
  async (language) => {
    const t = textsFor(language, 'SA')
    const login = `nada.${language}.${Date.now()}`
    const code = await invitedByAdmin(language, login)
    const visitor = await aVisitor('staff', { language, width: 1024 })
    const { page, press } = visitor
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', automaticPresenceSimulation: true },
    })
    await moveIn(visitor, code)

    await visitor.visit('/account/second-factor')
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: t('secondFactor.addPasskey') }).click()
    await page.locator('input[name=name]').fill('Desk')
    await page.locator('input[name=current-password]').fill(password)
    expect(await axeFaults(page)).toEqual([])
    await press(t('secondFactor.addPasskey'))
    await page.waitForURL(/done=changed/)
    expect(await page.locator('#content').innerText()).toContain('Desk')

    await passwordGiven(visitor, login)
    expect(await axeFaults(page)).toEqual([])
    await page.locator('input[name=trust]').check()
    await press(t('secondFactor.usePasskey'))
    await page.locator('form[action="/sign-out"]').first().waitFor()

    await press(t('shell.signOut'))
    await signIn(visitor, { ...account('receptionist'), login, password })
    expect(visitor.path()).not.toMatch(/second-factor/)
  },
  120_000,
)

test.each(['en', 'ar'] as const)(
  'in %s without scripts: an invitation, the app’s number, and a recovery code when the phone is gone',
  async (language) => {
    const t = textsFor(language, 'SA')
    const login = `huda.${language}.${Date.now()}`
    const code = await invitedByAdmin(language, login)
    const visitor = await aVisitor('staff', { language, scripts: false })
    const { page, press } = visitor
    const { app, codes } = await moveIn(visitor, code)
    await passwordGiven(visitor, login)
    await page.locator('input[name=code]').fill(app.code(1))
    await press(t('book.continue'))
    await page.locator('form[action="/sign-out"]').first().waitFor()

    await passwordGiven(visitor, login)
    await page.getByRole('link', { name: t('secondFactor.useRecoveryCode') }).click()
    await page.locator('input[name=code]').fill(codes[3] ?? '')
    await press(t('book.continue'))
    await page.locator('form[action="/sign-out"]').first().waitFor()
    await visitor.visit('/account/second-factor')
    expect(await page.locator('#content').innerText()).toContain(t('secondFactor.codesLeft', { n: 9 }))
  },
  120_000,
)

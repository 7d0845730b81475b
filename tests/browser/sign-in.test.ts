import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll } from './booking-steps.ts'
import { letSessionEnd } from './ended-session.ts'
import { axeFaults } from './look.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true },
  { language: 'ar', scripts: true },
  { language: 'en', scripts: false },
  { language: 'ar', scripts: false },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test.each([
    { site: 'patient', role: 'patient', asked: '/patients', home: '/' },
    { site: 'staff', role: 'receptionist', asked: '/directory', home: '/sign-in' },
  ] as const)('on the $site site a wrong password says so and keeps the name; the right one leads to what was asked for', async (given) => {
    const { site, role, asked, home } = given
    const visitor = await aVisitor(site, { language, scripts, width: site === 'staff' ? 1024 : 390 })
    const { page } = visitor
    const { login, password } = account(role, 1 - Number(site === 'staff'))
    await visitor.visit(asked)
    expect(visitor.path()).toBe('/sign-in')
    const name = page.locator('input[autocomplete=username]')
    const word = page.locator('input[type=password]')

    // Password managers know both fields, and nothing keeps anybody from pasting.
    expect(await word.getAttribute('autocomplete')).toBe('current-password')
    if (scripts) {
      const paste = "document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }))"
      for (const field of [name, word]) {
        await field.focus()
        expect(await page.evaluate(paste)).toBe(true)
      }
    }

    await name.fill(login)
    await word.fill('not the password')
    await visitor.press(t('auth.signIn'))
    await page.locator('#error-summary').waitFor()
    expect(await page.title()).toContain(t('shell.errorTitle'))
    expect(await page.locator('#error-summary').innerText()).toContain(t(`auth.wrong.${site}`))
    expect(await name.inputValue()).toBe(login)
    expect(await word.inputValue()).toBe('')
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    if (scripts) expect(await axeFaults(page)).toEqual([])

    if (scripts) {
      await page.locator('#error-summary:focus').waitFor()
      await page.reload()
      expect(await page.locator('#error-summary').count()).toBe(0)
      await word.fill('not the password')
      await visitor.press(t('auth.signIn'))
      await page.locator('#error-summary').waitFor()
      await visitor.visit(home)
      await page.goBack()
      await name.fill(login)
    }
    await word.fill(password)
    await visitor.press(t('auth.signIn'))
    await page.waitForURL((url) => url.pathname.startsWith(asked))
    expect(await page.locator('form[action="/sign-out"]').count()).toBeGreaterThan(0)

    await visitor.press(t('shell.signOut'))
    expect(visitor.path()).toBe(home)
    await page.goBack()
    await visitor.visit(asked)
    expect(visitor.path()).toBe('/sign-in')
  })

  test('a patient whose session ends on the check page signs in again and finds the reason that was typed', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    const patient = account('patient', scripts ? 1 : 2)
    await visitor.visit('/sign-in')
    await signIn(visitor, patient)
    await visitor.visit('/book')
    await answerAll(visitor, { doctor: 1, day: 'last', time: 'last' })
    const check = new URL(page.url())
    await page.locator('textarea[name=reason]').fill('ألم في الركبة / knee pain')
    await letSessionEnd(visitor)
    await visitor.press(t('book.confirm'))
    await page.getByText(t('auth.kept')).waitFor()
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await signIn(visitor, patient)
    expect(visitor.path()).toBe(check.pathname)
    expect(new URL(page.url()).searchParams.get('time')).toBe(check.searchParams.get('time'))
    expect(await page.locator('textarea[name=reason]').inputValue()).toBe('ألم في الركبة / knee pain')
  })

  test('so does one whose form had been refused just before: it is shown filled, not executed', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    const patient = account('patient', scripts ? 3 : 4)
    await visitor.visit('/sign-in')
    await signIn(visitor, patient)
    await visitor.visit('/book')
    await answerAll(visitor, { doctor: 1, day: 'last', time: language === 'en' ? 3 : 4 })
    const reason = page.locator('textarea[name=reason]')
    await page.evaluate("document.querySelector('textarea').removeAttribute('maxlength')")
    await reason.fill('ألم '.repeat(126))
    await visitor.press(t('book.confirm'))
    await page.locator('#error-summary').waitFor()
    await letSessionEnd(visitor)
    await visitor.press(t('book.confirm'))
    await page.getByText(t('auth.kept')).waitFor()
    await signIn(visitor, patient)
    expect(await visitor.heading()).toBe(t('book.check'))
    expect(await reason.inputValue()).toBe('ألم '.repeat(126))
    await reason.fill('ألم')
    await visitor.press(t('book.confirm'))
    await page.waitForURL(/\/booked$/)
  }, 120_000)
})

test.each([
  { site: 'patient', role: 'patient', asked: '/account', door: '/' },
  { site: 'staff', role: 'lab-technician', asked: '/directory', door: '/sign-in' },
] as const)('whoever signs out in one window of the $site site has left the others too', async ({ site, role, asked, door }) => {
  const visitor = await aVisitor(site)
  await visitor.visit('/sign-in')
  await signIn(visitor, account(role))
  const other = await visitor.page.context().newPage()
  await other.goto(new URL(asked, visitor.page.url()).href)
  expect(new URL(other.url()).pathname).toBe(asked)
  await visitor.press(textsFor('en', 'SA')('shell.signOut'))
  await other.waitForURL((url) => url.pathname === door)
  expect(await other.locator('form[action="/sign-out"]').count()).toBe(0)
})

test('what a page shows goes with the session that nobody used; what was typed stays', async () => {
  const visitor = await aVisitor('patient')
  const { page } = visitor
  await visitor.visit('/sign-in')
  await signIn(visitor, account('patient'))
  await page.clock.install()
  await visitor.visit('/account/password')
  const asked = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/account')
  await page.clock.fastForward('31:00')
  expect((await asked).status(), 'the session lives').toBe(200)
  expect(visitor.path()).toBe('/account/password')
  await letSessionEnd(visitor)
  await page.locator('input[name=new-password]').fill('half a')
  await page.clock.fastForward('31:00')
  expect(visitor.path()).toBe('/account/password')
  await page.locator('input[name=new-password]').fill('')
  await page.clock.fastForward('31:00')
  await page.waitForURL((url) => url.pathname === '/')
})

test('a password can be looked at before it is sent', async () => {
  const visitor = await aVisitor('patient')
  await visitor.visit('/sign-in')
  const word = visitor.page.locator('input[name=password]')
  await word.fill('desert')
  await visitor.press('Show')
  expect(await word.getAttribute('type')).toBe('text')
  await visitor.press('Hide')
  expect(await word.getAttribute('type')).toBe('password')
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll, goOn } from './booking-steps.ts'
import { aKnownPatient, codeSentTo, isRefused, looksRight, messageTo, notThis, ownReach, saysWho } from './doors.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true, name: 'Reem Alnajdi' },
  { language: 'ar', scripts: true, name: 'ريم النجدي' },
  { language: 'ar', scripts: false, name: 'ريم النجدي' },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, name }) => {
  const t = textsFor(language, 'SA')

  /** The receptionist finds who has registered by this number or address on the list, and looks. */
  async function atTheDesk(reach: string): Promise<Visitor> {
    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.page.locator('header a[href="/registrations"]').first().click()
    await desk.page.waitForURL(/\/registrations$/)
    await looksRight(desk)
    await desk.page.locator('.hits > li', { hasText: reach }).last().locator('.names a').click()
    await desk.page.waitForURL(/\/registrations\/.+/)
    await looksRight(desk)
    return desk
  }

  test('somebody new chooses a time, registers by phone on the way and books it; the desk finds that they have a record', async () => {
    const reach = ownReach()
    const known = await aKnownPatient(ownReach())
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/book')
    await answerAll(visitor, { day: 'last', time: 'last' })
    expect(visitor.path()).toBe('/sign-in')
    await page.locator('main a[href^="/register"]').click()
    await page.waitForURL(/\/register\?/)
    await looksRight(visitor)
    await page.locator('input[name=login]').fill('05')
    await isRefused(visitor)
    await page.locator('input[name=login]').fill(reach.phone)
    await goOn(page)
    await looksRight(visitor)
    const code = await codeSentTo(visitor, reach.phone)
    await page.locator('input[name=code]').fill(notThis(code))
    await isRefused(visitor)
    await page.locator('input[name=code]').fill(code)
    await goOn(page)
    await looksRight(visitor)
    await isRefused(visitor)
    await saysWho(visitor, name)
    await goOn(page)
    expect(await visitor.heading()).toBe(t('book.check'))
    expect(await page.locator('main dl').innerText()).toContain(name)
    await goOn(page)
    expect(visitor.path()).toMatch(/\/booked$/)

    const desk = await atTheDesk(reach.phone.slice(-4))
    await desk.press(t('registrations.link'))
    await desk.page.locator('#error-summary').waitFor()
    await looksRight(desk)
    await desk.page.locator('input[name=recordNumber]').fill(known.number)
    await desk.press(t('registrations.link'))
    await desk.page.getByText(t('registrations.was.linked')).waitFor()
    await looksRight(desk)

    await visitor.visit('/appointments')
    expect(visitor.path()).toBe(`/patients/${known.id}/appointments`)
    expect(await page.locator(`main a[href^="/patients/${known.id}/appointments/"]`).count()).toBeGreaterThan(0)
  }, 120_000)

  test('who is refused reads why: in a message, and at every sign-in', async () => {
    const { email } = ownReach()
    const password = 'kettle harbour seven almonds'
    const words = language === 'ar' ? 'يُرجى الحضور مع الهوية' : 'Please come with your card.'
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/register')
    await page.locator('input[name=login]').fill(email)
    await goOn(page)
    await page.locator('input[name=code]').fill(await codeSentTo(visitor, email))
    await goOn(page)
    await saysWho(visitor, name)
    await page.locator('input[name=password]').fill('short')
    await isRefused(visitor)
    expect(await page.locator('input[name=year]').inputValue()).not.toBe('')
    await page.locator('input[name=password]').fill(password)
    await goOn(page)
    expect(visitor.path()).toBe('/')

    await visitor.visit('/account')
    await page.locator('a[href="/account/messages"]').click()
    await page.waitForURL(/\/account\/messages$/)
    const box = page.locator('input[type=checkbox][name^=wanted]').first()
    expect(await box.isChecked(), 'messages are wanted only by who says so').toBe(false)
    await looksRight(visitor)
    await box.check()
    await visitor.press(t('ui.save'))
    await page.getByText(t('account.done.messages')).waitFor()

    const desk = await atTheDesk(name)
    await desk.press(t('registrations.refuse'))
    await desk.page.locator('#error-summary').waitFor()
    await looksRight(desk)
    await desk.page.locator('input[name=because][value=other-name]').check()
    await desk.page.locator('textarea[name=reason]').fill(words)
    await desk.press(t('registrations.refuse'))
    await desk.page.getByText(t('registrations.wasRefused')).waitFor()

    await visitor.press(t('shell.signOut'))
    await visitor.visit('/sign-in')
    await page.locator('input[autocomplete=username]').fill(email)
    await page.locator('input[type=password]').fill(password)
    await visitor.press(t('auth.signIn'))
    await page.getByText(t('refusal.title')).waitFor()
    for (const path of ['/', '/appointments']) {
      await visitor.visit(path)
      const said = await page.locator('.note', { hasText: t('refusal.title') }).innerText()
      expect(said).toContain(t('refusal.other-name'))
      expect(said).toContain(words)
      await looksRight(visitor)
    }
    expect(await messageTo(visitor, email)).toContain(words)
  }, 120_000)
})

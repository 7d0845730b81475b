import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { codeSentTo, notThis, ownReach } from './doors.ts'
import { enter, tabTo, typeIn } from './keys.ts'
import { aNewPhone, somebodyNew } from './own-account.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

/** Enter on what is refused: the focus is on what is wrong, and Enter on its link leads into the field. */
async function refusedInto({ page }: Visitor, field: string): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('#error-summary').waitFor()
  expect(await page.evaluate('document.activeElement.id')).toBe('error-summary')
  await tabTo(page, '#error-summary a')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.name')).toBe(field)
}

describe.each(['en', 'ar'] as const)('by keyboard alone, in %s', (language) => {
  const t = textsFor(language, 'SA')

  test('somebody new registers by a code, and the reception refuses them with a reason that they read', async () => {
    const { phone } = ownReach()
    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await tabTo(page, 'main a[href="/register"]')
    await enter(page)
    await typeIn(page, 'input[name=login]', phone)
    await enter(page)
    const code = await codeSentTo(visitor, phone)
    await typeIn(page, 'input[name=code]', notThis(code))
    await refusedInto(visitor, 'code')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(code)
    await enter(page)
    await typeIn(page, 'input[name=day]', '1')
    await typeIn(page, 'input[name=month]', '7')
    await typeIn(page, 'input[name=year]', '1990')
    await tabTo(page, 'input[name=sex]')
    await page.keyboard.press('Space')
    const name = language === 'ar' ? 'nameAr' : 'nameEn'
    await tabTo(page, 'main .button.primary[type=submit]')
    await refusedInto(visitor, name)
    await page.keyboard.type(language === 'ar' ? 'لمى الدوسري' : 'Lama Aldosari')
    await tabTo(page, 'main .button.primary[type=submit]')
    await enter(page)
    expect(visitor.path()).toBe('/')

    const desk = await aVisitor('staff', { language, width: 1280 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await tabTo(desk.page, 'header a[href="/registrations"]')
    await enter(desk.page)
    const path = await desk.page
      .locator('.hits > li', { hasText: phone.slice(-4) })
      .last()
      .locator('.names a')
      .getAttribute('href')
    await tabTo(desk.page, `.names a[href="${path}"]`)
    await enter(desk.page)
    await tabTo(desk.page, 'input[name=because]')
    await desk.page.keyboard.press('Space')
    await desk.page.keyboard.press('ArrowDown')
    await tabTo(desk.page, 'form[action$="/refusal"] button')
    await desk.page.keyboard.press('Enter')
    await desk.page.getByText(t('registrations.wasRefused')).waitFor()
    await visitor.visit('/')
    expect(await page.locator('.note', { hasText: t('refusal.title') }).innerText()).toContain(t('refusal.other-name'))
    expect(await visitor.visit('/book')).toBe(403)
    expect(await page.locator('main').innerText()).toContain(t('book.refused'))
  }, 120_000)

  test('somebody changes their own number, refused until the password and the code are right', async () => {
    const { email } = await somebodyNew(language)
    const phone = aNewPhone()
    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await typeIn(page, 'input[autocomplete=username]', email)
    await typeIn(page, 'input[type=password]', testPassword)
    await enter(page)
    await tabTo(page, 'header .who')
    await enter(page)
    await tabTo(page, 'main a[href="/account/phone"]')
    await enter(page)
    await typeIn(page, '#f-current-password', 'not this one')
    await typeIn(page, '#f-login', phone)
    await refusedInto(visitor, 'current-password')
    await page.keyboard.type(testPassword)
    await tabTo(page, 'main .button.primary[type=submit]')
    await enter(page)
    const code = await codeSentTo(visitor, `+966${phone.slice(1)}`)
    await typeIn(page, 'input[name=code]', notThis(code))
    await refusedInto(visitor, 'code')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(code)
    await enter(page)
    await page.getByText(t('account.done.phone')).waitFor()
  }, 120_000)

  test('a doctor opens a record in an emergency and closes it, and an admin finds that in the audit', async () => {
    const { patient, recordNumber } = await somebodyNew(language)
    const doctor = await aVisitor('staff', { language, width: 1280 })
    const { page } = doctor
    await doctor.visit('/sign-in')
    await signIn(doctor, account('doctor'))
    await doctor.visit('/emergency-access')
    await typeIn(page, 'input[name=number]', recordNumber)
    await refusedInto(doctor, 'reason')
    await page.keyboard.type('Fainted at the door')
    await tabTo(page, 'main .button.primary[type=submit]')
    await enter(page)
    expect(doctor.path()).toBe(`/patients/${patient}`)
    await tabTo(page, 'main a[href^="/emergency-access"]')
    await enter(page)
    await tabTo(page, '.hits a[href$="/ending"], main li a[href$="/ending"]')
    await enter(page)
    await tabTo(page, 'main .button.danger[type=submit], main .button.primary[type=submit]')
    await enter(page)
    await page.getByText(t('glass.ended')).waitFor()

    const admin = await aVisitor('staff', { language, width: 1280 })
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration/audit')
    await typeIn(admin.page, 'input[name=number]', recordNumber)
    await enter(admin.page)
    expect(await admin.page.locator('tbody').innerText()).toContain(t('audit.did.openedRecord'))
    await tabTo(admin.page, 'main a[download], main a[href*=".csv"]')
  }, 120_000)
})

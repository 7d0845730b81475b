import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { goOn } from './booking-steps.ts'
import { aKnownPatient, codeSentTo, isRefused, looksRight, notThis, ownReach } from './doors.ts'
import { account, theBrowser } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('a patient signs in by a code, sees the visits, and is asked for a password before the record', async () => {
    const reach = ownReach()
    const patient = await aKnownPatient(reach, true)
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/appointments')
    await page.locator('main a[href^="/sign-in/code"]').click()
    await page.waitForURL(/\/sign-in\/code/)
    await looksRight(visitor)
    await isRefused(visitor)
    await page.locator('input[name=login]').fill(reach.phone)
    await goOn(page)
    expect(await page.locator('main').innerText(), 'the number is shown in part').not.toContain(reach.own)
    await looksRight(visitor)
    const code = await codeSentTo(visitor, reach.phone)
    await page.locator('input[name=code]').fill(notThis(code))
    await isRefused(visitor)
    const field = page.locator('input[name=code]')
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code')
    await field.fill([...code].map((digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]).join(''))
    await goOn(page)
    expect(visitor.path()).toBe(`/patients/${patient.id}/appointments`)
    await visitor.visit('/account/people')
    expect(visitor.path()).not.toBe('/account/people')
    await looksRight(visitor)
  }, 120_000)

  test('a patient who has forgotten the password sets a new one by a code and the date of birth', async () => {
    const reach = ownReach()
    await aKnownPatient(reach, true)
    const password = 'camel window forty spoons'
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await page.getByRole('link', { name: t('recovery.title') }).click()
    await page.waitForURL(/forgotten-password$/)
    await page.locator('input[name=login]').fill(reach.phone)
    await visitor.press(t('recovery.send'))
    await page.waitForURL(/\/code$/)
    await looksRight(visitor)
    const code = await codeSentTo(visitor, reach.phone)
    await page.locator('input[name=code]').fill(notThis(code))
    await isRefused(visitor)
    await page.locator('input[name=code]').fill(code)
    await goOn(page)
    await looksRight(visitor)
    await page.locator('#f-birth').fill('2/7/1990')
    await page.locator('#f-new-password').fill(password)
    await isRefused(visitor)
    expect(await page.locator('#error-summary').innerText()).toContain(t('recovery.wrongBirth'))
    await page.locator('#f-birth').fill(language === 'ar' ? '8/12/1410' : '1/7/1990')
    await page.locator('#f-new-password').fill(password)
    await goOn(page)
    await page.getByText(t('recovery.done')).waitFor()
    await signIn(visitor, { ...account('patient'), login: reach.phone, password })
    await visitor.visit('/account/people')
    expect(visitor.path()).toBe('/account/people')
  }, 120_000)

  test('an admin says where codes may be sent, and how many a day', async () => {
    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/administration/codes"]').click()
    await page.waitForURL(/\/codes$/)
    await looksRight(admin)
    const before = await page.locator('input[name=prefixes]').inputValue()
    await page.locator('input[name=prefixes]').fill('+966 all')
    await isRefused(admin)
    await page.locator('input[name=prefixes]').fill(before)
    await admin.press(t('ui.save'))
    await page.getByText(t('codes.saved')).waitFor()
    expect(await page.locator('input[name=prefixes]').inputValue()).toBe(before)
  }, 120_000)
})

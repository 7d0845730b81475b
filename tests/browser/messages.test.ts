import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { axeFaults } from './look.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

describe.each([
  { language: 'en', scripts: true, name: 'Maha Alotaibi', words: 'Do you open on Friday?', answer: 'Yes, from four.' },
  { language: 'ar', scripts: true, name: 'مها العتيبي', words: 'هل يفتح المركز يوم الجمعة؟', answer: 'نعم، من الرابعة.' },
  { language: 'ar', scripts: false, name: 'سلمى الحربي', words: 'هل يوجد موقف سيارات؟', answer: 'نعم، خلف المركز.' },
] as const)('in $language, scripts: $scripts', ({ language, scripts, name, words, answer }) => {
  const t = textsFor(language, 'SA')

  test('a visitor writes to the clinic, reception answers, and the answer goes out', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    await visitor.visit('/')
    await visitor.page.locator('footer a[href="/contact"]').click()
    await visitor.press(t('contact.send'))
    await visitor.page.locator('#error-summary').waitFor()
    if (scripts) expect(await axeFaults(visitor.page)).toEqual([])
    await visitor.page.locator('input[name=name]').fill(name)
    await visitor.page.locator('input[name=reach]').fill('maha@patients.example')
    await visitor.page.locator('textarea[name=message]').fill(words)
    await visitor.press(t('contact.send'))
    expect(await visitor.heading()).toBe(t('contact.sent'))

    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit('/messages')
    if (scripts) expect(await axeFaults(desk.page)).toEqual([])
    await desk.page.getByRole('link', { name }).first().click()
    expect(await desk.page.locator('#content').innerText()).toContain(words)
    await desk.page.locator('textarea[name=answer]').fill(answer)
    if (scripts) expect(await axeFaults(desk.page)).toEqual([])
    await desk.press(t('inbox.send'))
    await desk.page.getByText(t('inbox.answered')).waitFor()

    await visitor.visit('/development/messages')
    await visitor.page
      .getByRole('link', { name: /(Answer from|رد من)/ })
      .first()
      .click()
    expect(await visitor.page.locator('main').innerText()).toContain(answer)
  })

  test('an admin changes the words of a text, sees what they cost, and goes back to ours', async () => {
    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/administration/texts"]').click()
    await page.locator(`a[href="/administration/texts/booked/${language}"]`).click()
    const field = page.locator('textarea[name=words]')
    await field.fill(`{day}، {time} ${'م'.repeat(80)}`)
    if (!scripts) await admin.press(t('texts.count'))
    await page.getByText(t('texts.alphabet.ucs-2')).waitFor()
    await page.getByText(t('texts.parts', { parts: 2 }), { exact: true }).waitFor()
    await field.fill('{day}')
    await admin.press(t('texts.save'))
    await page.locator('#error-summary').waitFor()
    expect(await field.inputValue()).toBe('{day}')
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await field.fill('{clinic}: {day}, {time}')
    await admin.press(t('texts.save'))
    await page.getByText(t('texts.saved')).waitFor()
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await page.locator(`a[href="/administration/texts/booked/${language}"]`).click()
    await page.locator('a[href$="/original"]').click()
    await admin.press(t('texts.back'))
    await page.getByText(t('texts.dropped')).waitFor()
  })
})

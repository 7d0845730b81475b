import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { aKnownPatient, codeSentTo, ownReach } from './doors.ts'
import { enter, refusedInto, signInByKeys, tabTo, typedAnew, typeIn } from './keys.ts'
import { somebodyNew } from './own-account.ts'
import { openMessage } from './sent-messages.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const password = 'kettle harbour seven almonds'
const send = 'main .button.primary[type=submit]'

describe.each(['en', 'ar'] as const)('by keyboard alone, in %s', (language) => {
  const t = textsFor(language, 'SA')

  test('the desk gives a paper, by which a patient opens an account and sees their record', async () => {
    const reach = ownReach()
    const patient = await aKnownPatient(reach)
    const desk = await aVisitor('staff', { language, width: 1280 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit(`/patients/${patient.id}`)
    await tabTo(desk.page, `main a[href="/patients/${patient.id}/account"]`)
    await enter(desk.page)
    await tabTo(desk.page, send)
    await desk.page.keyboard.press('Enter')
    await desk.page.getByText(/[2-9A-Z]{5}-[2-9A-Z]{5}/).waitFor()
    const [paper = ''] = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(await desk.page.locator('main').innerText()) ?? []

    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await tabTo(page, 'main a[href="/claim"]')
    await enter(page)
    await typeIn(page, 'input[name=claim]', '22222-22222')
    await refusedInto(visitor, 'claim')
    await typedAnew(page, paper)
    await typeIn(page, 'input[name=login]', reach.phone)
    await enter(page)
    await typeIn(page, 'input[name=code]', await codeSentTo(visitor, reach.phone))
    await enter(page)
    await typeIn(page, 'input[name=password]', password)
    await enter(page)
    expect(await visitor.visit(`/patients/${patient.id}/access`)).toBe(200)
    expect(visitor.path()).toBe(`/patients/${patient.id}/access`)
  }, 120_000)

  test('who has forgotten the password sets a new one by the link in the mail, and comes in by it', async () => {
    const { email } = await somebodyNew(language)
    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await tabTo(page, 'main a[href="/forgotten-password"]')
    await enter(page)
    await tabTo(page, send)
    await refusedInto(visitor, 'login')
    await page.keyboard.type(email)
    await enter(page)
    const clinic = await page.locator('.brand').innerText()
    await openMessage(visitor, email, t('notices.link.password-reset.subject', { clinic }))
    await tabTo(page, 'a[href*="/new-password/"]')
    await enter(page)
    await typeIn(page, 'input[name=new-password]', 'short')
    await refusedInto(visitor, 'new-password')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByText(t('recovery.done')).waitFor()
    await visitor.visit('/sign-in')
    await signInByKeys(page, email, password)
    await page.locator('form[action="/sign-out"]').first().waitFor()
  }, 120_000)
})

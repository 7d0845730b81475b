import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { goOn } from './booking-steps.ts'
import { aKnownPatient, codeSentTo, isRefused, looksRight, messageTo, ownReach } from './doors.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  /** The receptionist at the page of a patient who stands before them, asking how the code is given. */
  async function atTheDesk(patient: { id: string }): Promise<Visitor> {
    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit(`/patients/${patient.id}`)
    await desk.page.locator(`main a[href="/patients/${patient.id}/account"]`).first().click()
    await desk.page.waitForURL(/\/account$/)
    await looksRight(desk)
    return desk
  }

  /** A number or an address is confirmed, which is then what the account signs in by. */
  async function confirms(visitor: Visitor, login: string): Promise<void> {
    const { page } = visitor
    expect(visitor.path()).toBe('/claim/contact')
    await looksRight(visitor)
    await page.locator('input[name=login]').fill(login)
    await goOn(page)
    await looksRight(visitor)
    await page.locator('input[name=code]').fill(await codeSentTo(visitor, login))
    await goOn(page)
    expect(visitor.path()).toBe('/claim/account')
    await looksRight(visitor)
  }

  test('a patient of the desk opens an account by the code on paper, with a password, and sees their record', async () => {
    const reach = ownReach()
    const patient = await aKnownPatient(reach)
    const desk = await atTheDesk(patient)
    await desk.press(t('claim.make'))
    const [paper = ''] = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(await desk.page.locator('main').innerText()) ?? []
    expect(paper).not.toBe('')
    await looksRight(desk)

    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await page.locator('main a[href="/claim"]').click()
    await page.waitForURL(/\/claim$/)
    await looksRight(visitor)
    await page.locator('input[name=claim]').fill('22222-22222')
    await isRefused(visitor)
    await page.locator('input[name=claim]').fill(paper.toLowerCase().replace('-', ' '))
    await goOn(page)
    await confirms(visitor, reach.phone)
    await page.locator('input[name=password]').fill('short')
    await isRefused(visitor)
    await page.locator('input[name=password]').fill('kettle harbour seven almonds')
    await goOn(page)
    expect(visitor.path()).toBe('/')
    await visitor.visit('/appointments')
    expect(visitor.path()).toBe(`/patients/${patient.id}/appointments`)
    expect(await visitor.visit(`/patients/${patient.id}/access`)).toBe(200)
    expect(visitor.path()).toBe(`/patients/${patient.id}/access`)
  }, 120_000)

  test('by a link that the desk sends, and without a password: then with codes alone, which open visits and not the record', async () => {
    const reach = ownReach()
    const patient = await aKnownPatient(reach)
    const desk = await atTheDesk(patient)
    await desk.page.locator('input[name=way]').nth(1).check()
    await desk.press(t('claim.make'))
    await desk.page.locator('.note.good').waitFor()
    await looksRight(desk)

    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/')
    const [link = ''] = /\/claim\/[\w-]{16}/.exec(await messageTo(visitor, reach.phone)) ?? []
    await visitor.visit(link)
    await looksRight(visitor)
    await goOn(page)
    await confirms(visitor, reach.email)
    await goOn(page)
    await visitor.visit('/appointments')
    expect(visitor.path()).toBe(`/patients/${patient.id}/appointments`)
    await visitor.visit(`/patients/${patient.id}/access`)
    expect(visitor.path(), 'a code opens no record').not.toContain('/access')
    await looksRight(visitor)
    expect(await visitor.visit(link), 'the link is used').toBe(404)
    await looksRight(visitor)
  }, 120_000)
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { looksRight } from './doors.ts'
import { axeFaults, widerThan } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { aVisitSoon, formerPatients } from './visits.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

/** It reads itself again without scripts, which no other page may. */
async function screenLooksRight({ page, scripts }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 320, height: 844 })
  expect(await widerThan(page, 320)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
  if (scripts) expect(await axeFaults(page)).toEqual([])
}

describe.each(ways.map((way, nth) => ({ ...way, nth })))('in $language, scripts: $scripts', ({ language, scripts, nth }) => {
  const t = textsFor(language, 'SA')

  test('a screen is paired by the code that it shows, shows who is called by number and room, and ends', async () => {
    const screen = await aVisitor('staff', { language, scripts, width: 1280 })
    await screen.visit('/board')
    await screenLooksRight(screen)
    await screen.press(t('board.showCode'))
    const code = (await screen.page.locator('.code').innerText()).replaceAll(/\D/g, '')
    expect(code).toHaveLength(6)
    await screenLooksRight(screen)

    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    const name = `Ground floor ${code}`
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/boards"]').click()
    await page.waitForURL(/\/boards$/)
    await looksRight(admin)
    await page.locator('input[name=code]').fill(code === '000000' ? '000001' : '000000')
    await page.locator('input[name=name]').fill(name)
    await page.locator('select[name=location]').selectOption({ index: 1 })
    await admin.press(t('board.pair'))
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('input[name=name]').inputValue(), 'what was typed is kept').toBe(name)
    await looksRight(admin)
    await page.locator('input[name=code]').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await admin.press(t('board.pair'))
    await page.getByText(t('board.paired')).waitFor()
    await looksRight(admin)
    await screen.page.locator('#calls').waitFor()
    await screenLooksRight(screen)

    const desk = await aVisitor('staff', { language, scripts, width: 1280 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    const { id, day } = await aVisitSoon(desk, (await formerPatients(desk))[16 + nth] ?? '')
    const patient = (await desk.page.locator('.patient-header bdi').first().innerText()).trim()
    for (const step of ['arrival', 'call']) {
      await desk.visit(`/day-book?day=${day}&shift=all&location=all`)
      await desk.page.locator(`[id="step-${id}-${step}"]`).click()
      await desk.page.locator('#status .note.good').waitFor()
    }
    await screen.page.locator('#calls tbody tr.fresh').first().waitFor()
    const shown = await screen.page.locator('main').innerText()
    expect(shown).toContain(t('board.goTo'))
    expect(shown, 'no names').not.toContain(patient)
    await screenLooksRight(screen)

    if (scripts) {
      await screen.page.route('**/board?**', (route) => route.fulfill({ status: 429 }))
      await screen.page.getByText(t('board.notLive')).waitFor()
      await screenLooksRight(screen)
      await screen.page.unroute('**/board?**')
      await screen.page.getByText(t('board.notLive')).waitFor({ state: 'detached' })
    }

    await page.getByRole('row').filter({ hasText: name }).getByRole('link').click()
    await page.waitForURL(/\/revocation$/)
    await looksRight(admin)
    await admin.press(t('board.revoke'))
    await page.getByText(t('board.revoked')).waitFor()
    await screen.page.getByText(t('board.notPaired')).waitFor()
    await screenLooksRight(screen)
  }, 120_000)
})

import { describe, expect, test } from 'vitest'
import { send } from '../../src/notices/send.ts'
import { textsFor } from '../../src/web/texts.ts'
import { aNotice } from '../notices/notices.ts'
import { looksRight } from './doors.ts'
import { inClinic } from './in-clinic.ts'
import { account, theBrowser } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

let told = 0

/** A mail that the other side refused; answers its address. */
function aRefusedMail(): Promise<string> {
  told += 1
  const address = `refused${Temporal.Now.instant().epochMilliseconds}.${told}@patients.example`
  return inClinic(async (db) => {
    const tx = await db.startTransaction().execute()
    await send(tx, { ...aNotice({ to: { address } }), cause: address })
    await tx.commit().execute()
    await db
      .updateTable('outbox')
      .set({ parked_at: Temporal.Now.instant(), last_error: 'mail EENVELOPE RCPT 550' })
      .where('cause', '=', address)
      .execute()
    return address
  })
}

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('an admin finds what did not arrive, sends one message again, gives another up, and sets quiet hours', async () => {
    const [again, never] = [await aRefusedMail(), await aRefusedMail()]
    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    const line = (address: string) => page.getByRole('row').filter({ hasText: address })
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/administration/messages"]').click()
    await page.waitForURL(/\/messages$/)
    expect(await line(again).innerText()).toContain(t('sending.because.refused'))
    await looksRight(admin)

    await line(again)
      .getByRole('link', { name: t('sending.retry') })
      .click()
    await page.waitForURL(/\/retry$/)
    await looksRight(admin)
    await admin.press(t('sending.retry'))
    await page.getByText(t('sending.retried')).waitFor()
    expect(await line(again).count()).toBe(0)

    await line(never)
      .getByRole('link', { name: t('sending.discard') })
      .click()
    await page.waitForURL(/\/removal$/)
    await looksRight(admin)
    await admin.press(t('sending.discard'))
    await page.getByText(t('sending.discarded')).waitFor()
    expect(await line(never).count()).toBe(0)

    await page.locator('input[name=quietFrom]').fill('22:00')
    await page.locator('input[name=quietUntil]').fill('')
    await admin.press(t('texts.save'))
    await page.locator('#error-summary').waitFor()
    await looksRight(admin)
    await page.locator('input[name=quietUntil]').fill('08:00')
    await admin.press(t('texts.save'))
    await page.getByText(t('sending.saved')).waitFor()
    expect(await page.locator('input[name=quietFrom]').inputValue()).toBe('22:00')
    // The same clinic is used by others, at any hour.
    await page.locator('input[name=quietFrom]').fill('')
    await page.locator('input[name=quietUntil]').fill('')
    const saved = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await admin.press(t('texts.save'))
    await saved
    await admin.visit('/administration/messages')
    expect(await page.locator('input[name=quietFrom]').inputValue()).toBe('')

    const visitor = await aVisitor('patient', { language, scripts })
    await visitor.visit('/development/messages')
    expect(await visitor.page.getByRole('row').filter({ hasText: again }).count(), 'it is on its way again').toBe(1)
    expect(await visitor.page.getByRole('row').filter({ hasText: never }).count()).toBe(0)
  }, 120_000)
})

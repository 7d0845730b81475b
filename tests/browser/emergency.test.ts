import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { looksRight } from './doors.ts'
import { knock } from './knock.ts'
import { somebodyNew } from './own-account.ts'
import { account, theBrowser } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('a doctor opens a record in an emergency and closes it; an admin reviews it and finds it in the audit; the patient reads who it was', async () => {
    const { email, patient, recordNumber } = await somebodyNew(language)
    const reason = `Fainted at the door, ${recordNumber}`
    const doctor = await aVisitor('staff', { language, scripts, width: 1024 })
    await doctor.visit('/sign-in')
    await signIn(doctor, account('doctor'))
    expect(await doctor.visit(`/patients/${patient}`)).toBe(404)
    await doctor.visit('/emergency-access')
    await looksRight(doctor)
    await doctor.press(t('glass.openRecord'))
    await doctor.page.locator('#error-summary').waitFor()
    await looksRight(doctor)
    await doctor.page.locator('input[name=number]').fill(recordNumber)
    await doctor.page.locator('textarea[name=reason]').fill(reason)
    await doctor.press(t('glass.openRecord'))
    await doctor.page.waitForURL(new RegExp(`/patients/${patient}$`))
    await looksRight(doctor)
    await doctor.page.getByRole('link', { name: t('glass.endHere') }).click()
    await doctor.page.waitForURL(/\/emergency-access$/)
    await looksRight(doctor)
    await doctor.page
      .getByRole('listitem')
      .filter({ hasText: recordNumber })
      .getByRole('link', { name: t('glass.end') })
      .click()
    await doctor.page.waitForURL(/\/ending$/)
    await looksRight(doctor)
    await doctor.press(t('glass.end'))
    await doctor.page.getByText(t('glass.ended')).waitFor()
    expect(await doctor.visit(`/patients/${patient}`), 'closed again').toBe(404)

    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/administration/emergency-access"]').click()
    await page.waitForURL(/\/emergency-access$/)
    await looksRight(admin)
    const row = page.getByRole('row').filter({ hasText: recordNumber })
    expect(await row.innerText()).toContain(t('glass.notSeen'))
    await row.getByRole('link').click()
    await page.waitForURL(/\/emergency-access\/.+/)
    await page.locator('textarea[name=note]').fill('Spoke with the doctor')
    await looksRight(admin)
    await admin.press(t('glass.markSeen'))
    await page.getByText(t('glass.seenDone')).waitFor()

    await admin.visit('/administration/audit')
    await looksRight(admin)
    await page.locator('input[name=number]').fill('X-nobody')
    await admin.press(t('ui.show'))
    await page.getByText(t('glass.noSuchPatient')).waitFor()
    await page.locator('input[name=number]').fill(recordNumber)
    await page.locator('select[name=action]').selectOption('glass.open')
    await admin.press(t('ui.show'))
    await page.waitForURL(/action=glass\.open/)
    expect(await page.getByRole('row').count()).toBe(2)
    expect(await page.getByRole('row').last().innerText()).toContain(t('audit.did.openedRecord'))
    expect(page.url(), 'no number of a record in an address').not.toContain(recordNumber)
    await looksRight(admin)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: t('audit.file') }).click()])
    expect(file.suggestedFilename()).toMatch(/^audit-.+\.csv$/)
    const rows: string[] = []
    for await (const part of await file.createReadStream()) rows.push(String(part))
    expect(rows.join('')).toContain(reason)

    const visitor = await aVisitor('patient', { language, scripts })
    await knock(visitor, t, email, testPassword)
    await visitor.page.locator('form[action="/sign-out"]').first().waitFor()
    await visitor.visit('/account')
    await visitor.page.locator(`a[href="/patients/${patient}/access"]`).click()
    await visitor.page.waitForURL(/\/access$/)
    expect(await visitor.heading()).toBe(t('access.title'))
    expect(await visitor.page.locator('main').innerText()).toContain(reason)
    expect(await visitor.page.locator('main').innerText()).toContain(t('access.glass'))
    await looksRight(visitor)
  }, 120_000)
})

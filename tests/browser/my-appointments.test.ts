import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll } from './booking-steps.ts'
import { axeFaults, htmlFaults } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

async function signedIn(given: Parameters<typeof aVisitor>[1], patient: number): Promise<Visitor> {
  const visitor = await aVisitor('patient', given)
  await visitor.visit('/sign-in')
  await signIn(visitor, account('patient', patient))
  return visitor
}

/** Books the first time that is offered and answers with the address of the visit. */
async function book(visitor: Visitor, answers: Parameters<typeof answerAll>[1] = {}): Promise<string> {
  await visitor.visit('/book')
  await answerAll(visitor, { day: 'last', ...answers })
  await visitor.press(textsFor(visitor.language, 'SA')('book.confirm'))
  await visitor.page.waitForURL(/\/booked$/)
  return visitor.path().replace(/\/booked$/, '')
}

const ways = [
  { language: 'en', scripts: true, patient: 1 },
  { language: 'ar', scripts: false, patient: 2 },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, patient }) => {
  const t = textsFor(language, 'SA')

  test('what was cancelled stands under Cancelled, what is over under Past, and neither among what is ahead', async () => {
    const visitor = await signedIn({ language, scripts }, patient)
    const { page } = visitor
    const address = await book(visitor, { doctor: 1 })
    await visitor.visit(`${address}/cancellation`)
    await visitor.press(t('appt.cancel'))
    await page.waitForURL((url) => url.pathname === address)
    const openTab = async (part: 'past' | 'cancelled' | 'upcoming') => {
      await page
        .locator('main')
        .getByRole('link', { name: t(`appt.${part}`) })
        .click()
      await page.waitForURL((url) => url.searchParams.get('show') === (part === 'upcoming' ? null : part))
      if (scripts) expect(await axeFaults(page)).toEqual([])
    }
    await visitor.visit('/appointments')
    await openTab('cancelled')
    expect(await page.locator(`main a[href="${address}"]`).count()).toBe(1)
    expect(await page.locator('main').innerText()).toContain(t('status.cancelled'))
    await openTab('past')
    expect(await page.locator(`main a[href="${address}"]`).count()).toBe(0)
    const words = await page.locator('main').innerText()
    expect([t('status.completed'), t('status.noShow'), t('appt.noPast')].filter((one) => words.includes(one))).not.toEqual([])
    expect(await page.locator('main [aria-current]').last().innerText()).toContain(t('appt.past'))
    await openTab('upcoming')
    expect(await page.locator(`main a[href="${address}"]`).count()).toBe(0)
  })

  test('a visit weeks ahead is moved by an hour: its own day, a time, a button; and an error stays on that day', async () => {
    const visitor = await signedIn({ language, scripts }, patient)
    const { page } = visitor
    const address = await book(visitor, { doctor: 3 })
    await visitor.visit(`${address}/time`)
    const days = page.locator('main form.filters input[type=date]')
    const [first, last] = [await days.getAttribute('min'), await days.getAttribute('max')]
    if (!first || !last) throw new Error('no days')
    const day = Temporal.PlainDate.from(first).add({ days: 21 }).toString()
    expect(day < last).toBe(true)
    const shown = async () => (await page.locator('main input[type=radio][name=time]').first().getAttribute('value'))?.slice(0, 10) ?? ''
    await days.fill(day)
    await visitor.press(t('ui.show'))
    await page.waitForURL((url) => url.searchParams.get('from') === day)
    expect(await days.inputValue()).toBe(day)
    expect((await shown()) >= Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()).toBe(true)
    const there = await shown()
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), visitor.press(t('appt.moveTo'))])
    expect(answer.status()).toBe(422)
    await page.locator('main .error-summary').waitFor()
    expect(await shown()).toBe(there)
    if (scripts) expect(await axeFaults(page)).toEqual([])
    else expect(await htmlFaults(await answer.text())).toEqual([])
    await page.locator('main input[type=radio][name=time]').last().check()
    await visitor.press(t('appt.moveTo'))
    await page.waitForURL((url) => url.pathname === address)
    expect(await page.locator('main').innerText()).toContain(t('appt.moved'))

    await visitor.visit(`${address}/time`)
    await page.locator('main .more a').click()
    await page.waitForURL((url) => url.searchParams.has('from'))
    await page.locator('main input[type=radio][name=time]').first().check()
    await visitor.press(t('appt.moveTo'))
    await page.waitForURL((url) => url.pathname === address)
    expect(await page.locator('main').innerText()).toContain(t('appt.moved'))
  })

  test('the calendar file is downloaded, under the booking’s number, with its time', async () => {
    const visitor = await signedIn({ language, scripts }, patient)
    const { page } = visitor
    const address = await book(visitor, { doctor: 2 })
    const number = /A-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('main a[href$="calendar.ics"]').first().click()])
    expect(download.suggestedFilename()).toBe(`${number}.ics`)
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART[\s\S]*END:VCALENDAR\r\n$/)
    expect(new URL(page.url()).pathname).toBe(`${address}/booked`)
  })

  test('a mother whose time for her child is gone is shown others, and her child has one of them', async () => {
    const mother = await signedIn({ language, scripts }, 0)
    await mother.visit('/book')
    const chosen = { doctor: 3, day: 'last', time: language === 'en' ? 1 : 2, for: 2 } as const
    await answerAll(mother, chosen)
    expect(await mother.heading()).toBe(t('book.check'))
    const child = await mother.page.locator('main dd').first().innerText()
    await mother.page.locator('textarea[name=reason]').fill('حرارة منذ يومين')

    const quick = await signedIn({ language: 'en' }, language === 'en' ? 3 : 4)
    const time = new URL(mother.page.url()).search
    await quick.visit(`/book${time}`)
    expect(await quick.heading()).toBe(textsFor('en', 'SA')('book.check'))
    await quick.press(textsFor('en', 'SA')('book.confirm'))
    await quick.page.waitForURL(/\/booked$/)

    const [answer] = await Promise.all([
      mother.page.waitForResponse((response) => response.request().method() === 'POST'),
      mother.press(t('book.confirm')),
    ])
    expect(answer.status()).toBe(409)
    await mother.page.getByText(t('book.problem.taken')).first().waitFor()
    if (!scripts) expect(await htmlFaults(await answer.text())).toEqual([])
    expect(await mother.page.locator('textarea[name=reason]').inputValue()).toBe('حرارة منذ يومين')
    await mother.page.locator('input[type=radio][name=time]').last().check()
    await mother.press(t('book.confirm'))
    await mother.page.waitForURL(/\/booked$/)
    expect(await mother.page.locator('main').innerText()).toContain(child.split('\n')[0]?.trim())
  }, 120_000)
})

test('the pages that refuse something are sound HTML too: missing answers, a reason too long, nobody signed in; and the page after booking', async () => {
  const visitor = await aVisitor('patient', { scripts: false })
  const { page } = visitor
  const t = textsFor('en', 'SA')
  const answerTo = async (status: number, act: () => Promise<unknown>) => {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() === status),
      act(),
    ])
    expect(await htmlFaults(await answer.text()), `${status} ${answer.url()}`).toEqual([])
  }
  await answerTo(422, () => visitor.visit('/book?step=visit'))
  await visitor.visit('/sign-in')
  await page.locator('input[autocomplete=username]').fill('0500000000')
  await page.locator('input[type=password]').fill('not the password')
  await answerTo(422, () => page.locator('main button[type=submit]').click())
  await signIn(visitor, account('patient', 5))
  await visitor.visit('/book')
  await answerAll(visitor, { doctor: 1, day: 'last', time: 6 })
  await page.evaluate("document.querySelector('textarea').removeAttribute('maxlength')")
  await page.locator('textarea').fill('x'.repeat(501))
  await answerTo(422, () => visitor.press(t('book.confirm')))
  await page.locator('textarea').fill('x')
  await answerTo(200, () => visitor.press(t('book.confirm')))
  expect(visitor.path()).toMatch(/\/booked$/)
  await visitor.visit('/book')
  await answerAll(visitor, { doctor: 1, day: 'last', time: 6 })
  await page.context().clearCookies()
  await answerTo(401, () => visitor.press(t('book.confirm')))
})

const edges = `(selectors) => selectors.flatMap((selector) => [...document.querySelectorAll(selector)])
  .filter((element) => element.checkVisibility())
  .filter((element) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element)
    return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor || borderTopColor.startsWith('rgba')
  })
  .map((element) => element.outerHTML.slice(0, 100))`

test.each(['patient', 'staff'] as const)(
  'in forced colours every button, pill, choice and field of the %s site has an edge that shows',
  async (site) => {
    const visitor = await aVisitor(site, { width: site === 'staff' ? 1024 : 390 })
    const { page } = visitor
    await page.emulateMedia({ forcedColors: 'active' })
    await visitor.visit('/sign-in')
    const selectors = ['.button', '.pill', '.choice', 'input:not([type=radio], [type=hidden])', 'select', 'textarea']
    const look = async () => expect(await page.evaluate<string[]>(`(${edges})(${JSON.stringify(selectors)})`), page.url()).toEqual([])
    await look()
    await signIn(visitor, account(site === 'staff' ? 'receptionist' : 'patient', site === 'staff' ? 0 : 6))
    const paths = site === 'staff' ? ['/day-book', '/directory'] : ['/', '/doctors', '/appointments', '/book']
    for (const path of paths) {
      await visitor.visit(path)
      await look()
    }
    if (site === 'staff') return
    await answerAll(visitor, { day: 'last' })
    await look()
  },
)

test('Back to times ticks none of them anew: what a browser restores is the n-th of a form, which may be another by now', async () => {
  const visitor = await signedIn({}, 5)
  const { page } = visitor
  const t = textsFor('en', 'SA')
  const ticked = async () => page.locator('main input[type=radio][name=time]:checked').count()
  await visitor.visit('/book')
  await answerAll(visitor, { doctor: 2, day: 'last', time: 3 })
  expect(await visitor.heading()).toBe(t('book.check'))
  await page.goBack()
  expect(await visitor.heading()).toBe(t('book.chooseTime'))
  expect(await ticked()).toBe(0)
  await page.goForward()
  await visitor.press(t('book.confirm'))
  await page.waitForURL(/\/booked$/)
  const address = visitor.path().replace(/\/booked$/, '')
  await page.goBack()
  await page.getByText(t('book.already', { number: '' }).trim()).waitFor()
  expect(await ticked()).toBe(0)
  await visitor.visit(`${address}/time`)
  await page.locator('main input[type=radio][name=time]').nth(2).check()
  await visitor.press(t('appt.moveTo'))
  await page.waitForURL((url) => url.pathname === address)
  await page.goBack()
  expect(await visitor.heading()).toBe(t('appt.move'))
  expect(await ticked()).toBe(0)
})

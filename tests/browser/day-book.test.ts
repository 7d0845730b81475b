import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { axeFaults } from './look.ts'
import { account, theBrowser, type Visitor, type VisitorGiven } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

async function atTheDesk(role: string, given: VisitorGiven = {}, n = 0): Promise<Visitor> {
  const visitor = await aVisitor('staff', { width: 1280, ...given })
  await visitor.visit('/sign-in')
  await signIn(visitor, account(role, n))
  return visitor
}

/** The first of the next days with somebody who can be checked in or is expected, and that visit. */
async function aBookedVisit({ visit, page }: Visitor): Promise<{ id: string; path: string }> {
  const today = Temporal.Now.plainDateISO('Asia/Riyadh')
  for (let n = 0; n < 14; n += 1) {
    const path = `/day-book?day=${today.add({ days: n })}&shift=all&location=all`
    await visit(path)
    const form = page.locator('#board .steps-of:has(a[id$=-time])').first()
    const id = (await form.count()) > 0 ? await form.getAttribute('id') : null
    if (id) return { id: id.replace('step-', ''), path }
  }
  throw new Error('the demo has no booked visit in two weeks')
}

const row = ({ page }: Visitor, id: string) => page.locator(`#board tr:has([id="step-${id}"])`)

test('two receptionists and a doctor on one day: each sees what another does, and keeps what they are typing', async () => {
  const [one, two, doctor] = [await atTheDesk('receptionist'), await atTheDesk('admin'), await atTheDesk('doctor')]
  const { id, path } = await aBookedVisit(doctor)
  await two.visit(path)
  await row(two, id).locator('summary').click()
  await two.page.locator('#search').fill('Moh')
  await two.page.evaluate(`document.getElementById('search').focus(); document.getElementById('search').setSelectionRange(1, 2)`)
  await one.visit(`/appointments/${id}/cancellation`)
  await one.page.locator('input[type=radio][value=clinic]').check()
  await one.press('Cancel')
  await one.page.waitForURL(/done=/)
  for (const other of [two, doctor]) await row(other, id).locator('.pill.mute').waitFor({ timeout: 60_000 })
  const typed = await two.page.evaluate(`(() => {
    const input = document.getElementById('search')
    return [document.activeElement === input, input.value, input.selectionStart, input.selectionEnd]
  })()`)
  expect(typed).toEqual([true, 'Moh', 1, 2])
  await one.visit(path)
  await row(one, id)
    .getByRole('button', { name: /Restore/ })
    .click()
  for (const other of [two, doctor]) await row(other, id).locator('.pill.mute').waitFor({ state: 'detached', timeout: 60_000 })
}, 240_000)

test('a menu that is open stays open, and an action in it is told to the board at once', async () => {
  const desk = await atTheDesk('receptionist')
  const { id, path } = await aBookedVisit(desk)
  await desk.visit(path)
  await row(desk, id).locator('summary').click()
  await row(desk, id).locator('.menu button').first().waitFor()
  await desk.page.evaluate(`document.body.dispatchEvent(new CustomEvent('day-book-changed'))`)
  await desk.page.waitForResponse((answer) => answer.url().includes('/day-book') && answer.status() === 200)
  expect(await row(desk, id).locator('.menu').getAttribute('open')).not.toBeNull()
  expect(await row(desk, id).locator('.menu button').count()).toBeGreaterThan(0)
  await desk.page.keyboard.press('Escape')
  expect(await row(desk, id).locator('.menu').getAttribute('open')).toBeNull()
})

test('the free times beside the board are read anew under a focus, which stays where it is', async () => {
  const desk = await atTheDesk('receptionist')
  await desk.visit('/day-book')
  const time = desk.page.locator('.side .free-times a').nth(1)
  await time.focus()
  const again = desk.page.waitForResponse((answer) => answer.url().includes('/free-times'))
  await desk.page.evaluate(`window.told = false
    document.addEventListener('htmx:after:swap', ({ target }) => { if (target.closest('.side')) window.told = true })
    document.body.dispatchEvent(new CustomEvent('day-book-changed'))`)
  await again
  await desk.page.waitForFunction('window.told')
  expect(await desk.page.locator('.side .free-times a:focus').getAttribute('href')).toBe(await time.getAttribute('href'))
})

test('a board that gets no answer says since when, and follows again by itself', async () => {
  const desk = await atTheDesk('receptionist')
  await desk.visit('/day-book')
  await desk.page.route('**/day-book?**', (route) => route.fulfill({ status: 429 }))
  await desk.page.locator('#live .note').waitFor({ timeout: 90_000 })
  expect(await desk.page.locator('#live').innerText()).toMatch(/Not live since \d{1,2}:\d\d [ap]m/)
  await desk.page.unroute('**/day-book?**')
  await desk.page.locator('#live .note').waitFor({ state: 'detached', timeout: 60_000 })
}, 240_000)

test('keys: the search, the next patient, the page that explains them, and off', async () => {
  const desk = await atTheDesk('receptionist')
  const { path } = await aBookedVisit(desk)
  await desk.visit(path)
  const focused = () =>
    desk.page.evaluate<string>('document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName')
  await desk.page.keyboard.press('j')
  const first = await focused()
  await desk.page.keyboard.press('ArrowDown')
  expect(await focused()).not.toBe(first)
  await desk.page.keyboard.press('k')
  expect(await focused()).toBe(first)
  await desk.page.keyboard.press('/')
  expect(await focused()).toBe('search')
  await desk.page.keyboard.type('j?/')
  expect(await desk.page.locator('#search').inputValue()).toBe('j?/')
  await desk.page.locator('h1').click()
  await desk.page.keyboard.press('?')
  await desk.page.waitForURL(/\/keys$/)
  await desk.page.locator('#single-keys').uncheck()
  await desk.visit(path)
  await desk.page.keyboard.press('/')
  expect(await focused()).not.toBe('search')
})

const ways = [
  { language: 'en', width: 1280 },
  { language: 'ar', width: 1280 },
  { language: 'en', width: 320 },
  { language: 'ar', width: 320 },
] as const

describe.each(ways)('in $language at $width', ({ language, width }) => {
  const t = textsFor(language, 'SA')

  test('list, grid, week, free times, keys: nothing for axe, no sideways scroll', async () => {
    const desk = await atTheDesk('receptionist', { language, width })
    for (const path of ['/day-book?shift=all', '/day-book?view=grid', '/day-book/week', '/day-book/free-times', '/keys']) {
      expect(await desk.visit(path), path).toBe(200)
      expect(await axeFaults(desk.page), path).toEqual([])
      expect(await desk.page.evaluate<number>('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width)
    }
    expect(await desk.page.locator('h1').innerText()).toBe(t('keys.title'))
  })
})

test('without scripts the menu leads to the visit’s page, which has every action, and the list is read again by a link', async () => {
  const desk = await atTheDesk('receptionist', { scripts: false })
  const { id, path } = await aBookedVisit(desk)
  await desk.visit(path)
  await row(desk, id).locator('summary').click()
  await row(desk, id).locator('.menu a').click()
  await desk.page.waitForURL(new RegExp(`/appointments/${id}$`))
  expect(await desk.page.locator('main form[id^=step-] button').count()).toBeGreaterThan(1)
  await desk.visit(path)
  await desk.page.locator('.refresh').click()
  await desk.page.waitForURL(/\/day-book/)
})

test.each(['en', 'ar'] as const)(
  'eleven visits of a busy day are to be seen in a low window, with two branches and a demo’s banner, in %s',
  async (language) => {
    const desk = await atTheDesk('receptionist', { width: 1024, language })
    await desk.page.setViewportSize({ width: 1024, height: 600 })
    for (const day of [0, 1]) {
      await desk.visit(`/day-book?shift=all&location=all&day=${Temporal.Now.plainDateISO('Asia/Riyadh').add({ days: day })}`)
      const seen = await desk.page.evaluate<number>(
        `[...document.querySelectorAll('#board tbody tr')].filter((row) => row.getBoundingClientRect().bottom <= 600.5).length`,
      )
      const rows = await desk.page.locator('#board tbody tr').count()
      expect(seen, `${day} days away`).toBeGreaterThanOrEqual(Math.min(11, rows))
      const cut = await desk.page.evaluate<string[]>(
        `[...document.querySelectorAll('#board tbody .quiet')].filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)`,
      )
      expect(cut, 'a record number is never cut').toEqual([])
      // By where its letters stand: a tall font's boxes are higher than its lines.
      const names = await desk.page.evaluate<string[]>(
        `[...document.querySelectorAll('#board tbody .title:not(:has(.hint)) a')].filter((name) => {
          const [box, letters] = [name.getBoundingClientRect(), document.createRange()]
          letters.selectNodeContents(name)
          const whole = ({ left, right, top, bottom }) =>
            left >= box.left - 1 && right <= box.right + 1 && (top + bottom) / 2 > box.top && (top + bottom) / 2 < box.bottom
          return name.textContent.length <= 20 && ![...letters.getClientRects()].every(whole)
        }).map((name) => name.textContent)`,
      )
      expect(names, 'a name of twenty letters is whole').toEqual([])
    }
  },
)

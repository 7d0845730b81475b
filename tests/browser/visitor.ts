import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { chromiumFlags, chromiumPath } from '../support/chromium.ts'
import type { Account } from '../support/running-clinic.ts'

type Language = 'en' | 'ar'

export interface VisitorGiven {
  language?: Language
  /** Scripts on, unless said otherwise. */
  scripts?: boolean
  width?: number
  dark?: boolean
}

export interface Visitor {
  page: Page
  language: Language
  scripts: boolean
  /** Goes to a path of the site; answers with the status. */
  visit: (path: string) => Promise<number>
  /** The one button of the page that sends its form on. */
  press: (name: string | RegExp) => Promise<void>
  path: () => string
  heading: () => Promise<string>
}

/** Opens Chromium for a test file; every visitor's window is closed after its test, and must have met no error. */
export function theBrowser(flags: string[] = []) {
  let browser: Browser
  const open: { context: BrowserContext; faults: string[] }[] = []
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags, ...flags] })
  })
  afterEach(async () => {
    const faults = open.flatMap((one) => one.faults)
    await Promise.all(open.splice(0).map(({ context }) => context.close()))
    expect(faults, 'console errors, policy violations and foreign requests').toEqual([])
  })
  afterAll(async () => browser.close())

  async function aVisitor(site: 'patient' | 'staff', given: VisitorGiven = {}): Promise<Visitor> {
    const { language = 'en', scripts = true, width = 390, dark = false } = given
    const origin = new URL(inject('clinic').sites[site]).origin
    const context = await browser.newContext({
      locale: language === 'ar' ? 'ar-SA' : 'en-GB',
      viewport: { width, height: 844 },
      javaScriptEnabled: scripts,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(20_000)
    const faults: string[] = []
    open.push({ context, faults })
    const page = await context.newPage()
    watch(page, origin, faults)
    return {
      page,
      language,
      scripts,
      visit: async (path) => (await page.goto(origin + path))?.status() ?? 0,
      press: async (name) => {
        await page.getByRole('button', { name }).first().click()
        await page.waitForLoadState('load')
      },
      path: () => new URL(page.url()).pathname,
      heading: async () => (await page.locator('h1').first().innerText()).trim(),
    }
  }

  /** Signs in as this demo account, from the page that the visitor is on if that is the door, else by going there. */
  async function signIn(visitor: Visitor, account: Account): Promise<void> {
    const { page } = visitor
    if ((await page.locator('input[autocomplete=username]').count()) === 0) await visitor.visit('/sign-in')
    await page.locator('input[autocomplete=username]').fill(account.login)
    await page.locator('input[type=password]').fill(account.password)
    await page.locator('form:has(input[type=password]) button[type=submit]').click()
    await page.locator('form[action="/sign-out"]').first().waitFor()
  }

  return { aVisitor, signIn }
}

/** The n-th demo account of a role. */
export function account(role: string, n = 0): Account {
  const found = inject('clinic').accounts.filter((one) => one.role === role)[n]
  if (!found) throw new Error(`the demo has no ${role} ${n}`)
  return found
}

// A refused form is answered 4xx on purpose, and Chromium notes every such answer as an error.
const expected = /the server responded with a status of 4\d\d/

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`request to ${url.origin}`)
  })
}

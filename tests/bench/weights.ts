import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../support/chromium.ts'
import { type Account, type RunningClinic, removeFolder, startClinic, temporaryFolder } from '../support/running-clinic.ts'
import { atMost, type Measure } from './report.ts'

interface Weight {
  kilobytes: number
  requests: number
}

const budgets = {
  patient: { cold: 28, requests: 4, warm: 8 },
  staff: { cold: 60, requests: 6, warm: 14 },
} as const

const program = join(import.meta.dirname, 'main.js')

/** The heaviest page of each person: all that Chromium received for it, headers included; 1 KB is 1,000 bytes. */
export async function weights(): Promise<Measure[]> {
  const folder = temporaryFolder()
  const clinic = await startClinic(program, folder)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags })
  try {
    const of = (role: string) => clinic.accounts.find((account) => account.role === role)
    return [
      ...(await measured(browser, clinic, 'patient', 'anybody', undefined)),
      ...(await measured(browser, clinic, 'patient', 'patient', of('patient'))),
      ...(await measured(browser, clinic, 'staff', 'receptionist', of('receptionist'))),
      ...(await measured(browser, clinic, 'staff', 'doctor', of('doctor'))),
    ]
  } finally {
    await browser.close()
    await clinic.stop()
    removeFolder(folder)
  }
}

async function measured(
  browser: Browser,
  clinic: RunningClinic,
  site: 'patient' | 'staff',
  who: string,
  account: Account | undefined,
): Promise<Measure[]> {
  const { origin } = new URL(clinic.sites[site])
  const guide = await browser.newContext()
  const page = await guide.newPage()
  if (account) await signIn(page, origin, account)
  else await page.goto(origin)
  const state = await guide.storageState()
  const addresses = await within(page, origin)
  await guide.close()

  let cold: { weight: Weight; path: string } | undefined
  let warm: { weight: Weight; path: string } | undefined
  for (const address of addresses) {
    const context = await browser.newContext({ storageState: state })
    const first = await weightOf(context, address)
    const second = await weightOf(context, address)
    await context.close()
    const path = new URL(address).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')
    if (!cold || first.kilobytes > cold.weight.kilobytes) cold = { weight: first, path }
    if (!warm || second.kilobytes > warm.weight.kilobytes) warm = { weight: second, path }
  }
  if (!cold || !warm) throw new Error(`no pages found for ${who}`)
  const budget = budgets[site]
  return [
    atMost(`weight, ${who}: cold, heaviest is ${cold.path}`, 'KB', budget.cold, cold.weight.kilobytes),
    atMost(`weight, ${who}: cold`, 'requests', budget.requests, cold.weight.requests),
    atMost(`weight, ${who}: warm, heaviest is ${warm.path}`, 'KB', budget.warm, warm.weight.kilobytes),
  ]
}

/** Addresses two clicks deep, and all the steps of a booking, one of each kind. */
async function within(page: Page, origin: string): Promise<string[]> {
  const found = new Map<string, string>()
  let next = [page.url()]
  for (let depth = 0; depth < 9 && next.length > 0; depth++) {
    const links: string[] = []
    for (const address of next) {
      const kind = kindOf(address)
      if (found.has(kind)) continue
      found.set(kind, address)
      await page.goto(address)
      if (depth < 2) links.push(...(await linksOn(page)))
      links.push(...(await nextSteps(page)))
    }
    next = links.filter((href) => !href.includes('lang=') && !href.endsWith('.ics')).map((href) => new URL(href, origin).href)
  }
  return [...found.values()]
}

/** Steps of a booking are told apart by which questions are answered. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address)
  const asked = /\/(book|patients)$/.test(pathname) ? [...new Set(searchParams.keys())].filter((name) => name !== 'step').sort() : []
  return `${pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${asked}`
}

const linksOn = (page: Page): Promise<string[]> =>
  page.locator('main a[href^="/"], header a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))

/** Where this step's first answer leads. */
const nextSteps = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main form:not([method=post])')]
    .filter((form) => form.querySelector('input[type=radio]'))
    .map((form) => {
      const fields = new URLSearchParams(new FormData(form))
      for (const radio of form.querySelectorAll('input[type=radio]')) if (!fields.has(radio.name)) fields.set(radio.name, radio.value)
      return new URL(form.action).pathname + '?' + fields
    })`)

async function signIn(page: Page, origin: string, account: Account): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('input[autocomplete=username]').fill(account.login)
  await page.locator('input[type=password]').fill(account.password)
  await page.locator('main button[type=submit]').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

async function weightOf(context: BrowserContext, address: string): Promise<Weight> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  let requests = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    if (encodedDataLength > 0) requests += 1
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.close()
  return { kilobytes: bytes / 1000, requests }
}

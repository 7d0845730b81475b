import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PasswordField } from '../../views/accounts/password-field.tsx'
import { StaffShell } from '../../views/layout/staff-shell.tsx'
import { Button, LinkButton } from '../../views/ui/button.tsx'
import { Dialog } from '../../views/ui/dialog.tsx'
import { ErrorSummary } from '../../views/ui/error-summary.tsx'
import { Field } from '../../views/ui/field.tsx'
import { Form } from '../../views/ui/form.tsx'
import { chromiumFlags, chromiumPath } from '../support/chromium.ts'
import { aFrame, huda } from './frames.tsx'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const frame = aFrame({ site: 'staff', person: huda, assets: { css: '/sheet.css', js: '/app.js' } })
const { t } = frame

const TheForm = ({ wrong }: { wrong?: boolean }) => {
  const errors = wrong ? [{ field: 'phone', message: 'Enter a phone number' }] : []
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action="/answer" id="live">
        <Field name="phone" label="Phone" error={errors[0]?.message} />
        <Button>Send</Button>
      </Form>
    </>
  )
}

const thePage = () =>
  String(
    <StaffShell frame={frame} title="Trial">
      <TheForm />
      <Form action="/slow" live={false} id="plain">
        <Button>Send slowly</Button>
      </Form>
      <LinkButton href="/look" hx-get="/look" hx-target="#dialog">
        Look
      </LinkButton>
      <PasswordField t={t} />
    </StaffShell>,
  )

const theLook = () =>
  String(
    <Dialog t={t} id="look" title="A look">
      <p>Something</p>
    </Dialog>,
  )

interface Answer {
  status: number
  headers?: Record<string, string>
  body: string
}

let server: Server
let browser: Browser
let page: Page
let address: string
let files: Record<string, { type: string; body: string }>
let answer: Answer
let posts: number
let faults: string[]

const wrongForm: Answer = { status: 422, body: String(<TheForm wrong />) }
const wholePage = (status: number): Answer => ({ status, body: `<!DOCTYPE html>${thePage()}` })

beforeAll(async () => {
  const bundle = async (source: string) => {
    const { outputFiles } = await build({
      entryPoints: [new URL(`../../static/${source}`, import.meta.url).pathname],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
    })
    return outputFiles[0]?.text ?? ''
  }
  files = {
    '/app.js': { type: 'text/javascript', body: await bundle('app.js') },
    '/sheet.css': { type: 'text/css', body: await bundle('staff.css') },
  }
  server = createServer((request, response) => {
    const { status, headers, body } = answerTo(request)
    const send = () =>
      response.writeHead(status, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Security-Policy': policy, ...headers }).end(body)
    if (request.url === '/slow') setTimeout(send, 300)
    else send()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  address = typeof bound === 'object' && bound !== null ? `http://127.0.0.1:${bound.port}` : ''
  browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags })
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

beforeEach(async () => {
  posts = 0
  faults = []
  answer = wrongForm
  await page?.context().close()
  page = await (await browser.newContext()).newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text())
  })
  await page.goto(address)
})

function answerTo(request: IncomingMessage): Answer {
  const file = files[request.url ?? '']
  if (file) return { status: 200, headers: { 'Content-Type': file.type }, body: file.body }
  if (request.method === 'POST') {
    posts += 1
    return answer
  }
  if (request.url === '/look') return { status: 200, body: theLook() }
  return wholePage(200)
}

const send = () => page.getByRole('button', { name: 'Send', exact: true }).click()
const said = () => page.locator('#status').textContent()

test('the page and the script run under the policy without a word', async () => {
  await send()
  await page.locator('#error-summary').waitFor()
  expect(faults).toEqual([])
})

describe('a form that came back with errors', () => {
  beforeEach(async () => {
    await send()
    await page.locator('#error-summary').waitFor()
  })

  test('has the focus on its summary', async () => {
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('error-summary')
  })

  test('says so in the title, once, and takes it back', async () => {
    expect(await page.title()).toMatch(/^Error: Trial/)
    await send()
    await expect.poll(() => posts).toBe(2)
    await expect.poll(() => page.locator('[aria-busy]').count()).toBe(0)
    expect(await page.title()).toMatch(/^Error: Trial/)
    answer = { status: 200, body: String(<TheForm />) }
    await send()
    await expect.poll(() => page.title()).toMatch(/^Trial/)
  })

  test('can be sent again', async () => {
    await send()
    await expect.poll(() => posts).toBe(2)
  })
})

describe('what cannot be shown in the page', () => {
  test.each([
    [503, 'it will not be done twice'],
    [502, 'it will not be done twice'],
    [429, 'Too many requests at once. Nothing was saved.'],
    [413, 'too much at once. Nothing was saved.'],
  ])('%i is said in the status region, and the form stays', async (status, words) => {
    answer = wholePage(status)
    await page.getByLabel('Phone').fill('050')
    await send()
    await expect.poll(said).toContain(words)
    expect(await page.locator('main').count()).toBe(1)
    expect(await page.getByLabel('Phone').inputValue()).toBe('050')
  })

  test('a lost connection is said, and forgotten when the next answer comes', async () => {
    await page.context().setOffline(true)
    await send()
    await expect.poll(said).toContain('No connection. Nothing was saved.')
    await page.context().setOffline(false)
    await send()
    await page.locator('#error-summary').waitFor()
    expect(await said()).toBe('')
  })

  test('a redirect is followed by the browser, not put into the page', async () => {
    answer = { status: 303, headers: { Location: '/done' }, body: '' }
    await send()
    await page.waitForURL(`${address}/done`)
    expect(await page.locator('main').count()).toBe(1)
  })

  test('an ended session leads to the sign-in page', async () => {
    answer = { status: 401, headers: { 'HX-Redirect': '/sign-in' }, body: '' }
    await send()
    await page.waitForURL(`${address}/sign-in`)
  })
})

test('a double click sends a form once', async () => {
  await page.getByRole('button', { name: 'Send', exact: true }).dblclick()
  await page.locator('#error-summary').waitFor()
  expect(posts).toBe(1)
})

test('a double click sends a form once where the browser itself posts it', async () => {
  answer = wholePage(200)
  await page.getByRole('button', { name: 'Send slowly' }).dblclick()
  await page.waitForURL(`${address}/slow`)
  expect(posts).toBe(1)
})

test('a dialog opens with the focus on its heading, closes by Escape and gives the focus back', async () => {
  await page.getByRole('link', { name: 'Look' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'A look' }).waitFor()
  expect(await page.evaluate('document.activeElement?.textContent?.trim()')).toBe('A look')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement?.textContent?.trim()')).toBe('Look')
})

test('a password can be shown and hidden again', async () => {
  await page.getByRole('button', { name: 'Show' }).click()
  expect(await page.getByLabel('Password').getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: 'Hide' }).click()
  expect(await page.getByLabel('Password').getAttribute('type')).toBe('password')
})

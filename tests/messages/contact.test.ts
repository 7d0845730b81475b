import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import type { StaffRole } from '../../src/database/tables.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { mailHandler } from '../../src/notices/mail.ts'
import { textsFor } from '../../src/web/texts.ts'
import { keptLog, rowsOf, until } from '../jobs/outbox.ts'
import { aMailServer } from '../notices/mail-server.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aSignedInPatient, aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const sites = { patient: new URL('https://raseel.example'), staff: new URL('https://staff.raseel.example') }
const open: (() => Promise<void>)[] = []

beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
})
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

const mailbox = () =>
  db
    .insertInto('notice_settings')
    .values({ singleton: 1, quiet_from: null, quiet_until: null, contact_email: 'desk@raseel.example' })
    .execute()
const messages = () => db.selectFrom('contact_messages').selectAll().execute()
const visitor = () => aBrowser(db, 'patient')
const write = (fields: Record<string, string> = {}, from = visitor()) =>
  from.post('/contact', {
    receipt: newId(),
    name: 'Maha Alotaibi',
    reach: 'Maha@example.org',
    message: 'Do you open on Friday?',
    website: '',
    ...fields,
  })

async function at(role: StaffRole) {
  const token = newToken()
  const { user } = await aStaffMember(db, role)
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function delivered() {
  const server = await aMailServer()
  open.push(server.close)
  const handler = mailHandler({ smtpUrl: server.url, from: 'clinic@raseel.example', sites, textsFor })
  const worker = startWorker({ db, handlers: { mail: handler }, log: keptLog(), every: 20 })
  open.push(() => worker.stop(0))
  await until(async () => (await rowsOf(db)).length === 0)
  return server.mails
}

describe('whoever writes to the clinic', () => {
  test('reaches its inbox and its mailbox, and the clinic can answer from either', async () => {
    await mailbox()
    const answer = await write()
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/contact/sent'])
    expect(await messages()).toMatchObject([
      { sender: 'Maha Alotaibi', email: 'maha@example.org', phone: null, words: 'Do you open on Friday?' },
    ])
    const [mail] = await delivered()
    expect(mail?.to).toEqual(['desk@raseel.example'])
    expect(mail?.headers.get('reply-to')).toBe('maha@example.org')
    expect(mail?.headers.get('from')).toContain('<clinic@raseel.example>')
    const desk = await at('receptionist')
    expect(await (await desk.get('/messages')).text()).toContain('Maha Alotaibi')
  })

  test('and is signed in need not type who they are, and can', async () => {
    const { user } = await aSignedInPatient(db, { phone: '+966501234567' })
    const token = newToken()
    await startSession(db, { site: 'patient', user: user.id, device: null, token, strength: 'code' })
    const browser = aBrowser(db, 'patient', { '__Host-session': token })
    const html = await (await browser.get('/contact')).text()
    expect(html).toMatch(/name="name"[^>]*value="[^"]+"/)
    expect(html).toMatch(/name="reach"[^>]*value="050 123 4567"/)
    const emptied = await (await write({ name: '', reach: '' }, browser)).text()
    expect(emptied).not.toContain('050 123 4567')
    expect(emptied.indexOf('id="error-summary"')).toBeLessThan(emptied.indexOf('<h1>'))
    expect(await (await visitor().get('/contact')).text()).not.toMatch(/name="reach"[^>]*value="0/)
  })

  test('may leave a phone in any spelling, and needs no mailbox of the clinic', async () => {
    await write({ reach: '٠٥٠ ١٢٣ ٤٥٦٧' })
    expect(await messages()).toMatchObject([{ phone: '+966501234567', email: null }])
    expect(await rowsOf(db)).toEqual([])
  })

  test('writes once, however often the form is sent', async () => {
    const receipt = newId()
    for (let n = 0; n < 3; n++) expect((await write({ receipt })).status).toBe(303)
    expect(await messages()).toHaveLength(1)
  })

  test.each([
    [{ name: '' }, 'Enter your name'],
    [{ name: 'Maha\r\nBcc: eve@example.org' }, 'Enter your name'],
    [{ reach: '' }, 'Enter a mobile number'],
    [{ reach: 'maha' }, 'Check the mobile number'],
    [{ reach: 'maha@example.org\r\nBcc: eve@example.org' }, 'Check the mobile number'],
    [{ reach: 'maha@example.org,eve@example.org' }, 'Check the mobile number'],
    [{ reach: 'Maha <maha@example.org>' }, 'Check the mobile number'],
    [{ message: '  ' }, 'Enter your message'],
    [{ message: 'x'.repeat(2001) }, '2000 characters at most'],
  ])('%j: is told what is wrong, with what was typed kept', async (fields, message) => {
    const answer = await write(fields)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(message)
    if (!('message' in fields)) expect(page).toContain('Do you open on Friday?')
    expect(await messages()).toEqual([])
  })

  test('cannot add a header or a recipient to the mail, whatever they write', async () => {
    await mailbox()
    await write({ name: 'Eve: Bcc eve@example.org', message: 'Subject: x\nBcc: eve@example.org\n.\nQUIT' })
    const [mail, ...more] = await delivered()
    expect(more).toEqual([])
    expect(mail?.to).toEqual(['desk@raseel.example'])
    expect(mail?.headers.has('bcc')).toBe(false)
    expect([...(mail?.headers.values() ?? [])].join('\n')).not.toContain('eve@example.org')
  })

  test('who is a program and fills in the hidden field reaches nobody, and learns nothing', async () => {
    const answer = await write({ website: 'https://spam.example' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/contact/sent'])
    expect(await messages()).toEqual([])
    const page = await (await visitor().get('/contact')).text()
    expect(page).toMatch(/<div hidden[^>]*>.*name="website"/s)
  })

  test('too often is asked to wait, in words and with what was typed kept', async () => {
    const answers: number[] = []
    for (let n = 0; n < 7; n++) answers.push((await write()).status)
    expect(answers).toEqual([303, 303, 303, 303, 303, 303, 429])
    const page = await (await write({ message: 'The last one' })).text()
    expect(page).toContain('Many messages came from here')
    expect(page).toContain('The last one')
    expect(await messages()).toHaveLength(6)
  }, 30_000)

  test('shows what they wrote as text', async () => {
    await write({ name: '<script>x</script>', message: '<script>y</script>' })
    const desk = await at('receptionist')
    const [message] = await messages()
    for (const path of ['/messages', `/messages/${message?.id}`]) expect(await (await desk.get(path)).text()).not.toMatch(/<script>[xy]/)
  })
})

describe('the inbox', () => {
  const actions = async () =>
    (await db.selectFrom('audit').select('action').where('action', 'like', 'contact.%').orderBy('id').execute()).map(({ action }) => action)

  test('answers by mail, in the language of whoever wrote, once', async () => {
    await write({}, aBrowser(db, 'patient', { '__Host-language': 'ar' }))
    const [message] = await messages()
    const desk = await at('receptionist')
    const colleague = await at('admin')
    const sent = await desk.post(`/messages/${message?.id}/answer`, { receipt: newId(), version: '1', answer: 'نعم، من الرابعة.\nأهلًا بك' })
    expect(sent.headers.get('location')).toBe('/messages?done=answered')
    const late = await colleague.post(`/messages/${message?.id}/answer`, { receipt: newId(), version: '1', answer: 'No.' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Somebody else has dealt with this message')
    const [mail, ...more] = await delivered()
    expect(more).toEqual([])
    expect(mail?.to).toEqual(['maha@example.org'])
    expect(mail?.raw).toContain('lang=3D"ar"')
    expect(await actions()).toEqual(['contact.write', 'contact.answer'])
  })

  test('marks as done what was dealt with by phone', async () => {
    await write({ reach: '0501234567' })
    const [message] = await messages()
    const desk = await at('receptionist')
    expect(await (await desk.get(`/messages/${message?.id}`)).text()).not.toContain('name="answer"')
    expect((await desk.post(`/messages/${message?.id}/answer`, { receipt: newId(), version: '1', answer: 'Yes' })).status).toBe(404)
    await desk.post(`/messages/${message?.id}/completion`, { receipt: newId(), version: '1' })
    expect(await (await desk.get('/messages')).text()).toContain('Done by')
    expect(await rowsOf(db)).toEqual([])
    expect(await actions()).toEqual(['contact.write', 'contact.see', 'contact.finish', 'contact.list'])
  })

  test('asks for the words of an answer', async () => {
    await write()
    const [message] = await messages()
    const desk = await at('receptionist')
    const answer = await desk.post(`/messages/${message?.id}/answer`, { receipt: newId(), version: '1', answer: ' ' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Enter your answer')
  })
})

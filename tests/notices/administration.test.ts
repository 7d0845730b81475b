import { beforeEach, describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { appointmentsUntold } from '../../src/notices/undelivered.ts'
import { rowsOf } from '../jobs/outbox.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { aNotice, tell } from './notices.ts'

const { db } = testDatabase()
const sending = '/administration/messages'
const words = '/administration/texts/booked/en'

async function anAdmin(): Promise<TestBrowser> {
  const token = newToken()
  const { user } = await aStaffMember(db, 'admin')
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

let admin: TestBrowser
beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
  admin = await anAdmin()
})

const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const actions = async () => (await db.selectFrom('audit').select('action').execute()).map(({ action }) => action)

async function aParkedCode(reason = 'text refused 400') {
  const values = { code: '482913', minutes: 10, site: 'patient', clinic: { en: 'Raseel', ar: 'رسيل' }, country: 'SA' } as const
  await tell(db, { to: { channel: 'text', address: '+966501234567', own: true }, language: 'en', purpose: 'code', values })
  await db.updateTable('outbox').set({ parked_at: Temporal.Now.instant(), last_error: reason, attempts: 1 }).execute()
  const [row] = await rowsOf(db)
  if (!row) throw new Error('no row')
  return row.id
}

describe('what did not arrive', () => {
  test('is listed with whom it was for and what kind it is, never with the code', async () => {
    const id = await aParkedCode()
    for (const path of [sending, `${sending}/${id}/retry`, `${sending}/${id}/removal`]) {
      const page = await textOf(admin.get(path))
      expect(page).toContain('+966501234567')
      expect(page).toContain('Security code')
      expect(page).not.toContain('482913')
    }
    expect(await actions()).toContain('notices.see')
  })

  test('can be sent again, as if for the first time', async () => {
    const id = await aParkedCode()
    const answer = await admin.post(`${sending}/${id}/retry`, { receipt: newId() })
    expect(answer.headers.get('location')).toBe(`${sending}?done=retried`)
    expect(await rowsOf(db)).toMatchObject([{ id, parked_at: null, attempts: 0, last_error: null }])
    expect(await textOf(admin.get(sending))).toContain('No message has failed.')
    expect(await actions()).toContain('notice.retry')
  })

  test('can be given up: its words are forgotten, and it is on the list no more', async () => {
    const id = await aParkedCode()
    await admin.post(`${sending}/${id}/removal`, { receipt: newId() })
    expect(JSON.stringify((await rowsOf(db)).map(({ payload }) => payload))).not.toContain('482913')
    expect(await textOf(admin.get(sending))).not.toContain('+966501234567')
    expect(await actions()).toContain('notice.discard')
  })

  test('includes what the gateway reports as not delivered, which cannot be sent again', async () => {
    const id = newId<'outbox'>()
    const sent = { cause: 'x', purpose: 'code', address: '+966507654321', reference: null, sent_at: Temporal.Now.instant() }
    await db
      .insertInto('sent_texts')
      .values({ id, ...sent, state: 'failed' })
      .execute()
    expect(await textOf(admin.get(sending))).toContain('The gateway says that it did not arrive')
    expect((await admin.get(`${sending}/${id}/retry`)).status).toBe(404)
    await admin.post(`${sending}/${id}/removal`, { receipt: newId() })
    expect(await textOf(admin.get(sending))).not.toContain('+966507654321')
  })

  test('says of a visit that nobody was told, also after it was given up', async () => {
    const notice = aNotice()
    const tx = await db.startTransaction().execute()
    const { send } = await import('../../src/notices/send.ts')
    await send(tx, { ...notice, cause: `appointment/${notice.values.appointment}/appointment-cancelled/2/x` })
    await tx.commit().execute()
    expect(await appointmentsUntold(db)).toEqual(new Set())
    await db.updateTable('outbox').set({ parked_at: Temporal.Now.instant(), last_error: 'mail EENVELOPE RCPT 550' }).execute()
    expect(await appointmentsUntold(db)).toEqual(new Set([notice.values.appointment]))
    const [row] = await rowsOf(db)
    await admin.post(`${sending}/${row?.id}/removal`, { receipt: newId() })
    expect(await appointmentsUntold(db)).toEqual(new Set([notice.values.appointment]))
  })
})

describe('quiet hours and mailbox', () => {
  const settings = () => db.selectFrom('notice_settings').selectAll().execute()
  const save = (fields: Record<string, string>) => admin.post(sending, { receipt: newId(), version: '0', ...fields })

  test('are kept, in digits of both scripts', async () => {
    expect((await save({ quietFrom: '22:00', quietUntil: '٠٨:٠٠', contactEmail: ' clinic@example.org ' })).status).toBe(303)
    expect(await settings()).toMatchObject([{ contact_email: 'clinic@example.org', version: 1 }])
    const page = await textOf(admin.get(sending))
    for (const value of ['22:00', '08:00', 'clinic@example.org']) expect(page).toContain(`value="${value}"`)
    expect((await save({ version: '1', quietFrom: '', quietUntil: '', contactEmail: '' })).status).toBe(303)
    expect(await settings()).toMatchObject([{ quiet_from: null, quiet_until: null, contact_email: null, version: 2 }])
  })

  test('that somebody else changed meanwhile are not overwritten', async () => {
    await save({ quietFrom: '22:00', quietUntil: '08:00' })
    const late = await save({ quietFrom: '20:00', quietUntil: '10:00' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('value="22:00"')
  })

  test.each([
    [{ quietFrom: '22:00' }, 'Enter both times'],
    [{ quietFrom: '25:00', quietUntil: '08:00' }, 'Enter a time'],
    [{ contactEmail: 'a@b.org\r\nBcc: eve@example.org' }, 'Enter an e-mail address'],
    [{ contactEmail: 'a@b.org, eve@example.org' }, 'Enter an e-mail address'],
  ])('%j is refused, and what was typed stays', async (fields, message) => {
    const answer = await save(fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
    expect(await settings()).toEqual([])
  })
})

describe('the words of a text', () => {
  const save = (text: string, version = '0') => admin.post(words, { receipt: newId(), version, words: text })
  const kept = () => db.selectFrom('text_templates').select(['kind', 'language', 'words', 'version']).execute()

  test('begin as ours, with what is filled in between braces', async () => {
    expect(await textOf(admin.get(words))).toContain('{clinic}: an appointment with Dr. {doctor} is booked for {day} at {time}.')
    expect(await textOf(admin.get('/administration/texts/code/ar'))).toContain('{code} رمز التحقق من {clinic}')
  })

  test('are changed, changed again, and ours again', async () => {
    await save('{clinic}: {day}, {time}')
    await save('{clinic}: {day}, {time}.', '1')
    expect(await kept()).toEqual([{ kind: 'booked', language: 'en', words: '{clinic}: {day}, {time}.', version: 2 }])
    expect(await textOf(admin.get('/administration/texts'))).toContain('Your own words')
    expect(await textOf(admin.get(`${words}/original`))).toContain('is booked for {day}')
    await admin.post(`${words}/original`, { receipt: newId() })
    expect(await kept()).toEqual([])
    expect((await actions()).filter((action) => action.startsWith('text.'))).toEqual(['text.change', 'text.change', 'text.drop'])
  })

  test('are counted as they arrive, for a fragment and for a page', async () => {
    const part = await admin.post(`${words}/preview`, { words: 'م {day} {time}' }, { 'HX-Request-Type': 'partial' })
    const fragment = await part.text()
    expect(fragment).not.toContain('<html')
    expect(fragment).toContain('70 characters in one part')
    const page = await textOf(admin.post(`${words}/preview`, { words: `${'x'.repeat(160)}{day} {time}` }))
    expect(page).toContain('<html')
    expect(page).toContain('2 parts')
    expect(await kept()).toEqual([])
  })

  test.each([
    ['', 'Enter the words'],
    ['{day} {time} {diagnosis}', '{diagnosis} cannot be filled in'],
    ['{day} {time} {patient}', '{patient} cannot be filled in'],
    ['{day} at', '{time} is needed'],
    ['{day} {time} {', 'A brace stands alone'],
    [`{day} {time} ${'م'.repeat(400)}`, 'more than 5 parts'],
    [`{day} {time} ${'x'.repeat(700)}`, '700 characters at most'],
  ])('%# are refused where they would go wrong, and what was typed stays', async (text, message) => {
    const answer = await save(text)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(message)
    if (text !== '') expect(page).toContain(text.slice(0, 40))
    expect(await kept()).toEqual([])
  })

  test('that somebody else changed meanwhile are shown beside one’s own', async () => {
    await save('Theirs {day} {time}')
    const answer = await save('Mine {day} {time}')
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Theirs {day} {time}')
    expect(page).toContain('Mine {day} {time}')
    expect((await save('Mine {day} {time}', '1')).status).toBe(303)
  })

  test.each(['/administration/texts/nothing/en', '/administration/texts/booked/fr', '/administration/texts/toString/en'])(
    '%s is nothing',
    async (path) => {
      expect((await admin.get(path)).status).toBe(404)
    },
  )
})

import { afterEach, describe, expect, test } from 'vitest'
import type { TextGateway } from '../../src/config/text-gateway.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { textHandler } from '../../src/notices/text.ts'
import { textsFor } from '../../src/web/texts.ts'
import { keptLog, letTimePass, rowsOf, until } from '../jobs/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { aNotice, tell } from './notices.ts'
import { aGateway, aGatewayServer, answered, type GatewayServer, took } from './text-gateway.ts'

const { db } = testDatabase()
const sites = { patient: new URL('https://raseel.example'), staff: new URL('https://staff.raseel.example') }
const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

async function gatewayServer(...behaviour: Parameters<typeof aGatewayServer>): Promise<GatewayServer> {
  const server = await aGatewayServer(...behaviour)
  open.push(server.close)
  return server
}

function aWorker(gateway: TextGateway, now?: () => Temporal.Instant) {
  const log = keptLog()
  const handler = textHandler({ db, gateway, sites, textsFor, ...(now ? { now } : {}) })
  const worker = startWorker({ db, handlers: { text: handler }, log, every: 20 })
  open.push(() => worker.stop(0))
  return { worker, log }
}

const phone = { channel: 'text', address: '+966501234567', own: false } as const
const aText = (given: Parameters<typeof aNotice>[0] = {}) => aNotice({ ...given, to: { ...phone, ...given.to } })
const aCode = (code = '482913') =>
  ({
    to: phone,
    language: 'en',
    purpose: 'code',
    values: { code, minutes: 10, site: 'patient', clinic: { en: 'Raseel Clinic', ar: 'مركز رسيل' }, country: 'SA' },
  }) as const

const isEmpty = async () => (await rowsOf(db)).length === 0
const hasFailed = async () => (await rowsOf(db)).some(({ last_error }) => last_error !== null)
const sent = () => db.selectFrom('sent_texts').selectAll().execute()

describe('a gateway that takes texts', () => {
  test('gets the text once, as its configuration says, and the row is gone', async () => {
    const server = await gatewayServer()
    await tell(db, aText())
    const [row] = await rowsOf(db)
    aWorker(aGateway(server.url, { reference: 'message.id' }))
    await until(isEmpty)
    expect(server.texts).toHaveLength(1)
    expect(server.texts[0]).toMatchObject({
      method: 'POST',
      path: '/messages',
      headers: { authorization: 'Bearer a secret of the clinic' },
    })
    const { to, text, id } = JSON.parse(server.texts[0]?.raw ?? '')
    expect([to, id]).toEqual(['+966501234567', row?.id])
    expect(text).toContain('an appointment with Dr. Sara Alqahtani is booked')
    expect(await sent()).toMatchObject([{ id: row?.id, purpose: 'appointment-booked', reference: 'g-1', state: 'sent' }])
  })

  test('gets Arabic, quotation marks and line breaks as they are, in every kind of body', async () => {
    const server = await gatewayServer()
    const clinic = { en: 'The "Raseel" & <Sons>', ar: 'مركز «رسيل»' }
    const bodies = {
      'application/json': '{"to":"{phone}","text":"{text}"}',
      'application/x-www-form-urlencoded': 'to={digits}&text={text}',
      'text/xml': '<m to="{digits}">{text}</m>',
    }
    for (const [type, body] of Object.entries(bodies)) {
      await tell(db, { ...aCode(), values: { ...aCode().values, clinic } })
      const { worker } = aWorker(aGateway(server.url, { headers: { 'content-type': type }, body }))
      await until(isEmpty)
      await worker.stop(0)
    }
    const text =
      '482913 is your code for The "Raseel" & <Sons>, valid for 10 minutes. Nobody from the clinic asks for it.\n@raseel.example #482913'
    const [json = '', form = '', xml = ''] = server.texts.map(({ raw }) => raw)
    expect(JSON.parse(json).text).toBe(text)
    expect(new URLSearchParams(form).get('text')).toBe(text)
    expect(new URLSearchParams(form).get('to')).toBe('966501234567')
    expect(xml).toContain('The &#34;Raseel&#34; &#38; &#60;Sons&#62;')
  })

  test('gets each of a hundred once from several workers', async () => {
    const server = await gatewayServer()
    for (let n = 0; n < 100; n++) await tell(db, aText())
    for (let n = 0; n < 3; n++) aWorker(aGateway(server.url))
    await until(isEmpty)
    expect(new Set(server.texts.map(({ raw }) => JSON.parse(raw).id)).size).toBe(100)
    expect(server.texts).toHaveLength(100)
  })

  test('gets nothing twice when the process ended between its answer and the removal of the row', async () => {
    const server = await gatewayServer()
    await tell(db, aText())
    const [row] = await rowsOf(db)
    if (!row) throw new Error('no row')
    const first = aWorker(aGateway(server.url))
    await until(isEmpty)
    await first.worker.stop(0)
    await db
      .insertInto('outbox')
      .values({ ...row, payload: row.payload as object })
      .execute()
    aWorker(aGateway(server.url))
    await until(isEmpty)
    expect(server.asked()).toBe(1)
  })

  test('gets the clinic’s own words instead of ours', async () => {
    const server = await gatewayServer()
    await db
      .insertInto('text_templates')
      .values({ kind: 'booked', language: 'en', words: '{clinic}: come on {day}, {time}.', changed_at: Temporal.Now.instant() })
      .execute()
    await tell(db, aText({ values: { starts: '2100-11-24T14:40:00Z' } }))
    aWorker(aGateway(server.url))
    await until(isEmpty)
    expect(JSON.parse(server.texts[0]?.raw ?? '').text).toBe('Raseel Clinic: come on Wed 24 Nov, 5:40 pm.')
  })
})

describe('a gateway in trouble', () => {
  test.each([429, 500, 503, 401, 404, 302])('that answers %i is asked again, and nothing of the text is logged', async (status) => {
    let busy = true
    const server = await gatewayServer((response, text) => {
      if (!busy) return took(response, text)
      response.writeHead(status, { Location: 'http://127.0.0.1:9/elsewhere' }).end('+966501234567 482913')
    })
    await tell(db, aCode())
    const { log } = aWorker(aGateway(server.url))
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, attempts: 1, last_error: `text HTTP ${status}` }])
    busy = false
    await letTimePass(db)
    await until(isEmpty)
    expect(server.texts).toHaveLength(1)
    expect(JSON.stringify(log.lines)).not.toMatch(/482913|501234567/)
  })

  test.each([
    ['in seconds', '7200', 7200],
    ['as a date', Temporal.Now.instant().add({ hours: 3 }), 3 * 3600],
    ['for a month, is asked within hours', '2592000', 6 * 3600],
  ])('that says when to come back, %s, is not asked before', async (_, after, seconds) => {
    const said = typeof after === 'string' ? after : new Date(after.epochMilliseconds).toUTCString()
    const server = await gatewayServer((response) => void response.writeHead(429, { 'Retry-After': said }).end())
    await tell(db, aText())
    aWorker(aGateway(server.url))
    await until(hasFailed)
    const [row] = await rowsOf(db)
    const wait = row?.due_at.since(Temporal.Now.instant()).total('seconds') ?? 0
    expect(Math.abs(wait - seconds)).toBeLessThan(120)
  })

  test.each(['soon', 'Wed, 31 Feb 2100 07:28:00 GMT', '0', '-60', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
    'that says %j is asked again after the usual wait',
    async (said) => {
      const server = await gatewayServer((response) => void response.writeHead(503, { 'Retry-After': said }).end())
      await tell(db, aText())
      aWorker(aGateway(server.url))
      await until(hasFailed)
      const [row] = await rowsOf(db)
      expect(row?.due_at.since(Temporal.Now.instant()).total('seconds')).toBeLessThan(30)
    },
  )

  test.each([400, 422])('that refuses the text (%i) is not asked again, and others get theirs', async (status) => {
    const server = await gatewayServer((response, text) =>
      text.raw.includes('+966500000000') ? answered(response, status, {}) : took(response, text),
    )
    await tell(db, aText({ to: { address: '+966500000000' } }))
    await tell(db, aText())
    aWorker(aGateway(server.url))
    await until(async () => server.texts.length === 1 && (await rowsOf(db)).length === 1 && (await hasFailed()))
    expect(await rowsOf(db)).toMatchObject([{ last_error: `text refused ${status}`, parked_at: expect.anything() }])
    expect(await sent()).toHaveLength(1)
  })

  test('whose refusals are written in its answers is understood', async () => {
    const server = await gatewayServer((response) => answered(response, 200, { messages: [{ status: 'rejected' }] }))
    await tell(db, aText())
    const rules = {
      taken: { status: [200], at: 'messages.0.status', is: ['queued'] },
      refused: { status: [200], at: 'messages.0.status', is: ['rejected'] },
    }
    aWorker(aGateway(server.url, rules))
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'text refused 200', parked_at: expect.anything() }])
  })

  test('whose answers say neither yes nor no is asked three times, then somebody has to look', async () => {
    const server = await gatewayServer((response) => void response.writeHead(200).end('<html>Welcome to the hotel</html>'))
    await tell(db, aText())
    aWorker(aGateway(server.url, { taken: { status: [200], at: 'status', is: ['queued'] } }))
    for (let n = 1; n <= 3; n++) {
      await until(() => server.asked() === n)
      await until(async () => (await rowsOf(db)).every(({ claim_id }) => claim_id === null))
      await letTimePass(db)
    }
    await until(async () => (await rowsOf(db)).some(({ parked_at }) => parked_at !== null))
    expect(server.asked()).toBe(3)
    expect(await sent()).toEqual([])
  })

  test('that drops the connection gets the text when it listens', async () => {
    let drops = 1
    const server = await gatewayServer((response, text) => (drops-- > 0 ? void response.destroy() : took(response, text)))
    await tell(db, aText())
    aWorker(aGateway(server.url))
    await until(hasFailed)
    expect(server.texts).toEqual([])
    await letTimePass(db)
    await until(isEmpty)
    expect(server.texts).toHaveLength(1)
  })

  test('that is down gets the text when it is back', async () => {
    const gone = await aGatewayServer()
    await gone.close()
    await tell(db, aText())
    aWorker(aGateway(gone.url))
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, last_error: 'text ECONNREFUSED' }])
    const back = await gatewayServer(took, gone.port)
    await letTimePass(db)
    await until(isEmpty)
    expect(back.texts).toHaveLength(1)
  })

  test('that never answers is left after its time, and keeps nobody waiting', async () => {
    const server = await gatewayServer((response, text) => (text.raw.includes('+966500000000') ? undefined : took(response, text)))
    await tell(db, aText({ to: { address: '+966500000000' } }))
    await tell(db, aText())
    aWorker(aGateway(server.url, { timeout: 1000 }))
    await until(() => server.texts.length === 1)
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, last_error: 'text gateway took too long' }])
  })

  test('whose answer has no end is not read to it', async () => {
    const server = await gatewayServer((response) => {
      response.writeHead(500)
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(16 * 1024)));
        response.once('drain', pour)
      }
      pour()
    })
    await tell(db, aText())
    aWorker(aGateway(server.url))
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'text HTTP 500' }])
  })
})

describe('what is not sent', () => {
  test.each(['0501234567', '+966 50', 'noura@example.org', '+966501234567\r\nX: y', ''])(
    'to %j, which is no phone: it is parked',
    async (address) => {
      const server = await gatewayServer()
      await tell(db, aText({ to: { address } }))
      aWorker(aGateway(server.url))
      await until(hasFailed)
      expect(await rowsOf(db)).toMatchObject([{ last_error: 'not a phone number', parked_at: expect.anything() }])
      expect(server.asked()).toBe(0)
    },
  )

  test('a code that has run out', async () => {
    const server = await gatewayServer()
    await tell(db, aCode())
    await db
      .updateTable('outbox')
      .set({ created_at: Temporal.Now.instant().subtract({ minutes: 11 }) })
      .execute()
    aWorker(aGateway(server.url))
    await until(isEmpty)
    expect(server.asked()).toBe(0)
  })
})

describe('in quiet hours', () => {
  const night = () => Temporal.Instant.from('2100-11-24T20:30:00Z') // half past eleven at night in Riyadh
  const quiet = () =>
    db
      .insertInto('notice_settings')
      .values({
        singleton: 1,
        quiet_from: Temporal.PlainTime.from('22:00'),
        quiet_until: Temporal.PlainTime.from('08:00'),
        contact_email: null,
      })
      .execute()

  test('a text waits until the morning, as if it had not been tried', async () => {
    await quiet()
    const server = await gatewayServer()
    await tell(db, aText({ values: { starts: '2100-11-26T14:40:00Z' } }))
    aWorker(aGateway(server.url), night)
    await until(async () => (await rowsOf(db)).some(({ due_at }) => due_at.toString() === '2100-11-25T05:00:00Z'))
    await until(async () => (await rowsOf(db)).every(({ claim_id }) => claim_id === null))
    expect(await rowsOf(db)).toMatchObject([{ attempts: 0, last_error: null, parked_at: null }])
    expect(server.asked()).toBe(0)
  })

  test('codes go at once', async () => {
    await quiet()
    const server = await gatewayServer()
    await tell(db, aCode())
    aWorker(aGateway(server.url), night)
    await until(isEmpty)
    expect(server.texts).toHaveLength(1)
  })

  test('the cancellation of a visit early in the morning is not held until it is useless', async () => {
    await quiet()
    const server = await gatewayServer()
    await tell(db, aText({ purpose: 'appointment-cancelled', values: { starts: '2100-11-25T06:00:00Z' } }))
    await tell(db, aText({ purpose: 'appointment-moved', values: { starts: '2100-12-01T06:00:00Z', movedFrom: '2100-11-25T06:30:00Z' } }))
    aWorker(aGateway(server.url), night)
    await until(isEmpty)
    expect(server.texts).toHaveLength(2)
  })
})

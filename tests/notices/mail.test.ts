import { afterEach, describe, expect, test } from 'vitest'
import { startWorker, type Worker } from '../../src/jobs/worker.ts'
import { isMailAddress, mailHandler } from '../../src/notices/mail.ts'
import { textsFor } from '../../src/web/texts.ts'
import { keptLog, letTimePass, rowsOf, until } from '../jobs/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { aMailServer, answering, type MailServer, type Received } from './mail-server.ts'
import { aNotice, tell } from './notices.ts'

const { db } = testDatabase()
const sites = { patient: new URL('https://raseel.example'), staff: new URL('https://staff.raseel.example') }
const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

async function mailServer(behaviour: Parameters<typeof aMailServer>[0] = {}): Promise<MailServer> {
  const server = await aMailServer(behaviour)
  open.push(server.close)
  return server
}

function aWorker(smtpUrl: string, handler = mailHandler({ smtpUrl, from: 'clinic@raseel.example', sites, textsFor })) {
  const log = keptLog()
  const worker: Worker = startWorker({ db, handlers: { mail: handler }, log, every: 20 })
  open.push(() => worker.stop(0))
  return { worker, log }
}

const isEmpty = async () => (await rowsOf(db)).length === 0
const hasFailed = async () => (await rowsOf(db)).some(({ last_error }) => last_error !== null)
const onlyMail = ({ mails }: MailServer): Received => {
  const [mail, ...more] = mails
  if (!mail || more.length > 0) throw new Error(`${mails.length} mails`)
  return mail
}

describe('a mail server that takes mail', () => {
  test('gets the mail once, in both parts, with the visit for the calendar', async () => {
    const server = await mailServer()
    const notice = aNotice()
    await tell(db, notice)
    const [row] = await rowsOf(db)
    aWorker(server.url)
    await until(isEmpty)
    const mail = onlyMail(server)
    expect(mail).toMatchObject({ from: 'clinic@raseel.example', to: ['noura@example.org'] })
    expect(mail.headers.get('message-id')).toBe(`<${row?.id}@raseel.example>`)
    expect(mail.headers.get('from')).toBe('Raseel Clinic <clinic@raseel.example>')
    expect(mail.headers.get('to')).toBe('noura@example.org')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    for (const type of ['text/plain', 'text/html', 'text/calendar; charset=utf-8; method=PUBLISH']) expect(mail.raw).toContain(type)
    expect(mail.raw).toContain('A-7K2M')
  })

  test('gets mails of an Arabic reader in Arabic, from right to left', async () => {
    const server = await mailServer()
    await tell(db, aNotice({ language: 'ar', values: { patientName: 'نورة سعد القحطاني' } }))
    aWorker(server.url)
    await until(isEmpty)
    const { raw, headers } = onlyMail(server)
    expect(headers.get('subject')).toMatch(/^=\?UTF-8\?/)
    expect(raw).toContain('lang=3D"ar" dir=3D"rtl"')
  })

  test('gets each of a hundred once from several workers', async () => {
    const server = await mailServer()
    for (let n = 0; n < 100; n++) await tell(db, aNotice({ to: { address: `p${n}@example.org` } }))
    for (let n = 0; n < 3; n++) aWorker(server.url)
    await until(isEmpty)
    expect(server.mails).toHaveLength(100)
    expect(new Set(server.mails.map(({ headers }) => headers.get('message-id'))).size).toBe(100)
  })

  test('gets the name and password of the address', async () => {
    const seen: unknown[] = []
    const server = await mailServer({
      onAuth: ({ username, password }, _session, done) => {
        seen.push([username, password])
        done(null, { user: username })
      },
    })
    await tell(db, aNotice())
    aWorker(server.url.replace('//', '//clinic%40raseel.example:pass%2Fword@'))
    await until(isEmpty)
    expect(seen).toEqual([['clinic@raseel.example', 'pass/word']])
    expect(server.mails).toHaveLength(1)
  })
})

describe('a mail server in trouble', () => {
  test.each([
    ['at the recipient', { onRcptTo: 451 }],
    ['at the sender', { onMailFrom: 421 }],
  ])('that says later (4xx) %s is asked again', async (_where, { onRcptTo, onMailFrom }: { onRcptTo?: number; onMailFrom?: number }) => {
    let busy = true
    const say = (code: number | undefined) => (_address: unknown, _session: unknown, done: (error?: Error) => void) =>
      busy && code ? done(answering(code, 'greylisted noura@example.org')) : done()
    const server = await mailServer({ onRcptTo: say(onRcptTo), onMailFrom: say(onMailFrom) })
    await tell(db, aNotice())
    const { log } = aWorker(server.url)
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, attempts: 1 }])
    busy = false
    await letTimePass(db)
    await until(isEmpty)
    expect(server.mails).toHaveLength(1)
    expect(JSON.stringify(log.lines)).not.toContain('noura')
  })

  test('that does not know the recipient (5xx) is not asked again, and others get theirs', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _session, done) => (address.startsWith('nobody') ? done(answering(550, `no ${address} here`)) : done()),
    })
    await tell(db, aNotice({ to: { address: 'nobody@example.org' } }))
    await tell(db, aNotice())
    aWorker(server.url)
    await until(async () => server.mails.length === 1 && (await rowsOf(db)).length === 1)
    await until(hasFailed)
    const [row] = await rowsOf(db)
    expect(row?.parked_at).not.toBeNull()
    expect(row?.last_error).toBe('mail EENVELOPE RCPT 550')
  })

  test('that refuses the message itself (5xx) is not asked again', async () => {
    const server = await mailServer({
      beforeAccepting: async () => {
        throw answering(554, 'not wanted')
      },
    })
    await tell(db, aNotice())
    aWorker(server.url)
    await until(hasFailed)
    expect((await rowsOf(db))[0]?.parked_at).not.toBeNull()
  })

  test('that refuses our password is asked again: the clinic may set it right', async () => {
    const server = await mailServer({ onAuth: (_auth, _session, done) => done(answering(535, 'no')) })
    await tell(db, aNotice())
    aWorker(server.url.replace('//', '//clinic:wrong@'))
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, last_error: 'mail EAUTH AUTH 535' }])
  })

  test('that cuts the connection in the middle gets the same mail again', async () => {
    let cuts = 1
    const server = await mailServer({ cutsAfter: () => cuts-- > 0 })
    await tell(db, aNotice())
    aWorker(server.url)
    await until(hasFailed)
    expect(server.mails).toEqual([])
    await letTimePass(db)
    await until(isEmpty)
    expect(server.mails).toHaveLength(1)
  })

  test('that is down gets the mail when it is back', async () => {
    const gone = await aMailServer()
    await gone.close()
    await tell(db, aNotice())
    aWorker(gone.url)
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, last_error: 'mail ESOCKET CONN ECONNREFUSED' }])
    const back = await mailServer({ port: gone.port })
    await letTimePass(db)
    await until(isEmpty)
    expect(back.mails).toHaveLength(1)
  })

  test('that is slow keeps nobody waiting who can be served', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const server = await mailServer({ beforeAccepting: ({ to }) => (to[0]?.startsWith('slow') ? promise : Promise.resolve()) })
    await tell(db, aNotice({ to: { address: 'slow@example.org' } }))
    await tell(db, aNotice())
    aWorker(server.url)
    await until(() => server.mails.length === 1)
    expect(onlyMail(server).to).toEqual(['noura@example.org'])
    resolve()
    await until(isEmpty)
    expect(server.mails).toHaveLength(2)
  })

  test('that never answers is left when the worker stops', async () => {
    const server = await mailServer({ beforeAccepting: () => new Promise(() => {}) })
    await tell(db, aNotice())
    const { worker } = aWorker(server.url)
    await until(() => server.visits() === 1)
    await worker.stop(0)
    expect(await rowsOf(db)).toMatchObject([{ claim_id: null, parked_at: null }])
  })

  test.each([
    ['offers no TLS', 'clinic:secret@', { disabledCommands: ['STARTTLS'] }, /^mail ETLS/],
    ['offers no TLS, and asks for no password', '', { disabledCommands: ['STARTTLS'] }, /^mail ETLS/],
    ['has a certificate that nobody signed', 'clinic:secret@', {}, /^mail ESOCKET CONN CERT_/],
  ])('on another machine that %s gets neither password nor mail', async (_how, login, behaviour, reason) => {
    let asked = false
    const server = await mailServer({
      ...behaviour,
      onAuth: (_auth, _session, done) => {
        asked = true
        done(null, { user: 'clinic' })
      },
    })
    await tell(db, aNotice())
    // 0.0.0.0 reaches this machine, but is not written like it.
    aWorker(`smtp://${login}0.0.0.0:${server.port}`)
    await until(hasFailed)
    expect([asked, server.mails]).toEqual([false, []])
    expect(await rowsOf(db)).toMatchObject([{ parked_at: null, last_error: expect.stringMatching(reason) }])
  })
})

describe('what cannot be a mail', () => {
  test.each([
    'noura@example.org\r\nRCPT TO:<eve@example.org>',
    'noura@example.org, eve@example.org',
    'Eve <eve@example.org>',
    'noura',
    '@example.org',
    '',
  ])('an address such as %j is parked and reaches no server', async (address) => {
    const server = await mailServer()
    await tell(db, aNotice({ to: { address } }))
    aWorker(server.url)
    await until(hasFailed)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'not a mail address' }])
    expect(server.visits()).toBe(0)
  })

  test('ordinary addresses are addresses, whatever their letters', () => {
    for (const address of ['a@b.org', "o'neil+clinic@sub.example.org", 'نورة@مثال.السعودية', 'n_1@xn--mgbh0fb.example']) {
      expect(isMailAddress(address)).toBe(true)
    }
  })

  test('a row that holds no notice is parked', async () => {
    const server = await mailServer()
    await tell(db, aNotice())
    await db
      .updateTable('outbox')
      .set({ payload: { to: 'noura' } })
      .execute()
    aWorker(server.url)
    await until(hasFailed)
    expect((await rowsOf(db))[0]?.parked_at).not.toBeNull()
  })

  test('news of a visit that has begun are not sent', async () => {
    const server = await mailServer()
    await tell(db, aNotice({ values: { starts: Temporal.Now.instant().subtract({ minutes: 1 }).toString() } }))
    aWorker(server.url)
    await until(isEmpty)
    expect(server.visits()).toBe(0)
  })

  test('names with line breaks add no header and no recipient', async () => {
    const server = await mailServer()
    const evil = 'Noura\r\nBcc: eve@example.org\r\n\r\nHello'
    await tell(db, aNotice({ values: { patientName: evil, number: evil, clinic: { en: evil, ar: evil }, doctor: { en: evil, ar: evil } } }))
    aWorker(server.url)
    await until(isEmpty)
    const mail = onlyMail(server)
    expect(mail.to).toEqual(['noura@example.org'])
    expect([...mail.headers.keys()]).not.toContain('bcc')
    expect([...mail.headers.keys()].toSorted()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ])
  })
})

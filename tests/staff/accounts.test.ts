import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { close } from '../../src/appointments/closures/close.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aDepartment, aLocation, theSettings } from '../support/places.ts'
import { anAuthenticator } from '../support/second-factor.ts'

const { db } = testDatabase()

async function inside(user: { id: Id<'user'> }): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function anAdmin() {
  await theSettings(db)
  await aLocation(db)
  const admin = await aStaffMember(db, 'admin', { name: { en: 'Hana Admin', ar: 'هناء' }, staffName: 'hana' })
  return { ...admin, browser: await inside(admin.user) }
}

const newcomer = (changes: Record<string, string> = {}) => ({
  receipt: newId(),
  nameEn: 'Nada Alotaibi',
  nameAr: 'ندى العتيبي',
  sex: 'female',
  role: 'receptionist',
  department: '',
  location: '',
  login: 'nada',
  way: 'printed',
  ...changes,
})

const where = (answer: Response) => answer.headers.get('Location')
const codeOn = (html: string) => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(html)?.[0] ?? ''
const isIn = async (browser: TestBrowser) => (await browser.get('/directory')).status === 200
const password = 'amber window seven boats'
const accepts = (browser: TestBrowser, code: string, chosen = password) => browser.post('/invitation', { code, 'new-password': chosen })
const staffOf = async (login: string) =>
  (await db
    .selectFrom('staff as s')
    .innerJoin('logins as l', 'l.user_id', 's.user_id')
    .select(['s.id', 's.user_id'])
    .where('l.value', '=', login)
    .executeTakeFirstOrThrow()) as { id: Id<'staff'>; user_id: Id<'user'> }

async function invited(browser: TestBrowser, changes: Record<string, string> = {}): Promise<string> {
  return codeOn(await (await browser.post('/staff-accounts/new', newcomer(changes))).text())
}

async function linkSent(): Promise<string> {
  const rows = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').orderBy('id', 'desc').execute()
  return (rows[0]?.payload as { values: { path: string } } | undefined)?.values.path ?? ''
}

describe('an admin invites somebody new', () => {
  it('with a code on paper, by which they choose a password and go on to the second step', async () => {
    const { browser } = await anAdmin()
    const department = await aDepartment(db)
    const code = await invited(browser, { department: department.id, role: 'doctor' })
    const nada = aBrowser(db, 'staff')
    expect(await (await nada.get('/invitation')).text()).toContain('autocomplete="new-password"')
    const answer = await accepts(nada, code.toLowerCase().replaceAll('-', ' '))
    expect(where(answer)).toBe('/second-factor')
    expect(await isIn(nada)).toBe(false)
    expect(where(await nada.get('/second-factor'))).toBe('/second-factor/set-up')
    const role = await db
      .selectFrom('practitioner_roles')
      .selectAll()
      .where('staff_id', '=', (await staffOf('nada')).id)
      .executeTakeFirstOrThrow()
    expect([role.role, role.department_id]).toEqual(['doctor', department.id])
  })

  it('as a doctor, who is away in the clinic’s holidays from the first day', async () => {
    const { browser } = await anAdmin()
    const starts = Temporal.Now.instant().add({ hours: 48 })
    const holiday = { receipt: newId<'receipt'>(), kind: 'holiday' as const, name: { en: 'Eid', ar: 'العيد' }, starts }
    await close(db, null, { ...holiday, ends: starts.add({ hours: 2 }) })
    await invited(browser, { department: (await aDepartment(db)).id, role: 'doctor' })
    const cells = await db
      .selectFrom('reservations')
      .select('closure_id')
      .where('resource_id', '=', (await staffOf('nada')).id)
      .execute()
    expect(cells.length).toBeGreaterThanOrEqual(24)
    await invited(browser, { login: 'amal' })
    expect(await verifyCalendar(db)).toEqual([])
  })

  it('with a link by mail, which opening does not use up; the address is then confirmed', async () => {
    const { browser } = await anAdmin()
    const answer = await browser.post('/staff-accounts/new', newcomer({ login: 'Nada@raseel.example', way: 'mail' }))
    const { id, user_id } = await staffOf('nada@raseel.example')
    expect(where(answer)).toBe(`/staff-accounts/${id}?done=invited`)
    const link = await linkSent()
    expect(link).toMatch(/^\/invitation\/[\w-]{16}$/)
    const nada = aBrowser(db, 'staff')
    for (let look = 0; look < 3; look += 1) expect(await (await nada.get(link)).text()).toContain('nada@raseel.example')
    expect(where(await nada.post(link, { 'new-password': password }))).toBe('/second-factor')
    const login = await db.selectFrom('logins').select('confirmed_at').where('user_id', '=', user_id).executeTakeFirstOrThrow()
    expect(login.confirmed_at).not.toBeNull()
    expect((await nada.get(link)).status).toBe(404)
  })

  it('and is told what is missing, with what was typed kept', async () => {
    const { browser } = await anAdmin()
    await aUser(db, { staffName: 'taken' })
    const wrong: [Record<string, string>, string][] = [
      [{ nameEn: '', nameAr: '' }, 'Enter a name in Arabic or English'],
      [{ sex: '' }, 'Choose female or male'],
      [{ role: '' }, 'Choose a role'],
      [{ role: 'owner' }, 'Choose a role'],
      [{ role: 'doctor' }, 'Choose the doctor’s department'],
      [{ login: '' }, 'Enter an e-mail address or a staff name'],
      [{ login: 'ندى' }, 'neither an e-mail address nor a staff name'],
      [{ login: '0501234567' }, 'neither an e-mail address nor a staff name'],
      [{ login: 'taken' }, 'Somebody signs in by this already'],
      [{ way: 'mail' }, 'There is no e-mail address'],
      [{ way: '' }, 'Choose how the invitation reaches them'],
    ]
    for (const [changes, words] of wrong) {
      const answer = await browser.post('/staff-accounts/new', newcomer(changes))
      const html = await answer.text()
      expect(answer.status, words).toBe(422)
      expect(html).toContain(words)
      if (!('nameEn' in changes)) expect(html).toContain('value="Nada Alotaibi"')
    }
    expect(await db.selectFrom('invitations').select('id').execute()).toEqual([])
    expect(await db.selectFrom('staff').select('id').execute()).toHaveLength(1)
  })

  it('once, however often the form is sent; the code is not shown again', async () => {
    const { browser } = await anAdmin()
    const form = newcomer()
    expect(codeOn(await (await browser.post('/staff-accounts/new', form)).text())).not.toBe('')
    const again = await browser.post('/staff-accounts/new', form)
    expect(where(again)).toBe(`/staff-accounts/${(await staffOf('nada')).id}?done=shown`)
    expect(await db.selectFrom('invitations').select('id').execute()).toHaveLength(1)
  })
})

describe('an invitation', () => {
  it('is used once, and of two at the same moment one goes on', async () => {
    const { browser } = await anAdmin()
    const code = await invited(browser)
    const [first, second] = [aBrowser(db, 'staff'), aBrowser(db, 'staff')]
    const answers = await Promise.all([accepts(first, code), accepts(second, code, 'another window eight boats')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
    expect((await accepts(aBrowser(db, 'staff'), code)).status).toBe(422)
  })

  it('is worth nothing when it is too old, withdrawn by a newer one, or its person disabled', async () => {
    const { browser } = await anAdmin()
    const old = await invited(browser)
    const { id, user_id } = await staffOf('nada')
    const newer = codeOn(await (await browser.post(`/staff-accounts/${id}/invitation`, { receipt: newId(), way: 'printed' })).text())
    expect((await accepts(aBrowser(db, 'staff'), old)).status).toBe(422)
    await db
      .updateTable('invitations')
      .set({ expires_at: Temporal.Now.instant().subtract({ seconds: 1 }) })
      .execute()
    expect((await accepts(aBrowser(db, 'staff'), newer)).status).toBe(422)
    await db
      .updateTable('invitations')
      .set({ expires_at: Temporal.Now.instant().add({ hours: 1 }) })
      .execute()
    await db.updateTable('users').set({ disabled_at: Temporal.Now.instant() }).where('id', '=', user_id).execute()
    expect((await accepts(aBrowser(db, 'staff'), newer)).status).toBe(422)
    const user = await db.selectFrom('users').select('password_hash').where('id', '=', user_id).executeTakeFirstOrThrow()
    expect(user.password_hash).toBeNull()
  })

  it('of two admins at once: one account, and one of the codes is good', async () => {
    const { browser } = await anAdmin()
    const other = await inside((await aStaffMember(db, 'admin')).user)
    const { staff } = await aStaffMember(db, 'nurse')
    await db.updateTable('staff').set({ user_id: null }).where('id', '=', staff.id).execute()
    const post = (by: TestBrowser, login: string) =>
      by.post(`/staff-accounts/${staff.id}/invitation`, { receipt: newId(), login, way: 'printed' })
    const answers = await Promise.all([post(browser, 'nada'), post(other, 'nada.o')])
    const codes = (await Promise.all(answers.map((answer) => answer.text()))).map(codeOn)
    const used = await Promise.all(codes.map(async (code) => (code === '' ? 0 : (await accepts(aBrowser(db, 'staff'), code)).status)))
    expect(used.filter((status) => status === 303)).toHaveLength(1)
    expect(await db.selectFrom('logins').select('value').where('value', 'like', 'nada%').execute()).toHaveLength(1)
  })

  it('asks for a password that others would not guess, shorter beside a second factor', async () => {
    const { browser } = await anAdmin()
    const code = await invited(browser)
    for (const chosen of ['', 'short', 'password1', 'nada1234', 'NadaAlotaibi']) {
      expect((await accepts(aBrowser(db, 'staff'), code, chosen)).status, chosen).toBe(422)
    }
    expect((await accepts(aBrowser(db, 'staff'), code, 'kiwi tram')).status).toBe(303)
  })

  it('never skips a second factor that the person has', async () => {
    const { browser } = await anAdmin()
    const { staff, user } = await aStaffMember(db, 'nurse', { staffName: 'nada' })
    const app = await anAuthenticator(db, user)
    const before = await inside(user)
    const code = codeOn(await (await browser.post(`/staff-accounts/${staff.id}/invitation`, { receipt: newId(), way: 'printed' })).text())
    expect(await isIn(before)).toBe(true)
    const nada = aBrowser(db, 'staff')
    await accepts(nada, code)
    expect(await isIn(before)).toBe(false)
    expect(await isIn(nada)).toBe(false)
    expect(where(await nada.get('/second-factor/set-up'))).toBe('/second-factor')
    await nada.post('/second-factor', { code: app.code() })
    expect(await isIn(nada)).toBe(true)
  })

  it('is a link that was never sent: not found, whatever is typed', async () => {
    const browser = aBrowser(db, 'staff')
    for (const token of ['AAAAAAAAAAAAAAAA', 'x', "' OR 1=1 --", '%00'])
      expect((await browser.get(`/invitation/${token}`)).status).toBeLessThan(405)
    // A code on paper is no link, and a link no code.
    const { browser: admin } = await anAdmin()
    const code = await invited(admin)
    expect((await browser.get(`/invitation/${code}`)).status).toBe(404)
  })

  it('stands nowhere in the database', async () => {
    const { browser } = await anAdmin()
    const code = await invited(browser)
    const rows = await db.selectFrom('invitations').selectAll().execute()
    const receipts = await db.selectFrom('receipts').selectAll().execute()
    expect(JSON.stringify([rows, receipts])).not.toContain(code)
  })
})

describe('the list of accounts', () => {
  it('shows everybody with role, login and state, and finds by name in either script and by login', async () => {
    const { browser } = await anAdmin()
    await invited(browser)
    await db
      .insertInto('staff')
      .values({
        id: newId<'staff'>(),
        name: { en: 'Omar', ar: 'عمر' },
        user_id: null,
        sex: 'male',
        grade: null,
        languages: [],
        licence: null,
        about: null,
        position: 5,
        archived_at: null,
      })
      .execute()
    const html = await (await browser.get('/staff-accounts')).text()
    for (const words of ['Nada Alotaibi', 'Receptionist', 'Invited', 'Omar', 'No account', 'Hana Admin', 'No second step yet'])
      expect(html).toContain(words)
    for (const words of ['nada', 'العتيبي', 'alotaibi nada']) {
      const answer = await browser.post('/staff-accounts', { words, state: '' })
      expect(where(answer)).toMatch(/^\/staff-accounts\?search=[0-9a-f-]{36}$/)
      const found = await (await browser.get(where(answer) ?? '')).text()
      expect(found, words).toContain('Nada Alotaibi')
      expect(found, words).not.toContain('>Omar<')
    }
    const invitedOnly = await (await browser.get('/staff-accounts?state=invited')).text()
    expect(invitedOnly).toContain('Nada Alotaibi')
    expect(invitedOnly).not.toContain('>Omar<')
    expect(await (await browser.get(where(await browser.post('/staff-accounts', { words: 'zzz', state: '' })) ?? '')).text()).toContain(
      'Nobody is found',
    )
  })
})

describe('ending somebody’s sessions', () => {
  it('signs them out on every device at once, of both sites, and lets them in again', async () => {
    const { browser } = await anAdmin()
    const { staff, user } = await aStaffMember(db, 'nurse', { staffName: 'nada' })
    const app = await anAuthenticator(db, user)
    const [desk, phone] = [await inside(user), await inside(user)]
    const at = `/staff-accounts/${staff.id}/sessions-ending`
    expect(await (await browser.get(`/staff-accounts/${staff.id}`)).text()).toContain(`href="${at}"`)
    await browser.get(at)
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, true])
    const answer = where(await browser.post(at, { receipt: newId() }))
    expect(await (await browser.get(answer ?? '')).text()).toContain('Their sessions have ended')
    expect([await isIn(desk), await isIn(phone), await isIn(browser)]).toEqual([false, false, true])
    await desk.post('/sign-in', { login: 'nada', password: testPassword })
    await desk.post('/second-factor', { code: app.code() })
    expect(await isIn(desk)).toBe(true)
    const audited = db.selectFrom('audit').select('subject_id').where('action', '=', 'account.end-sessions')
    expect(await audited.execute()).toEqual([{ subject_id: user.id }])
  })

  it('is an admin’s, and their own are ended on their own page', async () => {
    const admin = await anAdmin()
    const nurse = await aStaffMember(db, 'nurse')
    const posted = { receipt: newId() }
    expect((await admin.browser.post(`/staff-accounts/${admin.staff.id}/sessions-ending`, posted)).status).toBe(403)
    expect((await (await inside(nurse.user)).post(`/staff-accounts/${admin.staff.id}/sessions-ending`, posted)).status).toBe(403)
    expect(await isIn(admin.browser)).toBe(true)
  })
})

describe('disabling somebody', () => {
  it('ends their sessions at once, keeps them out, and can be taken back', async () => {
    const { browser } = await anAdmin()
    const { staff, user } = await aStaffMember(db, 'nurse', { staffName: 'nada' })
    const app = await anAuthenticator(db, user)
    const nada = await inside(user)
    expect(where(await browser.post(`/staff-accounts/${staff.id}/disabling`, { receipt: newId() }))).toContain('done=disabled')
    expect(await isIn(nada)).toBe(false)
    expect((await nada.post('/sign-in', { login: 'nada', password: testPassword })).status).toBe(422)
    await browser.post(`/staff-accounts/${staff.id}/enabling`, { receipt: newId() })
    await nada.post('/sign-in', { login: 'nada', password: testPassword })
    await nada.post('/second-factor', { code: app.code() })
    expect(await isIn(nada)).toBe(true)
    const actions = await db
      .selectFrom('audit')
      .select(['action', 'subject_id'])
      .where('action', 'like', 'account.%')
      .orderBy('id')
      .execute()
    expect(actions).toEqual([
      { action: 'account.disable', subject_id: user.id },
      { action: 'account.enable', subject_id: user.id },
    ])
  })

  it('is never oneself, and of two admins who disable each other at once one stays', async () => {
    const one = await anAdmin()
    const two = await aStaffMember(db, 'admin')
    const other = await inside(two.user)
    expect((await one.browser.get(`/staff-accounts/${one.staff.id}/disabling`)).status).toBe(403)
    expect((await one.browser.post(`/staff-accounts/${one.staff.id}/disabling`, { receipt: newId() })).status).toBe(403)
    await Promise.all([
      one.browser.post(`/staff-accounts/${two.staff.id}/disabling`, { receipt: newId() }),
      other.post(`/staff-accounts/${one.staff.id}/disabling`, { receipt: newId() }),
    ])
    const disabled = await db.selectFrom('users').select('id').where('disabled_at', 'is not', null).execute()
    expect(disabled).toHaveLength(1)
  })
})

describe('resetting a second factor', () => {
  it('needs a reason, which is kept; ends sessions and trust, tells the person, and asks them to set up anew', async () => {
    const { browser } = await anAdmin()
    const { staff, user } = await aStaffMember(db, 'nurse', { email: 'nada@raseel.example' })
    await anAuthenticator(db, user)
    const nada = await inside(user)
    await db
      .insertInto('trusted_devices')
      .values({
        device_hash: Buffer.alloc(32),
        user_id: user.id,
        trusted_at: Temporal.Now.instant(),
        expires_at: Temporal.Now.instant().add({ hours: 1 }),
      })
      .execute()
    const at = `/staff-accounts/${staff.id}/second-factor-reset`
    const refused = await browser.post(at, { receipt: newId(), reason: ' ' })
    expect(refused.status).toBe(422)
    expect(await isIn(nada)).toBe(true)
    expect(where(await browser.post(at, { receipt: newId(), reason: 'Phone lost, came to the office with her ID' }))).toContain(
      'done=reset',
    )
    expect(await isIn(nada)).toBe(false)
    expect(await db.selectFrom('trusted_devices').select('user_id').execute()).toEqual([])
    const row = await db
      .selectFrom('audit')
      .select(['reason', 'user_id'])
      .where('action', '=', 'second-factor.reset')
      .executeTakeFirstOrThrow()
    expect(row.reason).toBe('Phone lost, came to the office with her ID')
    const letters = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').execute()
    expect(JSON.stringify(letters)).toContain('second-factor')
    await nada.post('/sign-in', { login: 'nada@raseel.example', password: testPassword })
    expect(where(await nada.get('/second-factor'))).toBe('/second-factor/set-up')
  })

  it('is nothing that others than admins may do, nor an admin for themselves', async () => {
    const admin = await anAdmin()
    await anAuthenticator(db, admin.user)
    expect(
      (await admin.browser.post(`/staff-accounts/${admin.staff.id}/second-factor-reset`, { receipt: newId(), reason: 'because' })).status,
    ).toBe(403)
    const nurse = await inside((await aStaffMember(db, 'nurse')).user)
    expect(
      (await nurse.post(`/staff-accounts/${admin.staff.id}/second-factor-reset`, { receipt: newId(), reason: 'because' })).status,
    ).toBe(403)
    expect(await db.selectFrom('authenticators').select('user_id').execute()).toHaveLength(1)
  })
})

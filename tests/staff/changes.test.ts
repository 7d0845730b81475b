import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { close } from '../../src/appointments/closures/close.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { StaffRole } from '../../src/database/tables.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { linksIn, wordsOf } from '../support/forms.ts'
import { aDoctor, aStaffMember } from '../support/people.ts'
import { aDepartment, aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()

async function inside(user: { id: Id<'user'> }): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function anAdmin() {
  await theSettings(db)
  const location = await aLocation(db)
  const admin = await aStaffMember(db, 'admin', { staffName: 'hana' })
  return { ...admin, location, browser: await inside(admin.user) }
}

const nora = { en: 'Nora Saleh', ar: 'نورة صالح' }
const aMember = async (role: StaffRole = 'nurse', email?: string) => {
  const member = await aStaffMember(db, role, { staffName: 'nora', name: nora, ...(email ? { email } : {}) })
  return { ...member, browser: await inside(member.user), at: `/staff-accounts/${member.staff.id}` }
}

const isIn = async (browser: TestBrowser) => (await browser.get('/directory')).status === 200
const rolesOf = (staff: Id<'staff'>) =>
  db
    .selectFrom('practitioner_roles')
    .select(['role', 'department_id', 'location_id', 'valid_until'])
    .where('staff_id', '=', staff)
    .orderBy('id')
    .execute()
const asked = (changes: Record<string, string> = {}) => ({
  receipt: newId(),
  role: 'receptionist',
  department: '',
  location: '',
  reason: 'moves to the desk',
  ...changes,
})
const rolePage = async (admin: TestBrowser, at: string) =>
  linksIn(await (await admin.get(at)).text()).find((href) => href.startsWith(`${at}/roles/`)) ?? ''
const audited = async (action: string) =>
  (await db.selectFrom('audit').select(['user_id', 'reason']).where('action', '=', action).execute()).map((row) => row)

describe('an admin changes somebody’s role', () => {
  it('from today, with a reason; the former stays written and their sessions end', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    const at = await rolePage(admin.browser, member.at)
    expect(await (await admin.browser.get(at)).text()).toMatch(/value="nurse" selected/)
    const answer = await admin.browser.post(at, asked({ location: admin.location.id }))
    expect(answer.headers.get('Location')).toBe(`${member.at}?done=role`)
    const [before, after] = await rolesOf(member.staff.id)
    expect([before?.role, before?.valid_until !== null]).toEqual(['nurse', true])
    expect(after).toMatchObject({ role: 'receptionist', location_id: admin.location.id, valid_until: null })
    expect(wordsOf(await (await admin.browser.get(member.at)).text())).not.toContain('Nurse')
    expect(await isIn(member.browser)).toBe(false)
    expect(await isIn(await inside(member.user))).toBe(true)
    expect(await audited('staff.change-role')).toEqual([{ user_id: admin.user.id, reason: 'moves to the desk' }])
  })

  it('and leaves them signed in where they may only do more', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    const department = await aDepartment(db)
    const less = asked({ role: 'nurse', department: department.id })
    await admin.browser.post(await rolePage(admin.browser, member.at), less)
    expect(await isIn(member.browser), 'one department in the place of all').toBe(false)
    const again = await inside(member.user)
    await admin.browser.post(await rolePage(admin.browser, member.at), asked({ role: 'nurse' }))
    expect(await isIn(again)).toBe(true)
    expect((await rolesOf(member.staff.id)).filter(({ valid_until }) => valid_until === null)).toHaveLength(1)
  })

  it('but not without a reason, not a doctor’s without a department, and not what the calendar stands on', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    const at = await rolePage(admin.browser, member.at)
    const refused = await admin.browser.post(at, asked({ reason: '' }))
    expect([refused.status, wordsOf(await refused.text()).includes('Enter the reason')]).toEqual([422, true])
    expect((await admin.browser.post(at, asked({ role: 'doctor' }))).status).toBe(422)
    const doctor = await aDoctor(db, { hours: ['09:00-12:00'] })
    const doctors = `/staff-accounts/${doctor.staff.id}`
    const stands = await admin.browser.post(await rolePage(admin.browser, doctors), asked())
    expect([stands.status, wordsOf(await stands.text()).includes('in the calendar')]).toEqual([422, true])
    expect(await isIn(member.browser)).toBe(true)
  })

  it('to a doctor’s and back, and the calendar’s closures follow', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    const [eyes, skin] = [await aDepartment(db), await aDepartment(db)]
    const starts = Temporal.Now.instant().add({ hours: 240 })
    const closing = { kind: 'other' as const, name: { en: 'Closed', ar: 'مغلق' }, department: eyes.id, starts }
    await close(db, null, { ...closing, receipt: newId<'receipt'>(), ends: starts.add({ hours: 2 }) })
    const held = async () =>
      (await db.selectFrom('reservations').select('cell').where('resource_id', '=', member.staff.id).execute()).length
    const become = async (changes: Record<string, string>) => {
      const answer = await admin.browser.post(await rolePage(admin.browser, member.at), asked(changes))
      expect(answer.status).toBe(303)
      expect(await verifyCalendar(db)).toEqual([])
      return await held()
    }
    expect(await become({ role: 'doctor', department: eyes.id })).toBeGreaterThanOrEqual(24)
    expect(await become({ role: 'doctor', department: skin.id })).toBe(0)
    expect(await become({ role: 'doctor', department: eyes.id })).toBeGreaterThanOrEqual(24)
    expect(await become({ role: 'receptionist' })).toBe(0)
  })

  it('never their own, nor by who is no admin; of two admins who take it from each other one is left', async () => {
    const [admin, member] = [await anAdmin(), await aMember('admin')]
    const [own] = await db.selectFrom('practitioner_roles').select('id').where('staff_id', '=', admin.staff.id).execute()
    const ownPage = `/staff-accounts/${admin.staff.id}/roles/${own?.id}`
    expect((await admin.browser.post(ownPage, asked())).status).toBe(403)
    const page = await rolePage(admin.browser, member.at)
    const answers = await Promise.all([admin.browser.post(page, asked()), member.browser.post(ownPage, asked())])
    expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThanOrEqual(1)
    const admins = await db
      .selectFrom('practitioner_roles')
      .select('id')
      .where('role', '=', 'admin')
      .where('valid_until', 'is', null)
      .execute()
    expect(admins).toHaveLength(1)
  })
})

describe('an admin changes what somebody signs in by', () => {
  const login = (value: string) => ({ receipt: newId(), login: value, reason: 'she has married' })
  const loginsOf = (user: Id<'user'>) =>
    db.selectFrom('logins').select(['kind', 'value', 'confirmed_at']).where('user_id', '=', user).orderBy('kind').execute()

  it('the staff name, and they are signed out', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    expect(await (await admin.browser.get(`${member.at}/login`)).text()).toContain('value="nora"')
    const answer = await admin.browser.post(`${member.at}/login`, login('Nora.Q'))
    expect(answer.headers.get('Location')).toBe(`${member.at}?done=login`)
    expect(await loginsOf(member.user.id)).toMatchObject([{ kind: 'staff-name', value: 'nora.q' }])
    expect(await isIn(member.browser)).toBe(false)
    expect(await audited('staff.change-login')).toEqual([{ user_id: admin.user.id, reason: 'she has married' }])
  })

  it('the address: the old one hears of it, and the new one is not trusted before it is confirmed', async () => {
    const [admin, member] = [await anAdmin(), await aMember('nurse', 'nora@clinic.example')]
    await admin.browser.post(`${member.at}/login`, login('nora.q@clinic.example'))
    expect(await loginsOf(member.user.id)).toMatchObject([
      { kind: 'email', value: 'nora.q@clinic.example', confirmed_at: null },
      { kind: 'staff-name', value: 'nora' },
    ])
    const mails = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').execute()
    expect(JSON.stringify(mails)).toContain('nora@clinic.example')
    expect(JSON.stringify(mails)).not.toContain('nora.q@')
  })

  it('but not to somebody else’s, to a telephone, or without a reason', async () => {
    const [admin, member] = [await anAdmin(), await aMember()]
    for (const typed of [login('hana'), login('0501234567'), { ...login('nora.q'), reason: '' }]) {
      expect((await admin.browser.post(`${member.at}/login`, typed)).status).toBe(422)
    }
    expect(await loginsOf(member.user.id)).toMatchObject([{ value: 'nora' }])
    expect((await admin.browser.get(`/staff-accounts/${admin.staff.id}/login`)).status).toBe(403)
    expect((await member.browser.post(`/staff-accounts/${admin.staff.id}/login`, login('x.y'))).status).toBe(403)
  })
})

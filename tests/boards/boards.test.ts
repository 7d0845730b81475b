import { describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { forgetScreens } from '../../src/boards/forget.ts'
import { newId } from '../../src/database/ids.ts'
import type { StaffRole } from '../../src/database/tables.ts'
import { aClinic } from '../appointments/clinic.ts'
import { anAppointment } from '../support/appointments.ts'
import { aBoard } from '../support/boards.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aName, aStaffMember } from '../support/people.ts'
import { aDepartment, aLocation, aRoom } from '../support/places.ts'

const { db } = testDatabase()

const partly = { 'HX-Request-Type': 'partial' }
const screen = (key?: string) => aBrowser(db, 'staff', key ? { '__Host-board': key } : {})
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const codeOn = (text: string) => /(\d{3}) (\d{3})<\/bdi>/.exec(text)?.slice(1).join('') ?? ''

async function signedIn(role: StaffRole) {
  const token = newToken()
  const { user } = await aStaffMember(db, role)
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function aScreenWithCode() {
  const tv = screen()
  await tv.post('/board/pairing', {})
  return { tv, code: codeOn(await textOf(tv.get('/board'))) }
}

const pairing = (admin: TestBrowser, fields: Record<string, string>) =>
  admin.post('/boards', { receipt: newId(), name: 'Ground floor', department: '', ...fields })

describe('pairing', () => {
  test('a screen asks for a code, an administrator types it, and the screen shows the calls', async () => {
    const clinic = await aClinic(db)
    const { tv, code } = await aScreenWithCode()
    expect(code).toMatch(/^\d{6}$/)
    expect((await tv.get('/board?seen=code', partly)).status).toBe(204)
    const admin = await signedIn('admin')
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)))
    expect((await pairing(admin, { code: typed, location: clinic.location.id })).headers.get('location')).toBe('/boards?done=paired')
    expect((await tv.get('/board?seen=code', partly)).headers.get('HX-Redirect')).toBe('/board')
    const text = await textOf(tv.get('/board'))
    expect(text).toContain('Ground floor')
    expect(text).toContain('Nobody is called at the moment.')
    expect(await textOf(admin.get('/boards'))).toContain('Ground floor')
    const audits = await db.selectFrom('audit').select(['action', 'user_id']).where('action', '=', 'board.pair').execute()
    expect(audits).toHaveLength(1)
  })

  test('a code is for one screen, once, and for fifteen minutes', async () => {
    const clinic = await aClinic(db)
    const admin = await signedIn('admin')
    const { tv, code } = await aScreenWithCode()
    await pairing(admin, { code, location: clinic.location.id })
    const again = await pairing(admin, { code, location: clinic.location.id })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('No screen shows this code now')
    const other = await aScreenWithCode()
    await db
      .updateTable('boards')
      .set({ code_expires_at: Temporal.Now.instant().subtract({ minutes: 1 }) })
      .where('code', '=', other.code)
      .execute()
    expect((await pairing(admin, { code: other.code, location: clinic.location.id })).status).toBe(422)
    expect(await textOf(other.tv.get('/board'))).toContain('Show a code')
    expect(await textOf(tv.get('/board'))).toContain('Ground floor')
  })

  test('what is missing or wrong is said beside its field, and what was typed stays', async () => {
    await aClinic(db)
    await aLocation(db)
    const admin = await signedIn('admin')
    for (const [fields, words] of [
      [{ code: '12' }, 'Enter the six digits'],
      [{ code: '000000', name: '' }, 'Enter a name for the screen'],
      [{ code: '000000', name: 'x'.repeat(81) }, 'at most 80 characters'],
      [{ code: '000000', location: newId() }, 'Choose the branch'],
      [{ code: '000000', location: 'nowhere' }, 'Choose the branch'],
    ] as const) {
      const answer = await pairing(admin, { location: '', ...fields })
      expect(answer.status).toBe(422)
      const text = await answer.text()
      expect(text).toContain(words)
      expect(text).toContain(`value="${fields.code}"`)
    }
  })

  test('a form sent twice pairs once', async () => {
    const clinic = await aClinic(db)
    const { code } = await aScreenWithCode()
    const admin = await signedIn('admin')
    const receipt = newId()
    for (const _ of [1, 2]) expect((await pairing(admin, { receipt, code, location: clinic.location.id })).status).toBe(303)
    expect(await db.selectFrom('audit').select('id').where('action', '=', 'board.pair').execute()).toHaveLength(1)
  })

  test('nobody makes screens without end', async () => {
    await aClinic(db)
    const tv = screen()
    const answers: number[] = []
    for (let times = 0; times < 22; times += 1) answers.push((await tv.post('/board/pairing', {})).status)
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(303))
    expect(answers.at(-1)).toBe(429)
  })

  test('a screen whose code nobody typed is forgotten, a paired one never', async () => {
    const clinic = await aClinic(db)
    await aScreenWithCode()
    await aBoard(db, { location_id: clinic.location.id })
    await db
      .updateTable('boards')
      .set({ code_expires_at: Temporal.Now.instant().subtract({ hours: 2 }) })
      .execute()
    expect(await forgetScreens(db)).toBe(1)
    expect(await db.selectFrom('boards').select('name').execute()).toEqual([{ name: 'Ground floor' }])
  })
})

describe('a paired screen', () => {
  const called = async (clinic: Awaited<ReturnType<typeof aClinic>>, given: Parameters<typeof anAppointment>[3] = {}) =>
    anAppointment(db, clinic.doctor, clinic.patient, { status: 'in-consultation', called_at: Temporal.Now.instant(), ...given })

  test('shows the number and the room of who is called, and no name', async () => {
    const clinic = await aClinic(db)
    await aName(db, clinic.patient, { text: 'Fatimah Alzahrani' })
    const room = await aRoom(db, {
      location_id: clinic.location.id,
      department_id: clinic.department.id,
      name: { en: 'Room 7', ar: 'غرفة 7' },
    })
    const visit = await called(clinic, { room_id: room.id })
    const tv = screen((await aBoard(db, { location_id: clinic.location.id })).key)
    const text = await textOf(tv.get('/board'))
    expect(text).toContain(visit.number)
    expect(text).toContain('Room 7')
    expect(text).toContain('غرفة 7')
    expect(text).not.toContain('Fatimah')
    expect(text).not.toContain(clinic.patient.record_number)
  })

  test('shows the ticket of who came without an appointment, beside its department', async () => {
    const clinic = await aClinic(db)
    const visit = await called(clinic, { kind: 'walk-in' })
    await db
      .insertInto('queue_entries')
      .values({
        id: newId<'queue-entry'>(),
        location_id: visit.location_id,
        department_id: visit.department_id,
        doctor_id: null,
        visit_type_id: visit.visit_type_id,
        patient_id: visit.patient_id,
        appointment_id: visit.id,
        clinic_day: visit.clinic_day,
        number: 17,
        status: 'called',
        arrived_at: visit.starts_at,
        called_at: visit.called_at,
        left_at: null,
      })
      .execute()
    const text = await textOf(screen((await aBoard(db, { location_id: clinic.location.id })).key).get('/board'))
    expect(text).toMatch(/>17<\/bdi> <span class="department">/)
    expect(text).toContain(clinic.department.name.en)
    expect(text).not.toContain(`>${visit.number}<`)
  })

  test('is sent something only when something has changed', async () => {
    const clinic = await aClinic(db)
    const tv = screen((await aBoard(db, { location_id: clinic.location.id })).key)
    const seen = /seen=([\w-]+)/.exec(await textOf(tv.get('/board')))?.[1]
    expect((await tv.get(`/board?seen=${seen}`, partly)).status).toBe(204)
    const visit = await called(clinic)
    const news = await tv.get(`/board?seen=${seen}`, partly)
    expect(news.status).toBe(200)
    const text = await news.text()
    expect(text).toContain(visit.number)
    expect(text).not.toContain('<html')
  })

  test('shows its own branch and department only, and nobody who waits, is finished or came yesterday', async () => {
    const clinic = await aClinic(db)
    const elsewhere = await aLocation(db)
    const other = await aDepartment(db)
    const shown = await called(clinic)
    const hidden = [
      await called(clinic, { location_id: elsewhere.id }),
      await called(clinic, { department_id: other.id }),
      await called(clinic, { status: 'arrived', called_at: null }),
      await called(clinic, { status: 'fulfilled' }),
      await called(clinic, { clinic_day: Temporal.Now.plainDateISO(clinic.location.zone).subtract({ days: 1 }) }),
    ]
    const text = await textOf(
      screen((await aBoard(db, { location_id: clinic.location.id, department_id: clinic.department.id })).key).get('/board'),
    )
    expect(text).toContain(`>${shown.number}<`)
    for (const { number } of hidden) expect(text).not.toContain(`>${number}<`)
  })

  test('shows who is called after midnight, while the branch still has its day of before', async () => {
    const clinic = await aClinic(db)
    const { number } = await called(clinic, { clinic_day: Temporal.Now.plainDateISO(clinic.location.zone).add({ days: 1 }) })
    expect(await textOf(screen((await aBoard(db, { location_id: clinic.location.id })).key).get('/board'))).toContain(`>${number}<`)
  })

  test('is no session: it opens no other page', async () => {
    const clinic = await aClinic(db)
    const tv = screen((await aBoard(db, { location_id: clinic.location.id })).key)
    for (const path of ['/day-book', '/boards', '/']) expect((await tv.get(path)).status).toBe(303)
  })

  test('that was ended shows nothing from the next look on', async () => {
    const clinic = await aClinic(db)
    const board = await aBoard(db, { location_id: clinic.location.id })
    const tv = screen(board.key)
    const seen = /seen=([\w-]+)/.exec(await textOf(tv.get('/board')))?.[1]
    const admin = await signedIn('admin')
    expect(await textOf(admin.get(`/boards/${board.id}/revocation`))).toContain('Ground floor')
    await admin.post(`/boards/${board.id}/revocation`, { receipt: newId() })
    expect((await tv.get(`/board?seen=${seen}`, partly)).headers.get('HX-Redirect')).toBe('/board')
    expect(await textOf(tv.get('/board'))).toContain('Show a code')
    expect(await textOf(admin.get('/boards'))).toContain('No screen is paired yet.')
    expect((await admin.get(`/boards/${board.id}/revocation`)).status).toBe(404)
  })

  test('is marked as seen, once a minute', async () => {
    const clinic = await aClinic(db)
    const long = Temporal.Now.instant().subtract({ hours: 3 })
    const board = await aBoard(db, { location_id: clinic.location.id, last_seen_at: long })
    const tv = screen(board.key)
    await tv.get('/board')
    const seenAt = async () => (await db.selectFrom('boards').select('last_seen_at').executeTakeFirstOrThrow()).last_seen_at
    const first = await seenAt()
    expect(first?.epochMilliseconds).toBeGreaterThan(long.epochMilliseconds)
    await tv.get('/board')
    expect(await seenAt()).toEqual(first)
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type AuditAction, auditActions } from '../../src/audit/actions.ts'
import { audit } from '../../src/audit/write.ts'
import { newId } from '../../src/database/ids.ts'
import { actionChoices } from '../../src/records/action-words.ts'
import { csvLine } from '../../src/records/audit-csv.ts'
import { filterIn } from '../../src/records/audit-queries.ts'
import { textsFor } from '../../src/web/texts.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { wordsOf } from '../support/forms.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db, owner } = testDatabase()
let admin: TestBrowser
let doctor: Awaited<ReturnType<typeof aDoctor>>
let patient: Awaited<ReturnType<typeof aPatient>>

beforeEach(async () => {
  await theSettings(db)
  doctor = await aDoctor(db, { location: await aLocation(db) })
  patient = await aPatient(db, { record_number: 'R-003377' })
  const token = newToken()
  const { user } = await aStaffMember(db, 'admin', { name: { en: 'Amal Alharbi', ar: 'أمل الحربي' } })
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  admin = await aBrowser(db, 'staff', { '__Host-session': token })
})

const see = (action: AuditAction = 'patient.see', reason?: string) =>
  audit(db, doctor.actor, { action, patient: patient.id, subject: { type: 'patient', id: patient.id }, ...(reason ? { reason } : {}) })
const page = async (query = '') => await (await admin.get(`/administration/audit${query}`)).text()
const english = textsFor('en')
/** What the rows of the table say was done. */
const actionsIn = (html: string): string[] =>
  html
    .split('<tr')
    .slice(2)
    .map((row) => wordsOf(row.split('<td')[3]?.replace(/^[^>]*>/, '') ?? '').trim())

describe('the audit page', () => {
  it('shows who did what with whom, as what, and why, the newest first', async () => {
    await see('patient.see')
    await see('glass.open', 'Fainted')
    const html = await page()
    expect(actionsIn(html)).toEqual(['Opened a record by emergency access', 'Saw a patient'])
    expect(wordsOf(html)).toMatch(/Sara Alqahtani Doctor, \S+.* Opened a record by emergency access R-003377 Fainted/)
  })

  it('is narrowed by person, patient, action and day, by what is typed', async () => {
    await see()
    await see('appointment.book')
    await audit(db, null, { action: 'sign-in.fail' })
    const asked = async (fields: Record<string, string>) => {
      const answer = await admin.post('/administration/audit', fields)
      expect(answer.status).toBe(303)
      const address = answer.headers.get('Location') ?? ''
      expect(address, 'no number of a record in an address').not.toContain('3377')
      return actionsIn(await (await admin.get(address)).text())
    }
    expect(await asked({ number: '3377' })).toEqual(['Booked an appointment', 'Saw a patient'])
    expect(await asked({ action: 'appointment' })).toEqual(['Booked an appointment'])
    expect(await asked({ person: doctor.user.id, action: 'patient.see' })).toEqual(['Saw a patient'])
    const today = Temporal.Now.plainDateISO('Asia/Riyadh')
    expect(await asked({ day: today.toString(), action: 'sign-in.fail' })).toEqual(['Failed sign-in'])
    expect(await asked({ day: today.subtract({ days: 3 }).toString() })).toEqual([])
  })

  it('finds a patient in lists as well, where a day is asked for', async () => {
    await audit(db, doctor.actor, { action: 'day-book.see', patients: [newId<'patient'>(), patient.id] })
    const day = Temporal.Now.plainDateISO('Asia/Riyadh')
    expect(actionsIn(await page(`?patient=${patient.id}&day=${day}`))).toContain('Saw the day book')
    expect(actionsIn(await page(`?patient=${patient.id}`))).not.toContain('Saw the day book')
  })

  it('says so when nobody has the number that was typed', async () => {
    const answer = await admin.post('/administration/audit', { number: 'R-1' })
    expect(answer.status).toBe(422)
    expect(wordsOf(await answer.text())).toContain('No patient has this number')
  })

  it('takes what is no filter for none', async () => {
    await see()
    for (const query of ['?person=x', '?day=2026-02-31', "?action=' OR 1=1", '?before=x', '?patient=%00']) {
      const answer = await admin.get(`/administration/audit${query}`)
      expect([200, 400], query).toContain(answer.status)
    }
  })

  it('leads through all rows, each once, also where many bear the same time', async () => {
    const at = Temporal.Now.instant()
    const nothing = { role: null, department_id: null, location_id: null, subject_type: null, subject_id: null, patient_id: null }
    const more = { patient_ids: null, reason: null, request: null }
    await owner
      .insertInto('audit')
      .values(
        Array.from({ length: 120 }, (_, n) => ({
          id: newId<'audit'>(),
          at,
          user_id: doctor.user.id,
          action: `test.n${n}`,
          ...nothing,
          ...more,
        })),
      )
      .execute()
    const met: string[] = []
    let address: string | undefined = `/administration/audit?person=${doctor.user.id}`
    while (address) {
      const html: string = await (await admin.get(address)).text()
      met.push(...[...html.matchAll(/test\.n\d+/g)].map(([action]) => action))
      address = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(met).toHaveLength(120)
    expect(new Set(met).size).toBe(120)
  })
})

describe('all that the audit can say', () => {
  it.each(['en', 'ar'] as const)('is said in words of its own in %s, under headings', (language) => {
    const groups = actionChoices(textsFor(language))
    expect(groups.flatMap(({ options }) => options.map(({ value }) => value)).sort()).toEqual(
      Object.values(auditActions)
        .flatMap((group) => Object.keys(group))
        .sort(),
    )
    const labels = groups.flatMap(({ label, options }) => [label, ...options.map((option) => option.label)])
    expect(new Set(labels).size).toBe(labels.length)
    for (const label of labels) expect(label).not.toMatch(/[a-z]\.[a-z]/)
  })

  it('can be asked for by an address', () => {
    for (const action of Object.values(auditActions).flatMap((group) => Object.keys(group))) {
      expect(filterIn((name) => (name === 'action' ? action : undefined), 'UTC').action).toBe(action)
    }
  })

  it('is offered as a choice; what an older release wrote stays as it was written', async () => {
    await see('text.drop')
    await owner.updateTable('audit').set({ action: 'recipe.bake' }).where('action', '=', 'text.drop').execute()
    const html = await page('?action=recipe.bake')
    expect(actionsIn(html)).toEqual(['recipe.bake'])
    expect(html).toContain('<option value="recipe.bake" selected')
    expect(html).toContain(`<optgroup label="${english('audit.group.glass')}">`)
  })
})

describe('the audit as a file', () => {
  it('holds all rows, however many, and says in the audit that it was made', async () => {
    const at = Temporal.Now.instant()
    const nothing = { role: null, department_id: null, location_id: null, subject_type: null, subject_id: null, patient_id: null }
    const more = { patient_ids: null, reason: null, request: null }
    const rows = Array.from({ length: 2500 }, (_, n) => ({
      id: newId<'audit'>(),
      at,
      user_id: null,
      action: `test.n${n}`,
      ...nothing,
      ...more,
    }))
    await owner.insertInto('audit').values(rows).execute()
    const answer = await admin.get('/administration/audit/file?action=test')
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=UTF-8')
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/)
    const lines = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .split('\r\n')
    expect(lines[0]).toMatch(/^\ufeffat,user,/)
    expect(lines).toHaveLength(1 + 2500 + 1)
    const exports = await db.selectFrom('audit').select('reason').where('action', '=', 'audit.export').execute()
    expect(exports).toEqual([{ reason: '?action=test' }])
  })

  it.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"\r\n`],
    ['+966501234567', `"'+966501234567"\r\n`],
    ['-2+3', `"'-2+3"\r\n`],
    ['@SUM(A1)', `"'@SUM(A1)"\r\n`],
    ['\t=1', `"'\t=1"\r\n`],
    [' =1', `"' =1"\r\n`],
    ['＝1', `"'＝1"\r\n`],
    ['\r=1', `"'\r=1"\r\n`],
    ['a "word", and one', `"a ""word"", and one"\r\n`],
    ['plain', 'plain\r\n'],
  ])('makes %j harmless for a spreadsheet', (typed, line) => {
    expect(csvLine([typed])).toBe(line)
  })
})

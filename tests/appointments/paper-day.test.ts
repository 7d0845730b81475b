import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { keepPaperDays, paperJob } from '../../src/appointments/paper/paper-files.tsx'
import { claim } from '../../src/jobs/claim.ts'
import { plan } from '../../src/jobs/enqueue.ts'
import { finish } from '../../src/jobs/settle.ts'
import { textsFor } from '../../src/web/texts.ts'
import { keptLog, letTimePass } from '../jobs/outbox.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aPatient, aStaffMember } from '../support/people.ts'
import { aClinic, at, bookAt, inDays } from './clinic.ts'

const { db } = testDatabase()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raseel-paper-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const filesIn = (place: string) => readdirSync(place).sort()
const audits = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).execute()

async function aClinicWithVisitsTomorrow() {
  const clinic = await aClinic(db)
  await aContactPoint(db, clinic.patient, { value: '+966501234567' })
  await bookAt(db, clinic, at(1, '10:00'))
  return clinic
}

async function asReceptionist(paperFolder: string | null) {
  const token = newToken()
  const { user } = await aStaffMember(db, 'receptionist')
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  const app = testApp(db, { paperFolder })
  return (path: string) => app.staffRequest(path, { headers: { Cookie: `__Host-session=${token}` } })
}

async function aRound(log = keptLog(), keep = keepPaperDays({ db, folder, textsFor, log })) {
  await plan(db, paperJob)
  const [job] = await claim(db, paperJob.topic, 1)
  if (!job) throw new Error('it is not its time')
  await keep(job, new AbortController().signal)
  await finish(db, job)
  return log
}

describe('the day on paper', () => {
  test('has today and tomorrow by doctor, with names, phones and times, and says whose data was seen', async () => {
    const clinic = await aClinicWithVisitsTomorrow()
    const get = await asReceptionist(null)
    const text = await (await get('/paper-day')).text()
    expect(text).toContain('Dr. Sara Alqahtani')
    expect(text).toContain('050 123 4567')
    expect(text).toContain(clinic.patient.record_number)
    expect(text).toContain('Nobody is booked on this day.')
    expect((await audits('paper-day.see')).map((row) => row.patient_ids)).toEqual([[clinic.patient.id]])
  })

  test('leaves out who has cancelled', async () => {
    const clinic = await aClinicWithVisitsTomorrow()
    await db.updateTable('appointments').set({ status: 'cancelled' }).execute()
    const text = await (await (await asReceptionist(null))('/paper-day')).text()
    expect(text).not.toContain(clinic.patient.record_number)
  })

  test('knows no branch that is none', async () => {
    await aClinic(db)
    const get = await asReceptionist(null)
    for (const location of ['nowhere', '', "' OR 1=1 --"])
      expect((await get(`/paper-day?location=${encodeURIComponent(location)}`)).status).toBe(404)
  })

  test('says when it was last kept as files, that it never was, and that the files are old', async () => {
    await aClinicWithVisitsTomorrow()
    const get = await asReceptionist(folder)
    expect(await (await get('/paper-day')).text()).toContain('Nothing has been saved yet')
    await aRound()
    expect(await (await get('/paper-day')).text()).toContain('Also kept as files')
    const long = Temporal.Now.instant().subtract({ hours: 2 }).epochMilliseconds / 1000
    for (const name of filesIn(folder)) utimesSync(join(folder, name), long, long)
    expect(await (await get('/paper-day')).text()).toContain('The files on disk are old')
  })
})

describe('the files', () => {
  test('are today and tomorrow, whole pages in the clinic’s language that need nothing else', async () => {
    const clinic = await aClinicWithVisitsTomorrow()
    await aRound()
    const names = filesIn(folder)
    expect(names.map((name) => name.slice(0, 17))).toEqual([`raseel ${inDays(0)}`, `raseel ${inDays(1)}`])
    const tomorrow = readFileSync(join(folder, names[1] ?? ''), 'utf8')
    expect(tomorrow).toMatch(/^<!DOCTYPE html><html lang="ar" dir="rtl">/)
    expect(tomorrow).toContain(clinic.patient.record_number)
    expect(tomorrow).not.toMatch(/(?:src|href)=/)
  })

  test('of days that are over are removed, and nothing else is', async () => {
    await aClinicWithVisitsTomorrow()
    writeFileSync(join(folder, 'raseel 2026-01-01 Main branch.html'), 'old')
    writeFileSync(join(folder, 'wages.html'), 'not ours')
    await aRound()
    expect(filesIn(folder)).toContain('wages.html')
    expect(filesIn(folder)).not.toContain('raseel 2026-01-01 Main branch.html')
  })

  test('are saved again with who was booked meanwhile, and only who is new is in the audit again', async () => {
    const clinic = await aClinicWithVisitsTomorrow()
    const keep = keepPaperDays({ db, folder, textsFor, log: keptLog() })
    await aRound(keptLog(), keep)
    const late = await aPatient(db)
    await bookAt(db, clinic, at(1, '12:00'), { patient: late.id })
    await letTimePass(db)
    await aRound(keptLog(), keep)
    expect(readFileSync(join(folder, filesIn(folder)[1] ?? ''), 'utf8')).toContain(late.record_number)
    expect((await audits('paper-day.save')).map((row) => row.patient_ids)).toEqual([[clinic.patient.id], [late.id]])
  })

  test('that cannot be written are a warning, and are tried again', async () => {
    await aClinicWithVisitsTomorrow()
    const blocked = join(folder, 'a file, not a folder')
    writeFileSync(blocked, '')
    const log = keptLog()
    const keep = keepPaperDays({ db, folder: blocked, textsFor, log })
    await aRound(log, keep)
    expect(log.lines.map(({ level }) => level)).toEqual(['warn'])
    rmSync(blocked)
    await letTimePass(db)
    await aRound(log, keep)
    expect(filesIn(blocked)).toHaveLength(2)
  })

  test('with a branch whose name would lead to another folder stay in theirs', async () => {
    const clinic = await aClinicWithVisitsTomorrow()
    await db
      .updateTable('locations')
      .set({ name: { en: '../../etc', ar: '../..\\etc' } })
      .where('id', '=', clinic.location.id)
      .execute()
    await aRound()
    expect(filesIn(folder)).toHaveLength(2)
  })
})

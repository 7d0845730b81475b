import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { openEmbedded } from '../../src/database/embedded.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { letTimePass, until } from '../jobs/outbox.ts'
import { aMailServer } from '../notices/mail-server.ts'
import { killedServer } from '../support/embedded.ts'
import { choicesOf } from '../support/forms.ts'
import { clinicProcesses, freePort } from './clinic-process.ts'
import { type Account, aPatientOnline, doctorsOnline, type PatientOnline } from './patient-online.ts'

// The clinic starts seven times in here.
vi.setConfig({ testTimeout: 300_000 })

const { aDataDir, aClinic } = clinicProcesses()

const patientsOf = async (dataDir: string): Promise<Account[]> => {
  const { accounts } = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
  return accounts.filter(({ role }: Account) => role === 'patient')
}

/** Asks the clinic's own database, beside the clinic. */
async function inDatabase<T>(dataDir: string, work: (db: Database) => Promise<T>): Promise<T> {
  const note = () => {}
  const embedded = await openEmbedded(dataDir, { info: note, warn: note, error: note })
  const { db, close } = openDatabase(embedded.app, { connections: 2 })
  try {
    return await work(db)
  } finally {
    await close()
    await embedded.close()
  }
}

const bookedIn = (answer: Response): string =>
  /\/appointments\/([0-9a-f-]{36})\/booked$/.exec(answer.headers.get('Location') ?? '')?.[1] ?? ''

test('whoever the clinic told that they are booked is booked once, wholly, and has the mail, however often app and database are killed', async () => {
  const dataDir = await aDataDir()
  const mail = await aMailServer()
  const settings = { DATA_DIR: dataDir, SMTP_URL: mail.url, RATE_LIMIT: '100000', PORT: String(await freePort()) }
  let clinic = await aClinic(settings)
  await clinic.ready()

  const withMail = ['0500012345', '0500015120', 'youssef@patients.example', 'maria@patients.example']
  const accounts = (await patientsOf(dataDir)).filter(({ login }) => withMail.includes(login))
  const doctors = await doctorsOnline(clinic.port, accounts.length)
  const bookers = await Promise.all(
    accounts.map(async (account, n) => ({ patient: await aPatientOnline(clinic.port, account), doctor: doctors[n] ?? {} })),
  )
  const forms = await Promise.all(bookers.map(({ patient, doctor }) => formsOf(patient, doctor, 12)))
  expect(forms.map((one) => one.length)).toEqual([12, 12, 12, 12])

  const confirmed = new Map<string, string>()
  let left = bookers.length
  let kills = 0
  const booking = bookers.map(async ({ patient }, n) => {
    for (const [place, form] of (forms[n] ?? []).entries()) {
      // However quickly this machine books, some is left to book after each of the first kills.
      if (place > 7) await until(() => kills > place - 8)
      const answer = await answered(patient, form)
      expect(answer.status).toBe(303)
      confirmed.set(form.receipt ?? '', bookedIn(answer))
      await pause(Math.random() * 150)
    }
    left -= 1
  })
  while (left > 0 && kills < 6) {
    await pause(100 + Math.random() * 500)
    if (kills === 3) await killedServer(dataDir)
    else {
      clinic.signal('SIGKILL')
      await clinic.ended
      clinic = await aClinic(settings)
      await clinic.ready()
    }
    kills += 1
  }
  await Promise.all(booking)
  expect(kills).toBeGreaterThan(3)

  const ids = [...confirmed.values()]
  expect(new Set(ids).size).toBe(48)
  // Sent once more, each form still names the visit that it made.
  for (const [n, { patient }] of bookers.entries()) {
    for (const form of forms[n] ?? []) expect(bookedIn(await patient.book(form))).toBe(confirmed.get(form.receipt ?? ''))
  }
  const numbers = await inDatabase(dataDir, async (db) => {
    expect(await verifyCalendar(db)).toEqual([])
    const rows = await db
      .selectFrom('appointments')
      .select(['id', 'number', 'status'])
      .where('booked_through', '=', 'patient')
      .where('created_at', '>', startedAt)
      .execute()
    expect(rows.map(({ id }) => String(id)).sort()).toEqual(ids.toSorted())
    expect(rows.every(({ status }) => status === 'booked')).toBe(true)
    for (const [table, column] of [
      ['receipts', 'action'],
      ['audit', 'action'],
    ] as const) {
      const found = await db.selectFrom(table).select('subject_id').where(column, '=', 'appointment.book').execute()
      expect(found.map(({ subject_id }) => String(subject_id)).sort()).toEqual(ids.toSorted())
    }
    // What a killed one had taken up waits for minutes until somebody else may.
    await letTimePass(db)
    await until(async () => (await db.selectFrom('outbox').select('id').where('topic', '=', 'mail').execute()).length === 0)
    return rows.map(({ number }) => number)
  })
  const letters = new Map(numbers.map((number) => [number, mail.mails.filter(({ raw }) => raw.includes(number))]))
  for (const [number, mails] of letters) {
    expect(new Set(mails.map(({ headers }) => headers.get('message-id'))).size, `letters about ${number}`).toBe(1)
  }
  expect(new Set(mail.mails.map(({ headers }) => headers.get('message-id'))).size).toBe(48)
  await mail.close()
})

const startedAt = Temporal.Now.instant().subtract({ seconds: 1 })

/** Of as many days as it takes; a time at which the patient has another visit is not offered to them. */
async function formsOf(patient: PatientOnline, doctor: Record<string, string>, many: number): Promise<Record<string, string>[]> {
  const forms: Record<string, string>[] = []
  for (let day = 1; forms.length < many && day < 6; day++) {
    for (const time of (await patient.timesOf(doctor, day)).slice(0, many)) {
      const form = await patient.formFor(doctor, time)
      if (form.time) forms.push(form)
    }
  }
  return forms.slice(0, many)
}

/** As people do: the button once more until somebody answers. */
async function answered(patient: PatientOnline, form: Record<string, string>): Promise<Response> {
  for (;;) {
    const answer = await patient.book(form).catch(() => null)
    if (answer && answer.status < 500) return answer
    await pause(100)
  }
}

test('of several patients who send the same time at the same moment one is booked, and each other one is offered other times at once', async () => {
  const dataDir = await aDataDir()
  const clinic = await aClinic({ DATA_DIR: dataDir, RATE_LIMIT: '100000' })
  await clinic.ready()
  const patients = await Promise.all((await patientsOf(dataDir)).slice(1, 9).map((account) => aPatientOnline(clinic.port, account)))
  const [doctor = {}] = await doctorsOnline(clinic.port, 1)
  const [first] = patients
  const times = (await first?.timesOf(doctor, 2)) ?? []
  let raced = 0
  for (const time of times) {
    const forms = await Promise.all(patients.map((patient) => patient.formFor(doctor, time)))
    // Some patient of the demo may have another visit then.
    if (raced === 6 || forms.some((form) => !form.time)) continue
    raced += 1
    const answers = await Promise.all(patients.map((patient, n) => patient.book({ ...forms[n], reason: 'Headache' })))
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([303, ...Array.from({ length: patients.length - 1 }, () => 409)])
    for (const answer of answers.filter(({ status }) => status === 409)) {
      const html = await answer.text()
      const others = choicesOf(html, 'time')
      expect(others.length).toBeGreaterThan(3)
      expect(others).not.toContain(time)
      expect(html).toContain('>Headache</textarea>')
    }
    expect(answers.map(bookedIn).filter((id) => id !== '')).toHaveLength(1)
  }
  expect(raced).toBe(6)
  expect(await inDatabase(dataDir, verifyCalendar)).toEqual([])
})

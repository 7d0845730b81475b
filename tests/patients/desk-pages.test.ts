import { describe, expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Row, StaffRole } from '../../src/database/tables.ts'
import { refreshTokens } from '../../src/patients/search/refresh-tokens.ts'
import { aClinic, at, bookAt } from '../appointments/clinic.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aName, anIdentifier, aPatient, aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

async function atTheDesk(role: StaffRole = 'receptionist', places = true): Promise<TestBrowser> {
  if (places) {
    await theSettings(db)
    await aLocation(db)
  }
  const { user } = await aStaffMember(db, role)
  return signedIn(user)
}

async function signedIn(user: Row<'users'>): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function aKnownPatient(given: Parameters<typeof aPatient>[1] = {}): Promise<Row<'patients'>> {
  const patient = await aPatient(db, given)
  await index(patient.id)
  return patient
}

const index = (patient: Id<'patient'>) => db.transaction().execute((tx) => refreshTokens(tx, patient))
const audits = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).execute()
const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const locationOf = (answer: Response): string => answer.headers.get('Location') ?? ''

describe('a search', () => {
  test('by Enter leads to an address that says nothing; Back, reload and a second tab find the same', async () => {
    const browser = await atTheDesk()
    const patient = await aKnownPatient({ phone: '+966501234567' })
    const answer = await browser.post('/search', { words: 'نورة 4567' })
    expect(answer.status).toBe(303)
    expect(locationOf(answer)).toMatch(/^\/search\/[0-9a-f-]{36}$/)
    for (let turn = 0; turn < 2; turn++) {
      const text = await (await browser.get(locationOf(answer))).text()
      expect(text).toContain('نورة سعد القحطاني')
      expect(text).toContain(`/patients/${patient.id}/book`)
      expect(text).toContain('value="نورة 4567"')
      expect(text).not.toContain('+966501234567')
    }
    const seen = await audits('patients.find')
    expect(seen.map((row) => row.patient_ids)).toEqual([[patient.id], [patient.id]])
    expect(JSON.stringify(seen)).not.toContain('4567')
  })

  test('of somebody else, of another session and after ten minutes is not found', async () => {
    const browser = await atTheDesk()
    await aKnownPatient()
    const address = locationOf(await browser.post('/search', { words: 'noura' }))
    const another = await atTheDesk('receptionist', false)
    expect((await another.get(address)).status).toBe(404)
    await db.deleteFrom('searches').execute()
    const late = await browser.get(address)
    expect(late.status).toBe(404)
    expect(await late.text()).toContain('ten minutes')
  })

  test('while typing comes as a part of the page, in three statements, and is not kept', async () => {
    const browser = await atTheDesk()
    await aKnownPatient()
    await browser.post('/search', { words: 'noura' }, partial)
    statements.length = 0
    const answer = await browser.post('/search', { words: 'noura' }, partial)
    expect(statements.length).toBeLessThanOrEqual(3)
    const text = await answer.text()
    expect(text).not.toContain('<html')
    expect(text).toContain('1 patient')
    expect(text).toContain('Noura Saad Alqahtani')
    expect(await db.selectFrom('searches').select('id').execute()).toEqual([])
  })

  test('that finds nobody offers to register, with what was typed', async () => {
    const browser = await atTheDesk()
    const page = await (await browser.get(locationOf(await browser.post('/search', { words: 'زينب السالم 0551112222' })))).text()
    expect(page).toContain('Nobody is found')
    const [, from = ''] = /\/patients\/new\?from=([0-9a-f-]{36})/.exec(page) ?? []
    const form = await (await browser.get(`/patients/new?from=${from}`)).text()
    expect(form).toContain('value="زينب السالم"')
    expect(form).toContain('value="0551112222"')
    const straight = await browser.post('/search', { words: 'زينب', to: 'register' })
    expect(locationOf(straight)).toMatch(/^\/patients\/new\?from=[0-9a-f-]{36}$/)
  })

  test('by those who register nobody offers nothing of the kind', async () => {
    const nurse = await atTheDesk('nurse')
    expect(await (await nurse.get('/search')).text()).not.toContain('/patients/new')
    expect(await (await nurse.post('/search', { words: 'zzz' }, partial)).text()).not.toContain('register')
    expect(locationOf(await nurse.post('/search', { words: 'zzz', to: 'register' }))).toMatch(/^\/search\//)
  })

  test('with nothing, or with a script in it, is answered', async () => {
    const browser = await atTheDesk()
    expect(locationOf(await browser.post('/search', { words: '  ' }))).toBe('/search')
    expect(await (await browser.post('/search', { words: '' }, partial)).text()).not.toContain('class="found"')
    const page = await (await browser.get(locationOf(await browser.post('/search', { words: '<script>alert(1)</script>' })))).text()
    expect(page).not.toContain('<script>alert')
  })

  test('offers to check in who has a visit today', async () => {
    const clinic = await aClinic(db)
    await index(clinic.patient.id)
    const soon = Temporal.Now.instant().add({ minutes: 10 }).round({ smallestUnit: 'hour', roundingMode: 'ceil' })
    const booked = await bookAt(db, clinic, soon)
    const browser = await atTheDesk('receptionist', false)
    const text = await (await browser.post('/search', { words: clinic.patient.record_number }, partial)).text()
    if (booked.ok && soon.toZonedDateTimeISO('Asia/Riyadh').toPlainDate().equals(Temporal.Now.plainDateISO('Asia/Riyadh')))
      expect(text).toContain(`/appointments/${booked.appointment}/arrival`)
    expect(text).toContain('Walk-in')
  })
})

const fields = { name: 'Huda Nasser Alharbi', sex: 'female', birth: '14/5/1992', phone: '0551112222', next: 'open' }
const receipt = () => newId<'receipt'>()

describe('registering', () => {
  test('takes four fields, leads to the booking, and the new patient is found at once', async () => {
    const browser = await atTheDesk()
    const answer = await browser.post('/patients/new', { ...fields, receipt: receipt(), next: 'book' })
    expect(answer.status).toBe(303)
    expect(locationOf(answer)).toMatch(/^\/patients\/[0-9a-f-]{36}\/book$/)
    const patient = await db.selectFrom('patients').selectAll().executeTakeFirstOrThrow()
    expect(patient).toMatchObject({ sex: 'female', birth_precision: 'day', birth_entered: '14/5/1992' })
    expect(patient.record_number).toMatch(/^R-\d{6}$/)
    expect(await (await browser.post('/search', { words: 'هدى 2222' }, partial)).text()).toContain(patient.record_number)
    expect(await audits('patient.register')).toHaveLength(1)
  })

  test('keeps of a name what is seen of it: neither what turns the words around it nor what a terminal obeys', async () => {
    const browser = await atTheDesk()
    await browser.post('/patients/new', {
      ...fields,
      receipt: receipt(),
      name: '\u202eهدى \u2067الشمري\u2069\u001b[2J',
      given: 'هدى\u0007',
    })
    const name = await db.selectFrom('patient_names').select(['text', 'given']).executeTakeFirstOrThrow()
    expect(name).toEqual({ text: 'هدى الشمري[2J', given: 'هدى' })
  })

  test('twice by one form opens one record', async () => {
    const browser = await atTheDesk()
    const form = { ...fields, receipt: receipt() }
    const first = await browser.post('/patients/new', form)
    const again = await browser.post('/patients/new', { ...form, different: locationOf(first).slice(10, 46) })
    expect(locationOf(again)).toBe(locationOf(first))
    expect(await db.selectFrom('patients').select('id').execute()).toHaveLength(1)
  })

  test.each([
    ['name', { name: '' }],
    ['name', { name: '12345' }],
    ['sex', { sex: '' }],
    ['birth', { birth: '' }],
    ['birth', { birth: '31/2/1990' }],
    ['phone', { phone: '' }],
    ['phone', { phone: '123' }],
    ['name2', { name2: 'Noura' }],
    ['email', { email: 'x' }],
    ['email', { email: 'huda@example.org,somebody@example.org' }],
    ['email', { email: `${'h'.repeat(250)}@example.org` }],
    ['idValue1', { idType1: 'national-id', idValue1: '1000000009' }],
    ['idValue1', { idType1: 'iqama', idValue1: '1000000008' }],
    ['idValue1', { idType1: 'eg-national-id', idValue1: '29013010112345' }],
    ['idType1', { idValue1: '1000000008' }],
    ['guardian', { guardian: 'R-999999' }],
  ])('says what is wrong with the %s and keeps what was typed', async (field, wrong) => {
    const browser = await atTheDesk()
    const answer = await browser.post('/patients/new', { ...fields, ...wrong, receipt: receipt() })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(`href="#f-${field}"`)
    if (field !== 'name') expect(text).toContain('value="Huda Nasser Alharbi"')
    expect(await db.selectFrom('patients').select('id').execute()).toEqual([])
  })

  test('nobody is asked for more than is known: no phone, unknown birth, age, both calendars', async () => {
    const browser = await atTheDesk()
    const rows: [Record<string, string>, Partial<Row<'patients'>>][] = [
      [{ phone: '', noPhone: 'yes', birth: 'unknown' }, { birth_date: null }],
      [{ name: 'خالد', birth: '٣٥' }, { birth_precision: 'age' }],
      [
        { name: 'سارة', birth: '1 رجب 1395', phone: '0555555555' },
        { birth_calendar: 'umalqura', birth_precision: 'day' },
      ],
      [{ name: 'ليان', birth: '8 أشهر', phone: '0556666666' }, { birth_precision: 'month' }],
    ]
    for (const [given, expected] of rows) {
      const answer = await browser.post('/patients/new', { ...fields, ...given, receipt: receipt() })
      expect(answer.status).toBe(303)
      const id = locationOf(answer).slice(10, 46)
      const [patient] = (await db.selectFrom('patients').selectAll().execute()).filter((row) => row.id === id)
      expect(patient).toMatchObject(expected)
    }
  })

  test('a Saudi number that fails its check is kept with a reason only', async () => {
    const browser = await atTheDesk()
    const wrong = { ...fields, idType1: 'national-id', idValue1: '100 000 0009' }
    const refused = await browser.post('/patients/new', { ...wrong, receipt: receipt() })
    expect(await refused.text()).toContain('name="idReason1"')
    const answer = await browser.post('/patients/new', { ...wrong, idReason1: 'Read from the card twice', receipt: receipt() })
    expect(answer.status).toBe(303)
    const [row] = await db.selectFrom('identifiers').selectAll().execute()
    expect(row).toMatchObject({ value: '1000000009', override_reason: 'Read from the card twice' })
  })

  test('an Egyptian checksum is only asked about', async () => {
    const browser = await atTheDesk()
    const egyptian = { ...fields, idType1: 'eg-national-id', idValue1: '29001010112345' }
    expect(await (await browser.post('/patients/new/likely', egyptian, partial)).text()).toContain('unusual')
    expect((await browser.post('/patients/new', { ...egyptian, receipt: receipt() })).status).toBe(303)
  })

  test('an identifier that somebody has is refused, and says whose it is', async () => {
    const browser = await atTheDesk()
    const owner = await aKnownPatient({ sex: 'female', name: 'Khadija Omar', nameAr: '' })
    await anIdentifier(db, owner, { value: '1000000008' })
    const taken = { ...fields, idType1: 'national-id', idValue1: '1000000008', receipt: receipt() }
    const answer = await browser.post('/patients/new', taken)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(owner.record_number)
    expect(await db.selectFrom('patients').select('id').execute()).toHaveLength(1)
  })

  test('a child has a guardian, who is another patient or a name; the child’s page and the mother’s lead to each other', async () => {
    const browser = await atTheDesk()
    const mother = await aKnownPatient({ phone: '+966501234567' })
    const child = {
      ...fields,
      name: 'ريم ماجد',
      birth: '2020',
      phone: '0501234567',
      whose: 'mother',
      guardian: mother.record_number,
      guardianRelation: 'mother',
    }
    const answer = await browser.post('/patients/new', { ...child, receipt: receipt() })
    const page = await (await browser.get(locationOf(answer))).text()
    expect(page).toContain(`href="/patients/${mother.id}"`)
    expect(await (await browser.get(`/patients/${mother.id}`)).text()).toContain('ريم ماجد')
    const found = await (await browser.post('/search', { words: '4567' }, partial)).text()
    expect(found).toContain('Child of')
    expect(found).toContain('mother’s')
  })

  test('the parts of a name are proposed and can be corrected', async () => {
    const browser = await atTheDesk()
    const typed = {
      ...fields,
      name: 'Abd Al-Rahman bin Saad Al Ghamdi',
      name2: 'عبد الرحمن سعد علي الغامدي',
      to: 'propose',
      receipt: receipt(),
    }
    const text = await (await browser.post('/patients/new', typed)).text()
    for (const part of ['Abd Al-Rahman', 'Saad', 'Al Ghamdi', 'عبد الرحمن', 'سعد', 'علي', 'الغامدي'])
      expect(text).toContain(`value="${part}"`)
    expect(await db.selectFrom('patients').select('id').execute()).toEqual([])
  })

  test('the birth is shown back in both calendars without scripts too, and where the form comes back or is opened to edit', async () => {
    const browser = await atTheDesk('receptionist', false)
    const sent = { ...fields, birth: '1/7/1408', receipt: receipt() }
    for (const more of [
      { to: 'propose', phone: '' },
      { to: '', phone: '12' },
    ]) {
      const text = await (await browser.post('/patients/new', { ...sent, ...more })).text()
      expect(text).toContain('19 February 1988')
      expect(text).toContain('1 Rajab 1408')
    }
    const patient = await aKnownPatient({ birth_date: Temporal.PlainDate.from('1998-02-09') })
    expect(await (await browser.get(`/patients/${patient.id}/edit`)).text()).toContain('12 Shawwal 1418')
  })
})

test('a free time that was chosen goes along through the registration to the booking', async () => {
  const browser = await atTheDesk()
  const doctor = newId()
  const answer = await browser.post('/search', { words: 'Huda', to: 'register', wanted: `doctor=${doctor}&from=2030-01-02` })
  const form = await (await browser.get(locationOf(answer))).text()
  const [, time = ''] = /name="time" value="([^"]+)"/.exec(form) ?? []
  const registered = await browser.post('/patients/new', {
    ...fields,
    next: 'book',
    time: time.replaceAll('&amp;', '&'),
    receipt: receipt(),
  })
  expect(locationOf(registered)).toMatch(/^\/patients\/[0-9a-f-]{36}\/book\?/)
  expect(locationOf(registered)).toContain(doctor)
})

describe('somebody who may be registered already', () => {
  const twin = { ...fields, name: 'نورة سعد القحطاني', birth: '9/2/1998', phone: '0501234567' }
  const known = () => aKnownPatient({ phone: '+966501234567', birth_date: Temporal.PlainDate.from('1998-02-09') })

  test('is met while one types, and when the form is sent', async () => {
    const browser = await atTheDesk()
    const patient = await known()
    const live = await (await browser.post('/patients/new/likely', twin, partial)).text()
    expect(live).toContain(`/patients/${patient.id}/book`)
    expect(live).toContain('name, date of birth and phone')
    expect(live).toContain('12 Shawwal 1418')
    const sent = await browser.post('/patients/new', { ...twin, receipt: receipt() })
    expect(sent.status).toBe(409)
    const text = await sent.text()
    expect(text).toContain('This is the same person')
    expect(text).toContain(`value="${patient.id}"`)
    expect((await audits('patients.compare')).map((row) => row.patient_ids)).toEqual([[patient.id], [patient.id]])
  })

  test('is somebody else: registered all the same, and remembered', async () => {
    const browser = await atTheDesk()
    const patient = await known()
    const answer = await browser.post('/patients/new', { ...twin, different: patient.id, receipt: receipt() })
    expect(answer.status).toBe(303)
    const [row] = await db.selectFrom('different_people').selectAll().execute()
    expect(row?.other_patient_id).toBe(patient.id)
  })

  test('is no brother or sister on the same phone', async () => {
    const browser = await atTheDesk()
    await known()
    expect((await browser.post('/patients/new', { ...twin, name: 'ريم سعد القحطاني', receipt: receipt() })).status).toBe(303)
  })
})

describe('editing', () => {
  const formIn = (html: string): Record<string, string> => {
    const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    const inputs = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].flatMap(([tag, name = '']) => {
      if (/type="(radio|checkbox)"/.test(tag) && !tag.includes('checked')) return []
      return [[name, unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? '')] as const]
    })
    const selects = [...html.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
      ([, name = '', options = '']) => [name, /value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? ''] as const,
    )
    return Object.fromEntries([...inputs, ...selects].filter(([name]) => name !== 'words'))
  }
  const open = async (browser: TestBrowser, patient: { id: string }) =>
    formIn(await (await browser.get(`/patients/${patient.id}/edit`)).text())

  test('an untouched form changes nothing but the version', async () => {
    const browser = await atTheDesk()
    const patient = await aKnownPatient({
      phone: '+966501234567',
      email: 'noura@example.com',
      birth_calendar: 'umalqura',
      birth_entered: '1410-12-09',
      payer: 'insurance',
    })
    await anIdentifier(db, patient, { value: '1000000008' })
    await aContactPoint(db, patient, { value: '+966509999999', whose: 'spouse' })
    const all = async () => [
      await db.selectFrom('patients').selectAll().execute(),
      await db.selectFrom('patient_names').selectAll().orderBy('id').execute(),
      await db.selectFrom('identifiers').selectAll().orderBy('id').execute(),
      await db.selectFrom('contact_points').selectAll().orderBy('id').execute(),
    ]
    const [before, ...rest] = await all()
    const answer = await browser.post(`/patients/${patient.id}/edit`, await open(browser, patient))
    expect(locationOf(answer)).toBe(`/patients/${patient.id}?done=saved`)
    const [after, ...restAfter] = await all()
    expect(restAfter).toEqual(rest)
    expect(after).toEqual(before?.map((row) => ({ ...row, version: 2 })))
  })

  test('a corrected name is found, the wrong one no longer; names of other uses stay', async () => {
    const browser = await atTheDesk()
    const patient = await aKnownPatient()
    await aName(db, patient, { text: 'Hind Alharbi', usage_kind: 'previous' })
    const form = await open(browser, patient)
    await browser.post(`/patients/${patient.id}/edit`, { ...form, name: 'هدى سعد القحطاني', name2: 'Huda Saad Alqahtani', noPhone: 'yes' })
    expect(await (await browser.post('/search', { words: 'huda saad' }, partial)).text()).toContain(patient.record_number)
    expect(await (await browser.post('/search', { words: 'noura saad' }, partial)).text()).not.toContain(patient.record_number)
    expect(await (await browser.post('/search', { words: 'hind alharbi' }, partial)).text()).toContain(patient.record_number)
  })

  test('two at once: both versions are shown field by field, and nothing of either is lost', async () => {
    const [one, other] = [await atTheDesk(), await atTheDesk('receptionist', false)]
    const patient = await aKnownPatient({ phone: '+966501234567' })
    const [mine, theirs] = [await open(one, patient), await open(other, patient)]
    await other.post(`/patients/${patient.id}/edit`, { ...theirs, name2: 'Nora Saad Alqahtani', nationality: 'EG' })
    const refused = await one.post(`/patients/${patient.id}/edit`, { ...mine, name2: 'Nourah Saad Alqahtani', email: 'noura@example.com' })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('Nora Saad Alqahtani')
    expect(html).toContain('Nourah Saad Alqahtani')
    expect(html).toContain('Egypt')
    expect(html).toContain('noura@example.com')
    const chosen = formIn(html)
    expect(chosen).toMatchObject({ 'take.name2': 'mine', 'take.nationality': 'theirs', 'take.email': 'mine' })
    const saved = await one.post(`/patients/${patient.id}/edit`, { ...chosen, 'take.name2': 'theirs' })
    expect(saved.status).toBe(303)
    const after = await open(one, patient)
    expect(after).toMatchObject({ name2: 'Nora Saad Alqahtani', nationality: 'EG', email: 'noura@example.com' })
  })

  test('two at once are not asked whose a telephone is that nobody typed; one that was added keeps whose it is', async () => {
    const [one, other] = [await atTheDesk(), await atTheDesk('receptionist', false)]
    const patient = await aKnownPatient({ phone: '+966501234567' })
    const began = { ...(await open(one, patient)), whose2: 'self', guardianRelation: 'mother' }
    await other.post(`/patients/${patient.id}/edit`, { ...began, phone2: '0557777777', whose2: 'spouse' })
    const refused = await one.post(`/patients/${patient.id}/edit`, { ...began, email: 'noura@example.com' })
    expect(refused.status).toBe(409)
    const chosen = formIn(await refused.text())
    expect(Object.entries(chosen).filter(([field]) => field.startsWith('take.'))).toEqual([
      ['take.phone2', 'theirs'],
      ['take.email', 'mine'],
    ])
    expect((await one.post(`/patients/${patient.id}/edit`, chosen)).status).toBe(303)
    expect(await open(one, patient)).toMatchObject({ phone2: '+966557777777', whose2: 'spouse', email: 'noura@example.com' })
  })

  test('a nurse changes how somebody is reached, and nothing else', async () => {
    const nurse = await atTheDesk('nurse')
    const patient = await aKnownPatient({ phone: '+966501234567' })
    const form = await open(nurse, patient)
    expect(Object.keys(form)).not.toContain('name')
    const answer = await nurse.post(`/patients/${patient.id}/edit`, { ...form, phone: '0507777777', name: 'Somebody Else', sex: 'male' })
    expect(answer.status).toBe(303)
    const [point] = await db.selectFrom('contact_points').selectAll().execute()
    expect(point?.value).toBe('+966507777777')
    const names = await db.selectFrom('patient_names').select('text').execute()
    expect(names.map(({ text }) => text)).not.toContain('Somebody Else')
  })
})

describe('a visit of the wrong patient', () => {
  async function aWrongVisit() {
    const clinic = await aClinic(db)
    const booked = await bookAt(db, clinic, at(2, '10:00'))
    if (!booked.ok) throw new Error('free')
    const right = await aKnownPatient({ name: 'Noura Right', nameAr: '' })
    const browser = await atTheDesk('receptionist', false)
    return { clinic, right, browser, address: `/appointments/${booked.appointment}/patient` }
  }
  const cellsOf = async (patient: Id<'patient'>) =>
    (await db.selectFrom('reservations').select('cell').where('resource_id', '=', patient).execute()).length
  const change = (patient: { id: string }) => ({ patient: patient.id, reason: 'Two of one name', version: '1', receipt: receipt() })

  test('is moved with its time to the right one, with a reason, and both records say so', async () => {
    const { clinic, right, browser, address } = await aWrongVisit()
    const found = await browser.post(address, { words: 'noura right' })
    const page = await (await browser.get(locationOf(found))).text()
    expect(page).toContain(`value="${right.id}"`)
    const held = await cellsOf(clinic.patient.id)
    expect((await browser.post(address, change(right))).status).toBe(303)
    expect(await cellsOf(clinic.patient.id)).toBe(0)
    expect(await cellsOf(right.id)).toBe(held)
    const rows = await audits('appointment.change-patient')
    expect(rows.map((row) => [row.patient_id, row.reason]).sort()).toEqual(
      [
        [clinic.patient.id, 'Two of one name'],
        [right.id, 'Two of one name'],
      ].sort(),
    )
  })

  test('stays where the right one has a visit of their own then, and says so', async () => {
    const { clinic, right, browser, address } = await aWrongVisit()
    await db
      .insertInto('reservations')
      .values({
        resource_id: right.id,
        cell: at(2, '10:05'),
        lane: 0,
        appointment_id: (await db.selectFrom('appointments').select('id').executeTakeFirstOrThrow()).id,
        closure_id: null,
      })
      .execute()
    const answer = await browser.post(address, change(right))
    expect(answer.status).toBe(409)
    const visit = await db.selectFrom('appointments').select('patient_id').executeTakeFirstOrThrow()
    expect(visit.patient_id).toBe(clinic.patient.id)
  })

  test('needs a reason, somebody who exists, and the version that was seen', async () => {
    const { right, browser, address } = await aWrongVisit()
    expect((await browser.post(address, { ...change(right), reason: '' })).status).toBe(422)
    expect((await browser.post(address, { ...change(right), patient: newId() })).status).toBe(422)
    expect((await browser.post(address, { ...change(right), version: '7' })).status).toBe(409)
  })
})

test('no page of a patient takes more than eight statements', async () => {
  const browser = await atTheDesk()
  const mother = await aKnownPatient({ phone: '+966501234567' })
  const child = await aKnownPatient({ phone: '+966501234567', whose: 'mother', name: 'Reem Majed', nameAr: '' })
  await anIdentifier(db, child, { value: '1000000008' })
  await db
    .insertInto('patient_guardians')
    .values({ id: newId<'patient-guardian'>(), patient_id: child.id, guardian_id: mother.id, name: null, relation: 'mother' })
    .execute()
  const kept = locationOf(await browser.post('/search', { words: 'noura' }))
  for (const address of [`/patients/${child.id}`, `/patients/${child.id}/edit`, '/patients/new', kept]) {
    await browser.get(address)
    statements.length = 0
    expect((await browser.get(address)).status).toBe(200)
    expect(statements.length, address).toBeLessThanOrEqual(8)
  }
})

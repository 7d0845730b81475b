import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { htmlRules } from '../support/html-rules.ts'
import { anAccess, aSignedInPatient, aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const validator = new HtmlValidate(htmlRules)

async function faultsOf(answer: Response): Promise<string[]> {
  const { results } = await validator.validateString(await answer.text())
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

async function browserOf(user: { id: Id<'user'> }, site: Site) {
  const token = newToken()
  await startSession(db, { site, user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, site, { '__Host-session': token })
}

test.each(['en', 'ar'])('the pages of an account are sound HTML, with and without faults, in %s', async (language) => {
  await theSettings(db)
  await aLocation(db)
  const { user, patient } = await aSignedInPatient(db, { phone: '+966501234567' })
  const relative = await aUser(db, { phone: '+966507654321' })
  const access = newId<'patient-access'>()
  await anAccess(db, relative, patient, { id: access, relation: 'spouse', reason: 'Drives her' })
  const own = await browserOf(user, 'patient')
  const desk = await browserOf((await aStaffMember(db, 'receptionist')).user, 'staff')
  const said = { 'Accept-Language': language }
  const people = `/patients/${patient.id}/people`
  const link = { receipt: newId(), login: '0507777777', relation: 'carer', rights: 'book', reason: 'Helps her', present: 'yes' }
  await aUser(db, { phone: '+966507777777' })
  const asked = await own.post('/account/phone', { login: '0505555555', 'current-password': testPassword }, said)
  const answers = {
    account: await own.get('/account', said),
    'account at work': await desk.get('/account', said),
    password: await own.get('/account/password', said),
    'a wrong password': await own.post('/account/password', { receipt: newId() }, said),
    language: await own.get('/account/language', said),
    'no language': await own.post('/account/language', { receipt: newId() }, said),
    phone: await own.get('/account/phone', said),
    'a wrong phone': await own.post('/account/phone', { login: 'x' }, said),
    code: await own.get(asked.headers.get('Location') ?? '', said),
    'a wrong code': await own.post('/account/phone/code', { receipt: newId(), code: 'x' }, said),
    people: await own.get('/account/people', said),
    ending: await own.get(`/account/people/${access}/ending`, said),
    'who acts': await desk.get(people, said),
    'a right': await desk.get(`${people}/new`, said),
    'a wrong right': await desk.post(`${people}/new`, { receipt: newId() }, said),
    'a found account': await desk.post(`${people}/new`, link, said),
    'the end of a right': await desk.get(`${people}/${access}/ending`, said),
    'an end without a reason': await desk.post(`${people}/${access}/ending`, { receipt: newId() }, said),
    forgotten: await own.get('/forgotten-password', said),
    'nothing forgotten': await own.post('/forgotten-password', { receipt: newId() }, said),
    sent: await own.get('/forgotten-password/sent', said),
    'no link': await own.get('/new-password/abcdefghijklmnop', said),
  }
  for (const [page, answer] of Object.entries(answers)) expect(await faultsOf(answer), page).toEqual([])
})

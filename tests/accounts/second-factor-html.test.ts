import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { htmlRules } from '../support/html-rules.ts'
import { aStaffMember, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { anAuthenticator } from '../support/second-factor.ts'

const { db } = testDatabase()
const validator = new HtmlValidate(htmlRules)

async function faultsOf(answer: Response): Promise<string[]> {
  const { results } = await validator.validateString(await answer.text())
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

test.each(['en', 'ar'])('the pages of accounts and second steps are sound HTML, in %s', async (language) => {
  await theSettings(db)
  await aLocation(db)
  const { user } = await aStaffMember(db, 'admin', { staffName: 'hana' })
  const { staff: nurse, user: other } = await aStaffMember(db, 'nurse', { staffName: 'nada' })
  await aStaffMember(db, 'nurse', { staffName: 'new' })
  await anAuthenticator(db, other)
  const passkey = { name: 'Desk', credential: 'x', credential_hash: Buffer.alloc(32), public_key: 'x', counter: 0 }
  const since = { created_at: Temporal.Now.instant(), last_used_at: null }
  await db
    .insertInto('passkeys')
    .values([{ id: newId(), user_id: other.id, ...passkey, ...since }])
    .execute()
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  const admin = aBrowser(db, 'staff', { '__Host-session': token })
  const [half, first] = [aBrowser(db, 'staff'), aBrowser(db, 'staff')]
  await half.post('/sign-in', { login: 'nada', password: testPassword })
  await first.post('/sign-in', { login: 'new', password: testPassword })
  const spoken = { 'Accept-Language': language }
  const again = { receipt: newId(), 'current-password': testPassword }
  const at = `/staff-accounts/${nurse.id}`
  const answers = {
    'the second step': await half.get('/second-factor', spoken),
    'a wrong number': await half.post('/second-factor', { code: '12' }, spoken),
    'a recovery code': await half.get('/second-factor/recovery-code', spoken),
    'a wrong recovery code': await half.post('/second-factor/recovery-code', { code: '' }, spoken),
    'an app': await first.get('/second-factor/set-up', spoken),
    'an invitation': await first.get('/invitation', spoken),
    'a wrong invitation': await first.post('/invitation', {}, spoken),
    'no invitation': await first.get('/invitation/x', spoken),
    'the list': await admin.get('/staff-accounts', spoken),
    'nobody in it': await admin.get('/staff-accounts?state=disabled', spoken),
    'somebody new': await admin.get('/staff-accounts/new', spoken),
    'somebody new, wrong': await admin.post('/staff-accounts/new', { receipt: newId() }, spoken),
    'an account': await admin.get(at, spoken),
    'another invitation': await admin.get(`${at}/invitation`, spoken),
    'a sheet': await admin.post(`${at}/invitation`, { receipt: newId(), way: 'printed' }, spoken),
    disabling: await admin.get(`${at}/disabling`, spoken),
    'a reset': await admin.post(`${at}/second-factor-reset`, { receipt: newId(), reason: '' }, spoken),
    'one’s own': await admin.get('/account/second-factor', spoken),
    'another app': await admin.get('/account/second-factor/app', spoken),
    'a passkey': await admin.get('/account/second-factor/passkeys', spoken),
    'new codes': await admin.get('/account/second-factor/recovery-codes', spoken),
    codes: await admin.post('/account/second-factor/recovery-codes', again, spoken),
  }
  for (const [page, answer] of Object.entries(answers)) expect(await faultsOf(answer), page).toEqual([])
})

import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { aNotice, tell } from '../notices/notices.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { htmlRules } from '../support/html-rules.ts'
import { aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const validator = new HtmlValidate(htmlRules)

async function faultsOf(answer: Response): Promise<string[]> {
  const { results } = await validator.validateString(await answer.text())
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

test.each(['en', 'ar'])('pages about messages are sound HTML, wrong forms and what did not arrive included, in %s', async (language) => {
  await theSettings(db)
  await aLocation(db)
  const token = newToken()
  const { user } = await aStaffMember(db, 'admin')
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  const admin = aBrowser(db, 'staff', { '__Host-session': token })
  const visitor = aBrowser(db, 'patient')
  const spoken = { 'Accept-Language': language }
  await tell(db, aNotice({ to: { channel: 'text', address: '+966501234567' } }))
  await db.updateTable('outbox').set({ parked_at: Temporal.Now.instant(), last_error: 'text refused 400' }).execute()
  const parked = (await db.selectFrom('outbox').select('id').executeTakeFirstOrThrow()).id
  const written = { receipt: newId(), name: 'Maha', reach: 'maha@example.org', message: 'One\n\nTwo' }
  await visitor.post('/contact', written)
  const message = (await db.selectFrom('contact_messages').select('id').executeTakeFirstOrThrow()).id
  const words = '/administration/texts/code/ar'
  const answers = {
    'the form': await visitor.get('/contact', spoken),
    'the wrong form': await visitor.post('/contact', { receipt: newId() }, spoken),
    'what was sent': await visitor.get('/contact/sent', spoken),
    administration: await admin.get('/administration', spoken),
    sending: await admin.get('/administration/messages?done=saved', spoken),
    'wrong settings': await admin.post('/administration/messages', { receipt: newId(), quietFrom: '25:00', contactEmail: 'x' }, spoken),
    'changed settings': await admin.post('/administration/messages', { receipt: newId(), version: '7' }, spoken),
    retry: await admin.get(`/administration/messages/${parked}/retry`, spoken),
    removal: await admin.get(`/administration/messages/${parked}/removal`, spoken),
    texts: await admin.get('/administration/texts', spoken),
    words: await admin.get(words, spoken),
    'wrong words': await admin.post(words, { receipt: newId(), version: '0', words: '{x' }, spoken),
    'changed words': await admin.post(words, { receipt: newId(), version: '7', words: '{code}' }, spoken),
    'our words': await admin.get(`${words}/original`, spoken),
    inbox: await admin.get('/messages', spoken),
    'a message': await admin.get(`/messages/${message}`, spoken),
    'a wrong answer': await admin.post(`/messages/${message}/answer`, { receipt: newId(), version: '1', answer: '' }, spoken),
    'a late answer': await admin.post(`/messages/${message}/answer`, { receipt: newId(), version: '7', answer: 'x' }, spoken),
  }
  for (const [page, answer] of Object.entries(answers)) expect(await faultsOf(answer), page).toEqual([])
})

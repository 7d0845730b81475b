import { expect, it } from 'vitest'
import { createAdmin } from '../../src/staff/accounts/create-admin.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aUser } from '../support/people.ts'

const { db } = testDatabase()

const who = (value: string) => ({
  name: { en: 'Hana', ar: 'Hana' },
  sex: 'female' as const,
  from: Temporal.Now.plainDateISO('UTC').subtract({ days: 1 }),
  login: { kind: 'staff-name' as const, value },
})

it('the first admin of an empty clinic uses the code, and is asked for a second factor before anything else', async () => {
  const made = await createAdmin(db, who('hana'))
  if (!made.ok) throw new Error('nobody has this login')
  const browser = aBrowser(db, 'staff')
  const answer = await browser.post('/invitation', { code: made.code, 'new-password': 'amber window seven boats' })
  expect(answer.headers.get('Location')).toBe('/second-factor')
  expect((await browser.get('/second-factor/set-up')).status).toBe(200)
  expect((await browser.get('/administration')).headers.get('Location')).toMatch(/^\/sign-in/)
  expect(await db.selectFrom('audit').select('action').orderBy('id').execute()).toEqual([
    { action: 'staff.create-admin' },
    { action: 'invitation.accept' },
  ])
})

it('a login that somebody has is refused, and nothing stays behind', async () => {
  await aUser(db, { staffName: 'hana' })
  expect(await createAdmin(db, who('hana'))).toEqual({ ok: false, reason: 'login-taken' })
  expect(await db.selectFrom('staff').select('id').execute()).toEqual([])
})

import { expect, test } from 'vitest'
import { signIn } from '../../src/accounts/sign-in.ts'
import { testDatabase } from '../support/database.ts'
import { anAccess, aPatient, aUser, testPassword } from '../support/people.ts'

const { db } = testDatabase()

const credentials = { site: 'patient' as const, country: 'SA', device: null, requestId: 'test', formerToken: undefined }
const means = { db, secret: 'words', wait: async () => {} }

test('who guesses at a login from elsewhere keeps nobody out who knows the password', async () => {
  const user = await aUser(db, { phone: '+966501234567' })
  await anAccess(db, user, await aPatient(db))
  const guess = (address: string, password: string) => signIn(means, { ...credentials, login: '0501234567', password, address })
  for (let tries = 0; tries < 10; tries++) await guess('203.0.113.7', `wrong ${tries}`)
  expect(await guess('203.0.113.7', testPassword)).toMatchObject({ ok: false, reason: 'too-many' })
  expect(await guess('198.51.100.4', testPassword)).toMatchObject({ ok: true })
})

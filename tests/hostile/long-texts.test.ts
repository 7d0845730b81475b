import { expect, it } from 'vitest'
import { loginOf } from '../../src/accounts/logins.ts'
import { deviceOf } from '../../src/accounts/own/device.ts'
import { ownPath } from '../../src/accounts/own-path.ts'
import { e164 } from '../../src/accounts/phones.ts'
import { isMailAddress } from '../../src/notices/mail.ts'
import { birthTyped } from '../../src/patients/registering/birth-typed.ts'
import { withParts } from '../../src/patients/registering/name-parts.ts'
import { readTold } from '../../src/patients/registering/told-form.ts'
import { askedOf } from '../../src/patients/search/asked.ts'
import { tokensOf } from '../../src/search/normalize.ts'
import { clientAddress, neighbourhood } from '../../src/web/client.ts'
import { bestEncoding } from '../../src/web/compress.ts'
import { askedFor } from '../../src/web/language.ts'
import { testConfig } from '../support/app.ts'

const today = Temporal.PlainDate.from('2026-11-24')
const at = { country: 'SA', today }

/** What reads something that anybody may send, before or after its length is looked at. */
const readers: Record<string, (text: string) => unknown> = {
  'the language that a browser asks for': askedFor,
  'the encodings that it takes': bestEncoding,
  'what it calls itself': deviceOf,
  'where it came through': (text) => neighbourhood(clientAddress('127.0.0.1', text, testConfig().trustedProxies)),
  'where to go next': ownPath,
  'a login': (text) => loginOf(text, 'SA'),
  'a phone': (text) => e164(text, 'SA'),
  'an e-mail address': isMailAddress,
  'a birth': (text) => birthTyped(text, today),
  'a search': (text) => askedOf(text, at),
  'the parts of a name': (text) => withParts({ name: text }),
  'what a name is found by': tokensOf,
  ...Object.fromEntries(
    ['name', 'email', 'phone', 'birth', 'guardian', 'idValue1', 'idReason1'].map((field) => [
      `the ${field} of a registration`,
      (text: string) => readTold({ idType1: 'passport', [field]: text }, at),
    ]),
  ),
}

/** So long that a pattern which begins again at each sign would not come to an end within the time that a test has. */
const long = 300_000
const texts = [' ', 'a', '.', '1', '@', ';', ',', '(', '+', '-', 'ا', 'a.', 'a@', '1 ', '1a', '( '].flatMap((piece) => {
  const row = piece.repeat(long / piece.length)
  return [`a@${row}@`, `x${row}x`, `${row}x`]
})

it.each(Object.entries(readers))('%s is read in one go, however long it is', (_, read) => {
  for (const text of texts) read(text)
  expect(texts.length).toBeGreaterThan(20)
})

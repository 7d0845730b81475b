import { describe, expect, it, test } from 'vitest'
import { loginOf } from '../../src/accounts/logins.ts'
import { e164 } from '../../src/accounts/phones.ts'

describe('a Saudi mobile is one number however it is typed', () => {
  const spellings = [
    '0501234567',
    '050 123 4567',
    '050-123-4567',
    '(050) 123 4567',
    '501234567',
    '+966501234567',
    '+966 50 123 4567',
    '+966 (0)50 123 4567',
    '(+966) 501234567',
    '(+966) 50-123-4567',
    '( +٩٦٦ ) ٠٥٠١٢٣٤٥٦٧',
    '(966) 50 123 4567',
    '(00966) 50 123 4567',
    '00966501234567',
    '00966 50 123 4567',
    '966501234567',
    '٠٥٠ ١٢٣ ٤٥٦٧',
    '+٩٦٦٥٠١٢٣٤٥٦٧',
    '٠٠٩٦٦٥٠١٢٣٤٥٦٧',
    '۰۵۰۱۲۳۴۵۶۷',
    ' 0501234567 ',
    '\u200e+966 50 123 4567\u202c',
    '050.123.4567',
    '050–123–4567',
  ]
  for (const spelling of spellings) {
    test(JSON.stringify(spelling), () => expect(loginOf(spelling, 'SA')).toEqual({ kind: 'phone', value: '+966501234567' }))
  }
})

describe('an Egyptian mobile is one number however it is typed', () => {
  for (const spelling of [
    '01012345678',
    '010 1234 5678',
    '1012345678',
    '+201012345678',
    '+20 (0)10 1234 5678',
    '0020 10 1234 5678',
    '٠١٠١٢٣٤٥٦٧٨',
  ]) {
    test(`${spelling} in Cairo`, () => expect(e164(spelling, 'EG')).toBe('+201012345678'))
    test(`${spelling} in Riyadh`, () => expect(e164(spelling, 'SA')).toBe('+201012345678'))
  }
})

it('reads a number without a country as dialled at the clinic', () => {
  expect(e164('0501234567', 'SA')).toBe('+966501234567')
  expect(e164('0501234567', 'AE')).toBe('+971501234567')
  expect(e164('0501234567', 'EG'), 'a landline in Mansoura').toBe('+20501234567')
  expect(e164('0791234567', 'JO')).toBe('+962791234567')
  expect(e164('99123456', 'OM')).toBe('+96899123456')
})

it('takes numbers from elsewhere as they are', () => {
  expect(e164('+44 20 7946 0958', 'SA')).toBe('+442079460958')
  expect(e164('001 212 555 0100', 'EG')).toBe('+12125550100')
})

it('finds no number in what cannot be one', () => {
  for (const text of [
    '',
    '0',
    '12345',
    '050123456',
    '05012345678',
    '+966 11',
    '+',
    '(+)',
    '(+966) 12',
    '050 +123 4567',
    '++966501234567',
    '00',
    '050 123 456x',
    '+0501234567',
    '+9665012345678901',
  ]) {
    expect(e164(text, 'SA'), text).toBeNull()
  }
})

it('knows an e-mail address in any letter case', () => {
  expect(loginOf(' Fatimah.Alghamdi@Example.ORG ', 'SA')).toEqual({ kind: 'email', value: 'fatimah.alghamdi@example.org' })
})

it('knows a staff name in any letter case and with either digits', () => {
  expect(loginOf('Huda.Alharbi', 'SA')).toEqual({ kind: 'staff-name', value: 'huda.alharbi' })
  expect(loginOf('huda٢', 'SA')).toEqual({ kind: 'staff-name', value: 'huda2' })
})

it('takes nothing else for a login', () => {
  for (const text of ['@', 'a@', '@b', 'a b@c', 'two words', "x' OR 1=1 --", 'هدى', 'x'.repeat(255)])
    expect(loginOf(text, 'SA'), text).toBeNull()
})

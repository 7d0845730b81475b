import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  egyptianIdBirth,
  egyptianIdFault,
  egyptianIdSex,
  masked,
  passesEgyptianChecksum,
  passesLuhn,
  saudiIdFault,
} from '../../src/patients/registering/identifier-checks.ts'

describe('Luhn’s check', () => {
  test('passes the example of the standard and fails its neighbour', () => {
    expect(passesLuhn('79927398713')).toBe(true)
    expect(passesLuhn('79927398714')).toBe(false)
  })

  test('for every nine digits exactly one last digit passes, and any single wrong digit is noticed', () => {
    const digits = fc.stringMatching(/^[12]\d{8}$/)
    fc.assert(
      fc.property(digits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (nine, place, change) => {
        const passing = [...'0123456789'].filter((last) => passesLuhn(nine + last))
        expect(passing).toHaveLength(1)
        const id = nine + passing[0]
        const wrong = id.slice(0, place) + ((Number(id.charAt(place)) + change) % 10) + id.slice(place + 1)
        expect(passesLuhn(wrong)).toBe(false)
      }),
    )
  })
})

describe('a Saudi number', () => {
  test.each([
    ['1000000008', 'national-id', null],
    ['2000000006', 'iqama', null],
    ['1000000009', 'national-id', 'check-digit'],
    ['2000000006', 'national-id', 'first-digit'],
    ['1000000008', 'iqama', 'first-digit'],
    ['3000000004', 'iqama', 'first-digit'],
    ['100000000', 'national-id', 'length'],
    ['10000000080', 'national-id', 'length'],
    ['10000 0008', 'national-id', 'length'],
    ['١٠٠٠٠٠٠٠٠٨', 'national-id', 'length'],
    ['', 'iqama', 'length'],
  ] as const)('%s as %s: %s', (value, type, fault) => {
    expect(saudiIdFault(value, type)).toBe(fault)
  })
})

describe('an Egyptian number', () => {
  test('tells the birth date and the sex', () => {
    expect(egyptianIdBirth('29001010100015')?.toString()).toBe('1990-01-01')
    expect(egyptianIdBirth('30402290100021')?.toString()).toBe('2004-02-29')
    expect(egyptianIdSex('29001010100011')).toBe('male')
    expect(egyptianIdSex('29001010100021')).toBe('female')
  })

  test.each([
    ['29001010100015', null],
    ['2900101010001', 'length'],
    ['2900101010001x', 'length'],
    ['19001010100015', 'century'],
    ['29013010100015', 'birth-date'],
    ['29002300100015', 'birth-date'],
    ['30302290100015', 'birth-date'],
    ['29001010500015', 'governorate'],
    ['29001018800015', null],
  ])('%s: %s', (value, fault) => {
    expect(egyptianIdFault(value)).toBe(fault)
  })

  test('has a last digit that at most one choice satisfies, and it only warns', () => {
    // 2·2 9·7 0·6 0·5 1·4 0·3 1·2 0·7 1·6 0·5 0·4 0·3 1·2 = 81; 81 mod 11 = 4; 11 − 4 = 7
    expect(passesEgyptianChecksum('29001010100017')).toBe(true)
    expect(passesEgyptianChecksum('29001010100015')).toBe(false)
    expect(egyptianIdFault('29001010100015')).toBeNull()
  })
})

test('a number on a list shows its last four digits', () => {
  expect(masked('1012344369')).toBe('••4369')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Birth } from '../../src/patients/birth.ts'
import { passesLuhn } from '../../src/patients/registering/identifier-checks.ts'
import { isGivenOut, type Likeable, likelyFrom, likeness } from '../../src/patients/registering/likeness.ts'

/*
 * The oracle: families are invented, so it is known who is who. Each person is told at the desk again, in another spelling or
 * script; whoever that is has to be met, and nobody else of the family.
 */

type Spelled = readonly [ar: string, ...latn: string[]]

const men: Spelled[] = [
  ['محمد', 'Mohamed', 'Muhammad', 'Mohammed', 'Mohd'],
  ['أحمد', 'Ahmed', 'Ahmad'],
  ['عبدالرحمن', 'Abdulrahman', 'Abdelrahman', 'Abdul Rahman', 'Abd Al-Rahman'],
  ['خالد', 'Khalid', 'Khaled'],
  ['يوسف', 'Yousef', 'Youssef', 'Yusuf'],
  ['عثمان', 'Othman', 'Osman', 'Uthman'],
  ['سعد', 'Saad', "Sa'd"],
  ['فيصل', 'Faisal', 'Faysal'],
  ['جمال', 'Jamal', 'Gamal'],
  ['ناصر', 'Nasser', 'Nasir'],
]
const women: Spelled[] = [
  ['فاطمة', 'Fatimah', 'Fatima', 'Fatma'],
  ['نورة', 'Noura', 'Nora', 'Norah'],
  ['عائشة', 'Aisha', 'Aysha', 'Ayesha'],
  ['هبة', 'Heba', 'Hiba'],
  ['ريم', 'Reem', 'Rym'],
  ['شيماء', 'Shaimaa', 'Chaimaa'],
]
const families: Spelled[] = [
  ['الغامدي', 'Alghamdi', 'Al-Ghamdi', 'Al Ghamdi', 'Ghamdi'],
  ['القحطاني', 'Alqahtani', 'Al-Qahtani', 'Algahtani'],
  ['العتيبي', 'Alotaibi', 'Al Otaibi', 'Oteibi'],
  ['المصري', 'Elmasry', 'Al-Masri', 'Almasry'],
  ['الشمري', 'Alshammari', 'Al Shammari', 'Ash-Shammari'],
]

const spelling = (spelled: Spelled, script: 'ar' | 'latn', way: number): string => {
  const [ar, ...latn] = spelled
  return script === 'ar' ? ar : (latn[way % latn.length] ?? ar)
}

const aDay = (from: number, years: number) =>
  fc
    .record({
      year: fc.integer({ min: from, max: from + years }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 2, max: 28 }),
    })
    .map(
      (parts): Birth => ({
        date: Temporal.PlainDate.from(parts),
        precision: 'day',
        calendar: 'gregorian',
        entered: null,
      }),
    )

/** A father, and children of different given names, with days of birth that nobody gave out. */
const aFamily = fc.record({
  father: fc.constantFrom(...men),
  grandfather: fc.constantFrom(...men),
  family: fc.constantFrom(...families),
  children: fc.uniqueArray(
    fc.record({ girl: fc.boolean(), name: fc.nat(100), birth: aDay(2005, 18).filter((birth) => !isGivenOut(birth)) }),
    { minLength: 2, maxLength: 5, selector: ({ girl, name }) => `${girl} ${name % (girl ? women : men).length}` },
  ),
  phone: fc.integer({ min: 500_000_000, max: 599_999_999 }).map((number) => `+966${number}`),
})

/** Two people's national ids. */
const aPair = fc
  .uniqueArray(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 2, maxLength: 2 })
  .map(([one = 0, other = 0]) => [nationalId(one), nationalId(other)] as const)

function nationalId(number: number): Likeable['identifiers'][number] {
  const first = `1${String(number).padStart(8, '0')}`
  const last = [...'0123456789'].find((digit) => passesLuhn(first + digit))
  return { type: 'national-id', country: 'SA', value: `${first}${last}` }
}

type Family = typeof aFamily extends fc.Arbitrary<infer F> ? F : never
type Child = Family['children'][number]

const telling = fc.record({
  script: fc.constantFrom('ar' as const, 'latn' as const),
  way: fc.nat(20),
  grandfather: fc.boolean(),
  bin: fc.boolean(),
})
type Telling = typeof telling extends fc.Arbitrary<infer T> ? T : never

function told(family: Family, child: Child, { script, way, grandfather, bin }: Telling): Likeable {
  const names = [spelledOf(child), family.father, ...(grandfather ? [family.grandfather] : []), family.family]
  const parts = names.map((name) => spelling(name, script, way))
  const [given = '', ...others] = parts
  return {
    names: [[given, ...(bin ? [script === 'ar' ? 'بن' : 'bin'] : []), ...others].join(' ')],
    sex: child.girl ? 'female' : 'male',
    birth: child.birth,
    identifiers: [],
    contacts: [{ contact_system: 'phone', value: family.phone, whose: 'mother' }],
  }
}

const spelledOf = ({ girl, name }: Child): Spelled => (girl ? women : men)[name % (girl ? women : men).length] ?? ['ريم', 'Reem']

describe('who is told again at the desk', () => {
  test('is met, in whatever spelling and script', () => {
    fc.assert(
      fc.property(aFamily, telling, telling, fc.nat(10), (family, once, again, place) => {
        const child = family.children[place % family.children.length]
        if (!child) return
        const { weight, why } = likeness(told(family, child, once), told(family, child, again))
        expect(weight).toBeGreaterThanOrEqual(likelyFrom)
        expect(why).toEqual(['name', 'birth', 'phone'])
      }),
      { numRuns: 500 },
    )
  })

  test('is no brother or sister, though they share father, family and the mother’s telephone; nor a twin', () => {
    fc.assert(
      fc.property(aFamily, telling, telling, fc.boolean(), (family, once, again, twins) => {
        for (const [place, child] of family.children.entries()) {
          for (const other of family.children.slice(place + 1)) {
            const sibling = twins ? { ...other, birth: child.birth } : other
            expect(likeness(told(family, child, once), told(family, sibling, again)).weight).toBeLessThan(likelyFrom)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is no namesake with another birthday and another telephone', () => {
    fc.assert(
      fc.property(aFamily, telling, telling, aDay(1950, 40), (family, once, again, birth) => {
        const [child] = family.children
        if (!child) return
        const namesake = { ...told(family, child, again), birth, contacts: [] }
        expect(likeness(told(family, child, once), namesake).weight).toBeLessThan(likelyFrom)
      }),
      { numRuns: 300 },
    )
  })

  test('is somebody else where both have a national id of their own, unless the telephone agrees as well', () => {
    fc.assert(
      fc.property(aFamily, telling, telling, aPair, (family, once, again, [id, other]) => {
        const [child] = family.children
        if (!child) return
        const person = { ...told(family, child, { ...once, grandfather: true }), identifiers: [id] }
        const namesake = { ...told(family, child, { ...again, grandfather: true }), identifiers: [other] }
        expect(likeness(person, { ...namesake, contacts: [] }).weight).toBeLessThan(likelyFrom)
        expect(likeness(person, namesake).weight).toBeGreaterThanOrEqual(likelyFrom)
        expect(likeness(person, { ...namesake, contacts: [], identifiers: [other, id] }).weight).toBeGreaterThanOrEqual(likelyFrom)
      }),
      { numRuns: 300 },
    )
  })

  test('weighs the same whichever of the two was there first', () => {
    fc.assert(
      fc.property(aFamily, aFamily, telling, telling, aPair, (one, other, once, again, [id, another]) => {
        const [a, b] = [one.children[0], other.children[0]]
        if (!a || !b) return
        const [first, second] = [
          { ...told(one, a, once), identifiers: [id] },
          { ...told(other, b, again), identifiers: [another] },
        ]
        expect(likeness(first, second)).toEqual(likeness(second, first))
      }),
    )
  })
})

describe('what speaks for one person', () => {
  const person = (given: Partial<Likeable> & { name?: string } = {}): Likeable => ({
    names: [given.name ?? 'محمد الغامدي'],
    sex: 'male',
    birth: null,
    identifiers: [],
    contacts: [],
    ...given,
  })
  const born = (date: string): Birth => ({ date: Temporal.PlainDate.from(date), precision: 'day', calendar: 'gregorian', entered: null })
  const likely = (a: Likeable, b: Likeable) => likeness(a, b).weight >= likelyFrom

  test('a name that one of them bears twice counts once, whichever record is read first', () => {
    const [twice, once] = [person({ name: 'Ahmed Mohamed Mohamed' }), person({ name: 'Ahmed Mohamed Hassan' })]
    expect(likeness(twice, once)).toEqual(likeness(once, twice))
  })

  test('a birthday that was given out weighs little: 1 Rajab, 1 January, 1 July', () => {
    for (const date of ['1975-07-11', '1980-01-01', '1980-07-01'])
      expect(likely(person({ birth: born(date) }), person({ name: 'Mohamed Alghamdi', birth: born(date) })), date).toBe(false)
    expect(likely(person({ birth: born('1980-07-02') }), person({ name: 'Mohamed Alghamdi', birth: born('1980-07-02') }))).toBe(true)
  })

  test('the same identifier is enough, a family’s insurance is not', () => {
    const id = { type: 'national-id' as const, country: 'SA', value: '1000000008' }
    expect(likely(person({ identifiers: [id] }), person({ name: 'خالد', identifiers: [id] }))).toBe(true)
    const insurance = { ...id, type: 'insurance' as const }
    expect(likely(person({ identifiers: [insurance] }), person({ name: 'خالد', identifiers: [insurance] }))).toBe(false)
  })

  test('two iqamas are two people unless the whole name agrees; two passports, or a number that breaks its rule, say nothing', () => {
    const numbered = (name: string, type: 'iqama' | 'passport' | 'national-id', value: string) =>
      person({ name, birth: born('1988-03-05'), identifiers: [{ type, country: 'SA', value }] })
    const [one, other] = ['2000000006', '2000000014']
    expect(likely(numbered('محمد علي سعد', 'iqama', one), numbered('محمد علي سعد', 'iqama', other))).toBe(false)
    expect(likely(numbered('محمد علي سعد بدر', 'iqama', one), numbered('محمد علي سعد بدر', 'iqama', other))).toBe(true)
    expect(likely(numbered('محمد علي سعد', 'passport', 'A1234567'), numbered('محمد علي سعد', 'passport', 'B7654321'))).toBe(true)
    expect(likely(numbered('محمد علي سعد', 'national-id', '1000000008'), numbered('محمد علي سعد', 'national-id', '1000000009'))).toBe(true)
  })

  test('day and month changed over are seen through', () => {
    const contacts = [{ contact_system: 'phone' as const, value: '+966501234567', whose: 'self' as const }]
    expect(likely(person({ birth: born('1988-03-05'), contacts }), person({ birth: born('1988-05-03'), contacts }))).toBe(true)
  })

  test('the whole name and one’s own telephone outweigh a birth that was typed wrong; a mother’s telephone does not', () => {
    const told = (birth: string, whose: 'self' | 'mother') =>
      person({
        name: 'فاطمة علي الزهراني',
        birth: born(birth),
        contacts: [{ contact_system: 'phone', value: '+966501234567', whose }],
      })
    expect(likely(told('1988-03-05', 'self'), { ...told('1998-07-21', 'self'), names: ['Fatima Ali Alzahrani'] })).toBe(true)
    expect(likely(told('1988-03-05', 'mother'), told('1998-07-21', 'mother'))).toBe(false)
  })

  test('a man is no woman of the same name', () => {
    expect(likely(person({ birth: born('1988-03-05') }), person({ sex: 'female', birth: born('1988-03-05') }))).toBe(false)
  })
})

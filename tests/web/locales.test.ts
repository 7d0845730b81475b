import { describe, expect, test } from 'vitest'
import { argumentsOf, formatted, localeFile, overlayFiles, pluralsOf, sourceCode } from './locale-files.ts'

const en = localeFile('en.json')
const ar = localeFile('ar.json')
const overlays = overlayFiles().map((name) => [name, localeFile(name)] as const)
const keys = Object.keys(en)

/** Arabic's category for each of these numbers (CLDR): the ones where it turns. */
const categories = {
  0: 'zero',
  1: 'one',
  2: 'two',
  3: 'few',
  10: 'few',
  11: 'many',
  20: 'many',
  99: 'many',
  100: 'other',
  101: 'other',
  102: 'other',
  103: 'few',
}

describe('the locale files', () => {
  test('say everything in both languages', () => {
    expect(Object.keys(ar).sort()).toEqual([...keys].sort())
    for (const [key, text] of [...Object.entries(en), ...Object.entries(ar)]) expect(text.trim(), key).not.toBe('')
  })

  test('hold nothing that no page says', () => {
    const source = sourceCode()
    const isNamed = (key: string) => source.includes(`'${key}'`) || source.includes(`"${key}"`)
    // `status.${x}` where it is said, and anywhere `book.problem.${x}`, of two parts at least: nothing else looks like that.
    const said = [
      ...source.matchAll(/\b(?:t|words|jsx)\(\s*`([^`\n]*\$\{[^`\n]*)`/g),
      ...source.matchAll(/`([a-z]\w*\.[\w-]+\.\$\{[^`\n]*)`/g),
    ]
    const patterns = said.map(([, template = '']) => patternOf(template))
    for (const pattern of patterns)
      expect(
        keys.filter((key) => pattern.test(key)),
        `${pattern} fits no key`,
      ).not.toEqual([])
    expect(keys.filter((key) => !isNamed(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([])
  })

  test('name the same values in both languages', () => {
    // Where only Arabic has to agree with somebody's sex, English says `{sex, select, other {…}}`: so no caller can forget to pass it.
    const named = (text = '') => argumentsOf(text).join(', ')
    expect(keys.filter((key) => named(en[key]) !== named(ar[key])).map((key) => `${key}: ${named(en[key])} | ${named(ar[key])}`)).toEqual(
      [],
    )
  })

  test('write out all six plurals in Arabic, and both in English', () => {
    for (const [key, text] of Object.entries(ar)) {
      for (const plural of pluralsOf(text))
        expect(plural.categories, key).toEqual(expect.arrayContaining(['zero', 'one', 'two', 'few', 'many', 'other']))
    }
    for (const [key, text] of Object.entries(en)) {
      for (const plural of pluralsOf(text)) expect(plural.categories, key).toEqual(expect.arrayContaining(['one', 'other']))
    }
  })

  test('count in both languages where one of them counts', () => {
    const counted = (texts: Record<string, string>) => keys.filter((key) => pluralsOf(texts[key] ?? '').length > 0)
    const onlyEnglish = counted(en).filter((key) => !counted(ar).includes(key))
    expect(onlyEnglish, 'Arabic has more forms than English, so it cannot do without').toEqual([])
  })

  test('use Western digits and no marks of direction', () => {
    for (const [key, text] of [...Object.entries(en), ...Object.entries(ar), ...overlays.flatMap(([, texts]) => Object.entries(texts))]) {
      expect(text, key).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    }
  })

  test('keep the groups of an example number on one line', () => {
    for (const [key, text] of [...Object.entries(en), ...Object.entries(ar), ...overlays.flatMap(([, texts]) => Object.entries(texts))]) {
      expect(text, key).not.toMatch(/\d \d/)
    }
  })

  test('spell Arabic in one way: the two strokes stand before their alef', () => {
    for (const [key, text] of [...Object.entries(ar), ...overlays.flatMap(([, texts]) => Object.entries(texts))]) {
      expect(text, key).not.toContain('\u0627\u064b')
    }
  })

  test.each(overlays)('%s only says otherwise what the language says', (name, texts) => {
    const base = localeFile(`${name.slice(0, 2)}.json`)
    for (const [key, text] of Object.entries(texts)) {
      expect(base, key).toHaveProperty([key])
      expect(argumentsOf(text), key).toEqual(argumentsOf(base[key] ?? ''))
      expect(text, `${key} is the same there`).not.toBe(base[key])
      expect(sentences(text), `${key} leaves a sentence out`).toBe(sentences(base[key] ?? ''))
      for (const plural of pluralsOf(text)) expect(plural.categories, key).toHaveLength(6)
    }
  })

  test('call a mobile phone in Egypt what Egypt calls it', () => {
    const egypt = localeFile('ar-EG.json')
    const saudi = keys.filter((key) => /جوال/.test(egypt[key] ?? ar[key] ?? ''))
    expect(saudi).toEqual([])
  })
})

describe('Arabic plurals', () => {
  const table = {
    doctors: '{n, plural, zero {لا يوجد أطباء} one {طبيب واحد} two {طبيبان} few {# أطباء} many {# طبيبًا} other {# طبيب}}',
    times:
      '{n, plural, zero {لا توجد مواعيد متاحة} one {موعد متاح واحد} two {موعدان متاحان} few {# مواعيد متاحة} many {# موعدًا متاحًا} other {# موعد متاح}}',
    results: '{n, plural, zero {لا توجد نتائج} one {نتيجة واحدة} two {نتيجتان} few {# نتائج} many {# نتيجة} other {# نتيجة}}',
    minutes: '{n, plural, zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
    inMinutes:
      '{n, plural, zero {خلال أقل من دقيقة} one {خلال دقيقة} two {خلال دقيقتين} few {خلال # دقائق} many {خلال # دقيقة} other {خلال # دقيقة}}',
    days: '{n, plural, zero {اليوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}',
    years: '{n, plural, zero {أقل من سنة} one {سنة واحدة} two {سنتان} few {# سنوات} many {# سنة} other {# سنة}}',
    months: '{n, plural, zero {أقل من شهر} one {شهر واحد} two {شهران} few {# أشهر} many {# شهرًا} other {# شهر}}',
    ahead:
      '{n, plural, zero {دورك الآن} one {أمامك مراجع واحد} two {أمامك مراجعان} few {أمامك # مراجعين} many {أمامك # مراجعًا} other {أمامك # مراجع}}',
  }

  test.each(Object.entries(table))('%s take the form of their number, in Western digits', (_, message) => {
    for (const [n, category] of Object.entries(categories)) {
      expect(formatted('ar', message, { n: Number(n) })).toBe(formOf(message, category).replace('#', n))
    }
  })

  test('a newborn’s and an infant’s age in a list is counted as people say it', () => {
    const ages = [1, 2, 5, 11].map((n) => [
      formatted('ar', ar['patient.ageShort.days'] ?? '', { n }),
      formatted('ar', ar['patient.ageShort.months'] ?? '', { n }),
    ])
    expect(ages).toEqual([
      ['يوم', 'شهر'],
      ['يومان', 'شهران'],
      ['5 أيام', '5 أشهر'],
      ['11 يومًا', '11 شهرًا'],
    ])
  })

  test('of every message do so too', () => {
    const counting = Object.values(ar).filter((text) => pluralsOf(text).length > 0)
    for (const text of counting) {
      const values = Object.fromEntries(argumentsOf(text).map((name) => [name, 'x']))
      for (const { value } of pluralsOf(text)) {
        for (const n of Object.keys(categories)) {
          const said = formatted('ar', text, { ...values, [value]: Number(n) })
          expect(said).not.toMatch(/[\u0660-\u0669#]/)
        }
      }
    }
  })
})

const sentences = (text: string): number => text.split(/[.؟](?:\s|$)/).filter(Boolean).length

const formOf = (message: string, category: string): string => new RegExp(`${category} \\{([^}]*)\\}`).exec(message)?.[1] ?? ''

/** `status.${x}` fits every key that begins so and has one more part. */
function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${parts.join('[\\w-]+')}$`)
}

import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { type Declaration, declarationsIn, partsOf } from './sheets.ts'

const sheets = ['patient', 'staff'] as const
const parts = [...new Map(sheets.flatMap(partsOf).map((part) => [part.name, part])).values()]
const declarations = parts.flatMap(({ name, css }) => declarationsIn(css).map((declaration) => ({ name, ...declaration })))

const shown = ({ name, around, property, value }: Declaration & { name: string }) => `${name}: ${around.at(-1)} { ${property}: ${value} }`

/** Sides of the screen instead of sides of the text. */
const physical =
  /^(?:(?:min-|max-)?(?:width|height)|top|right|bottom|left|overflow-[xy]|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:top|right|bottom|left)(?:-\w+)*|border-(?:top|bottom)-(?:left|right)-radius)$/

/** What the oldest browsers do not know (Chrome 109, Firefox 115, Safari 15.4). */
const tooNew =
  /light-dark\(|color-mix\(|oklch\(|oklab\(|\blch\(|\blab\(|:popover-open|subgrid|anchor\(|@container|@scope|@starting-style|@property/

/** Where a colour may be named; everything else takes it from the tokens. */
const coloured = ['tokens', 'dark', 'hero', 'bar-staff', 'print', 'dialog']

/** Bytes as they are sent. A phone pays for every one; a desk's page may weigh twice as much as a patient's. */
const heaviest: Record<string, number> = { patient: 6000, staff: 8000 }

describe('the style sheets', () => {
  test.each(sheets)('%s is light as it is sent', async (sheet) => {
    const { outputFiles } = await build({
      entryPoints: [new URL(`../../static/${sheet}.css`, import.meta.url).pathname],
      bundle: true,
      write: false,
      minify: true,
    })
    expect(brotliCompressSync(outputFiles[0]?.contents ?? '').length).toBeLessThanOrEqual(heaviest[sheet] ?? 0)
  })

  test('name sides by the text, not by the screen', () => {
    const sided = declarations.filter(({ around, property, value }) => {
      if (around.at(-1)?.startsWith('@page')) return false
      return physical.test(property) || (/^(?:text-align|float|clear)$/.test(property) && /^(?:left|right)$/.test(value))
    })
    expect(sided.map(shown)).toEqual([])
  })

  test('give four-sided shorthands no left and right that differ', () => {
    const four = declarations.filter(
      ({ property, value }) => /^(?:margin|padding|inset|border-width|border-radius)$/.test(property) && value.split(/\s+/).length === 4,
    )
    expect(four.map(shown)).toEqual([])
  })

  test('use nothing that the oldest browsers do not know', () => {
    expect(parts.filter(({ css }) => tooNew.test(css)).map(({ name }) => name)).toEqual([])
  })

  test('nest no rules', () => {
    const nested = declarations.filter(({ around }) => around.filter((rule) => !rule.startsWith('@')).length > 1)
    expect(nested.map(shown)).toEqual([])
  })

  test('ask for widths in the old way', () => {
    const ranged = declarations.flatMap(({ around }) => around).filter((rule) => rule.startsWith('@media') && /[<>]/.test(rule))
    expect(ranged).toEqual([])
  })

  test('keep :has out of lists, which Firefox 115 would drop as a whole', () => {
    const listed = declarations
      .flatMap(({ around }) => around)
      .filter((rule) => !rule.startsWith('@') && rule.includes(':has(') && rule.includes(','))
    expect(listed).toEqual([])
  })

  test('name colours in the tokens only', () => {
    const named = declarations.filter(({ name, value }) => !coloured.includes(name) && /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(value))
    expect(named.map(shown)).toEqual([])
  })

  test('slant, space out and hyphenate nothing, which harms Arabic', () => {
    const harmful = declarations.filter(
      ({ property, value }) => /^(?:letter-spacing|hyphens|text-transform)$/.test(property) || /^(?:italic|justify)$/.test(value),
    )
    expect(harmful.map(shown)).toEqual([])
  })

  test('move only for those who do not mind', () => {
    const moving = declarations.filter(
      ({ around, property }) =>
        /^(?:transition|animation)/.test(property) && !around.some((rule) => rule.includes('prefers-reduced-motion')),
    )
    expect(moving.map(({ around }) => around.at(-1))).toEqual(['.htmx-request'])
  })

  test('weigh type 400, 600 or 700', () => {
    const weights = declarations.filter(({ property }) => property === 'font-weight').map(({ value }) => value)
    expect([...new Set(weights)].sort()).toEqual(['400', '600', '700'])
  })
})

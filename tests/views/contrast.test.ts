import { describe, expect, test } from 'vitest'
import { partsOf, tokensIn } from './sheets.ts'

const parts = partsOf('patient')
const light = tokensIn(parts, ['tokens'])
const modes = { light, dark: { ...light, ...tokensIn(parts, ['dark']) } }

/** Text on grounds; WCAG 2.2 AA asks for 4.5:1. */
const texts: [string, string[]][] = [
  ['--ink', ['--paper', '--surface', '--sunken', '--tint', '--infobg', '--warnbg', '--goodbg', '--badbg']],
  ['--soft', ['--paper', '--surface', '--sunken', '--tint', '--mutebg']],
  ['--brand', ['--paper', '--surface', '--sunken', '--tint']],
  ['--deep', ['--paper', '--surface', '--tint']],
  ['--onbrand', ['--brand', '--deep']],
  ['--info', ['--infobg']],
  ['--warn', ['--warnbg']],
  ['--good', ['--goodbg']],
  ['--bad', ['--badbg', '--surface', '--paper']],
]

/** What shows where something is, or that it has the focus; 3:1. */
const edges: [string, string[]][] = [
  ['--edge', ['--surface', '--paper', '--tint']],
  ['--focus', ['--paper', '--surface', '--sunken', '--tint', '--infobg', '--warnbg', '--goodbg', '--badbg']],
  ['--brand', ['--surface', '--paper', '--tint']],
  ['--bad', ['--surface', '--paper']],
]

/** Fixed colours of the hero and the staff bar, in both modes. */
const fixed: [string, string[]][] = [
  ['#fff', ['#063733', '#0b5e58', '#084540', '#0b2f2c', '#13837a']],
  ['#084540', ['#fff', '#e4f1ee']],
]

function luminance(colour: string): number {
  const short = colour.slice(1)
  const long = short.length === 3 ? [...short].map((digit) => digit + digit).join('') : short
  const channels = [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function weak(tokens: Record<string, string>, pairs: [string, string[]][], least: number): string[] {
  const colour = (name: string) => (name.startsWith('#') ? name : (tokens[name] ?? ''))
  return pairs.flatMap(([front, grounds]) =>
    grounds
      .map((ground) => ({ ground, ratio: contrast(colour(front), colour(ground)) }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`),
  )
}

test('black on white is 21:1', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
})

describe.each(Object.entries(modes))('in %s mode', (_mode, tokens) => {
  test('all text can be read', () => {
    expect(weak(tokens, texts, 4.5)).toEqual([])
  })

  test('edges and the focus can be seen', () => {
    expect(weak(tokens, edges, 3)).toEqual([])
  })

  test('so can text on the hero and the staff bar', () => {
    expect(weak(tokens, fixed, 4.5)).toEqual([])
  })

  test('every colour is set', () => {
    const dark = tokensIn(parts, ['dark'])
    const colours = Object.keys(light).filter((name) => light[name]?.startsWith('#'))
    expect(Object.keys(dark).sort()).toEqual(colours.sort())
  })
})

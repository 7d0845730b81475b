import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partsOf } from '../../src/notices/parts.ts'

describe('a text message', () => {
  test.each([
    ['a'.repeat(160), 'gsm-7', 1, 0],
    ['a'.repeat(161), 'gsm-7', 2, 306 - 161],
    ['a'.repeat(306), 'gsm-7', 2, 0],
    ['a'.repeat(307), 'gsm-7', 3, 459 - 307],
    ['م'.repeat(70), 'ucs-2', 1, 0],
    ['م'.repeat(71), 'ucs-2', 2, 134 - 71],
    ['م'.repeat(134), 'ucs-2', 2, 0],
    ['م'.repeat(135), 'ucs-2', 3, 201 - 135],
    ['', 'gsm-7', 1, 160],
    ['€'.repeat(80), 'gsm-7', 1, 0],
    // A sign that takes two places does not fit into the one that is left of 153.
    ['€'.repeat(153), 'gsm-7', 3, 151],
    ['😀'.repeat(35), 'ucs-2', 1, 0],
    ['😀'.repeat(67), 'ucs-2', 3, 65],
    ['Dr. Sara’s', 'ucs-2', 1, 60],
    ['\u200e011', 'ucs-2', 1, 66],
  ])('%#: counts its characters by its alphabet', (text, alphabet, parts, left) => {
    expect(partsOf(text)).toMatchObject({ alphabet, parts, left })
  })

  test('has room for what it holds, and never for a part more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), (text) => {
        const { alphabet, length, parts, left } = partsOf(text)
        const part = alphabet === 'gsm-7' ? 153 : 67
        if (parts === 1) return length + left === (alphabet === 'gsm-7' ? 160 : 70)
        // Each part but the last wastes one place at most.
        return parts * part - left >= length && parts * part - left - length < parts && left < part
      }),
    )
  })
})

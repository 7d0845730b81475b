import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bestEncoding, compressed } from '../../src/web/compress.ts'

describe('a browser', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0', null],
    ['BR;q=0.5', 'br'],
    ['*', 'gzip'],
    ['identity', null],
    ['brotli', null],
    ['', null],
    [undefined, null],
  ])('that accepts %s gets %s', (header, encoding) => {
    expect(bestEncoding(header)).toBe(encoding)
  })
})

test('what is compressed is the page, and smaller', async () => {
  const text = '<p>صباح الخير</p>'.repeat(200)
  const brotli = await compressed(text, 'gzip, br')
  const gzip = await compressed(text, 'gzip')
  expect(brotliDecompressSync(brotli.body).toString()).toBe(text)
  expect(gunzipSync(gzip.body).toString()).toBe(text)
  expect(brotli.body.length).toBeLessThan(text.length / 10)
  expect(await compressed(text, 'identity')).toEqual({ body: Buffer.from(text), encoding: null })
})

test('what is small stays as it is', async () => {
  expect(await compressed('<p>Saved</p>', 'br')).toEqual({ body: Buffer.from('<p>Saved</p>'), encoding: null })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
const lines = [...page.matchAll(/^\| V([\d.]+) \| ([12]) \| (.+?) \| (met|not applicable|open) \| (.+) \|$/gm)].map(
  ([, number = '', level = '', , state = '', shown = '']) => ({ number, level, state, shown }),
)

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, and their sections with the numbers that are of level 3 left out. */
const sections: Record<string, number[]> = {
  '1.1': [1, 2],
  '1.2': [1, 2, 3, 4, 5, 6, 7, 8, 9],
  '1.3': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '1.4': [1, 2, 3],
  '1.5': [1, 2],
  '2.1': [1, 2, 3],
  '2.2': [1, 2, 3],
  '2.3': [1, 2, 3, 4],
  '2.4': [1],
  '3.2': [1, 2],
  '3.3': [1, 2, 3, 4],
  '3.4': [1, 2, 3, 4, 5, 6],
  '3.5': [1, 2, 3, 4, 5],
  '3.7': [1, 2],
  '4.1': [1, 2, 3],
  '4.2': [1],
  '4.3': [1, 2],
  '4.4': [1, 2, 3, 4],
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  '6.3': [1, 2, 3, 4],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3, 4],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '11.1': [1, 2],
  '11.2': [1, 2, 3],
  '11.3': [1, 2, 3],
  '11.4': [1, 2, 3, 4],
  '11.5': [1],
  '11.6': [1],
  '12.1': [1, 2, 3],
  '12.2': [1, 2],
  '12.3': [1, 2, 3, 4],
  '14.1': [1, 2],
  '14.2': [1, 2, 3, 4],
  '14.3': [1, 2, 3],
  '16.1': [1],
  '16.2': [1, 2, 3, 4, 5],
  '16.3': [1, 2, 3, 4],
  '16.4': [1, 2, 3],
  '16.5': [1, 2, 3],
}

test('the page on security has a line for each requirement, in order', () => {
  const expected = Object.entries(sections).flatMap(([section, numbers]) => numbers.map((number) => `${section}.${number}`))
  expect(lines.map(({ number }) => number)).toEqual(expected)
})

test('what is called met names a test, and every test that is named exists', () => {
  for (const { number, state, shown } of lines) {
    const tests = [...shown.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path)
    if (state === 'met') expect(tests.length, number).toBeGreaterThan(0)
    for (const path of tests) expect(existsSync(join(root, path)), `${number}: ${path}`).toBe(true)
  }
})

test('the sums are those of the table', () => {
  const of = (state: string) => lines.filter((line) => line.state === state).length
  expect(page).toContain(`${lines.length} requirements: ${of('met')} met, ${of('not applicable')} not applicable, ${of('open')} open.`)
})

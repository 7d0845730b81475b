import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { encodingOf } from './encoding.ts'
import { largestCell, mostColumns, type TableLine, type TableOptions, Unreadable } from './unreadable.ts'

/** Separators in the order of how much they say: a comma stands in addresses as well. */
const delimiters = ['\t', ';', '|', ',', '،']

/** Lines of a CSV file, one at a time: a large file takes no more memory than a small one. */
export function csvLines(file: string, start: Buffer, { encoding, delimiter }: TableOptions): () => AsyncIterable<TableLine> {
  const label = encodingOf(file, start, encoding)
  const beginning = new TextDecoder(label).decode(start, { stream: true })
  if (beginning.trim() === '') throw new Unreadable('empty')
  if (isBinary(beginning)) throw new Unreadable('binary')
  const separator = delimiter === undefined ? delimiterIn(beginning) : delimiter === 'tab' ? '\t' : delimiter
  return () => linesOf(file, label, separator)
}

/** Texts have no zero bytes and hardly a control character. */
function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0
  return text.includes('\u0000') || controls > text.length / 200
}

/** The one that stands most evenly in the first lines. */
function delimiterIn(beginning: string): string {
  const lines = beginning
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return { delimiter, usual, even: counts.filter((count) => count === usual).length }
  })
  const best = scored.filter(({ usual }) => usual > 0).toSorted((a, b) => b.even - a.even || b.usual - a.usual)[0]
  if (best === undefined) throw new Unreadable('one-column')
  return best.delimiter
}

interface Parsed {
  record: string[]
  /** Its last line. */
  info: { lines: number }
}

async function* linesOf(file: string, encoding: string, delimiter: string): AsyncGenerator<TableLine> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    // Beyond it a quote was never closed, or it is no table.
    max_record_size: largestCell * 20,
  })
  // Whatever fails on the way ends the walk below, and is told there.
  pipeline(Readable.from(textsOf(file, encoding)), parser, () => {})
  let previous = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (record.length > mostColumns) throw new Unreadable('too-wide', String(previous + 1))
      if (record.some((text) => text.length > largestCell)) throw new Unreadable('huge-cell', String(previous + 1))
      yield { number: previous + 1, cells: record.map((text) => ({ text: text.trim(), kind: 'text' })) }
      previous = info.lines
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable('quotes', String(previous + 1))
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new Unreadable('encoding')
    throw error
  } finally {
    parser.destroy()
  }
}

async function* textsOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

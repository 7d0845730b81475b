import { crc32, deflateRawSync } from 'node:zlib'

/** A cell of a test's workbook: a text, a number as Excel keeps it, or a day as Excel keeps days. */
export type WorkbookCell = string | { number: string } | { day: Temporal.PlainDate } | null

/**
 * An XLSX file of one sheet, as Excel writes it: shared texts, numbers, and dates by their style.
 * `altered`: what somebody made of its texts by hand.
 */
export function workbook(rows: WorkbookCell[][], altered = (sharedStrings: string) => sharedStrings): Buffer {
  const texts = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = texts.get(text) ?? texts.size
    texts.set(text, place)
    return place
  }
  const cell = (value: WorkbookCell, address: string): string => {
    if (value === null || value === '') return ''
    if (typeof value === 'string') return `<c r="${address}" t="s"><v>${placeOf(value)}</v></c>`
    if ('number' in value) return `<c r="${address}"><v>${value.number}</v></c>`
    return `<c r="${address}" s="1"><v>${daysOf(value.day)}</v></c>`
  }
  const data = rows
    .map(
      (row, place) => `<row r="${place + 1}">${row.map((value, column) => cell(value, `${letters(column)}${place + 1}`)).join('')}</row>`,
    )
    .join('')
  const shared = () => [...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')
  return zipped({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook ${main} ${named}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `${head}<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData>${data}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': altered(`${head}<sst ${main}>${shared()}</sst>`),
  })
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const named = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const contentTypes = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`

const relations = (all: [type: string, target: string][]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ([type, target], place) =>
        `<Relationship Id="rId${place + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
const daysOf = (day: Temporal.PlainDate): number => new Temporal.PlainDate(1899, 12, 30).until(day, { largestUnit: 'days' }).days

/** A zip archive (APPNOTE 6.3.9). `claims` lies about the size of a part. */
export function zipped(parts: Record<string, string | Buffer>, claims: Record<string, number> = {}): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims[name] ?? bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    local.push(Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(parts).length, 4)
  end.writeUInt16LE(Object.keys(parts).length, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, index, Buffer.from('PK\u0005\u0006'), end])
}

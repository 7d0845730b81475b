import encodeQR from 'qr'

/** A picture that phones read, as the path of an SVG: its dark squares, of one unit each, with the quiet border that readers need. */
export interface QrPath {
  size: number
  path: string
}

const border = 4

export function qrOf(text: string): QrPath {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border })
  const lines = rows.flatMap((row, y) => runsOf(row).map(({ from, length }) => `M${from} ${y}h${length}v1h-${length}z`))
  return { size: rows.length, path: lines.join('') }
}

/** Dark squares beside each other are one rectangle. */
function runsOf(row: boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1)
    if (dark && last && last.from + last.length === x) last.length += 1
    else if (dark) runs.push({ from: x, length: 1 })
  }
  return runs
}

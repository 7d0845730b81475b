/** What a text costs: gateways count parts, and every part is paid for. */
export interface Parts {
  /** GSM 03.38's alphabet of seven bits, or UCS-2 as soon as one character is not in it. */
  alphabet: 'gsm-7' | 'ucs-2'
  /** Characters as the alphabet counts them: some of GSM-7 take two, and so do signs beyond the first plane. */
  length: number
  parts: number
  /** Room that is left in the last part. */
  left: number
}

// 3GPP TS 23.038, §6.2.1 and §6.2.1.1: the default alphabet and its extension, whose characters take two places.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('^{}\\[~]|€\f')

/** Places in a message that stands alone, and in each part of a longer one, whose header takes room. */
const room = { 'gsm-7': { alone: 160, part: 153 }, 'ucs-2': { alone: 70, part: 67 } }

export function partsOf(text: string): Parts {
  const characters = [...text]
  const alphabet = characters.every((character) => basic.has(character) || extension.has(character)) ? 'gsm-7' : 'ucs-2'
  const sizes = characters.map((character) => (alphabet === 'ucs-2' ? character.length : extension.has(character) ? 2 : 1))
  const length = sizes.reduce((sum, size) => sum + size, 0)
  const { alone, part } = room[alphabet]
  if (length <= alone) return { alphabet, length, parts: 1, left: alone - length }
  const { parts, used } = spread(sizes, part)
  return { alphabet, length, parts, left: part - used }
}

/** A character is never cut in two: one that does not fit begins the next part. */
function spread(sizes: number[], part: number): { parts: number; used: number } {
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > part) {
      parts += 1
      used = 0
    }
    used += size
  }
  return { parts, used }
}

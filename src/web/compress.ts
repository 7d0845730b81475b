import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Below this the headers cost more than is saved. */
const worthIt = 600

/**
 * Compresses a page for this browser. Pages hold no secret that a reader could be made to guess by their length:
 * sessions are in cookies, and a form's receipt is of use only to the person it was made for.
 */
export async function compressed(
  text: string,
  accepts: string | undefined,
): Promise<{ body: Buffer<ArrayBuffer>; encoding: string | null }> {
  const encoding = text.length < worthIt ? null : bestEncoding(accepts)
  // Bytes at once: a long text takes the socket three times as long.
  const bytes = Buffer.from(text)
  if (encoding === null) return { body: bytes, encoding }
  if (encoding === 'gzip') return { body: await zip(bytes), encoding }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    // 64 KB: the default of 4 MB is cleared for every page, and costs more than the page.
    [constants.BROTLI_PARAM_LGWIN]: 16,
  }
  return { body: await brotli(bytes, { params }), encoding }
}

/** Brotli where it is taken, else gzip, else nothing (RFC 9110, 12.5.3). */
export function bestEncoding(accepts: string | undefined): 'br' | 'gzip' | null {
  const taken = (accepts ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
    .map(([name]) => name)
  if (taken.includes('br')) return 'br'
  return taken.includes('gzip') || taken.includes('*') ? 'gzip' : null
}

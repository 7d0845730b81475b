import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Seal } from './seal.ts'

/** `123:<64 hexadecimal digits>`, as it stands in the file, in the log, and behind `--expect`. */
export const sealText = ({ number, hash }: Seal): string => `${number}:${hash.toString('hex')}`

export function sealIn(text: string): Seal | null {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  return number && hash ? { number: Number(number), hash: Buffer.from(hash, 'hex') } : null
}

/** The seal that this machine remembers apart from the database; null when it remembers none. */
export async function rememberedSeal(file: string): Promise<Seal | null> {
  try {
    return sealIn(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The file is replaced as a whole: a power cut leaves the old one or the new one. */
export async function rememberSeal(file: string, seal: Seal): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, `${sealText(seal)}\n`, { mode: 0o600 })
  await rename(unfinished, file)
}

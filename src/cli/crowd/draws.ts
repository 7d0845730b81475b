/** Numbers from 0 to below 1, always the same for the same seed and stream: a million people need many, and a hash of words is slow. */
export interface Draws {
  share: () => number
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
  /** The first ones come much more often, as names do. */
  pickCommon: <T>(from: readonly [T, ...T[]]) => T
}

/** Mulberry32, seeded by both numbers. */
export function drawsOf(stream: number, seed: number): Draws {
  let state = (Math.imul(seed ^ (stream * 0x9e3779b9), 0x85ebca6b) ^ (seed >>> 13)) | 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  return {
    share,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    chance: (probability) => share() < probability,
    pick: (from) => from[Math.floor(share() * from.length)] ?? from[0],
    pickCommon: (from) => from[Math.floor(share() ** 1.7 * from.length)] ?? from[0],
  }
}

/** The number's place among all below `size` when these are shuffled: no two have the same. `factor` has no divisor in common with `size`. */
export const shuffled = (number: number, factor: number, size: number): number => (number * factor + 7919) % size

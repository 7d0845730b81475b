/** How many requests may come at once, and how many a second for ever. */
export interface Rate {
  burst: number
  perSecond: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets in memory. `take` answers 0, or the seconds until it is worth trying again. */
export function buckets({ burst, perSecond }: Rate, now: () => number = () => performance.now()) {
  const all = new Map<string, Bucket>()

  /** A bucket that has filled up again says nothing: it is forgotten. */
  const forgetFull = (time: number) => {
    for (const [key, bucket] of all) if (filled(bucket, time) >= burst) all.delete(key)
  }
  const filled = (bucket: Bucket, time: number) => Math.min(burst, bucket.tokens + ((time - bucket.at) / 1000) * perSecond)

  return {
    take(key: string): number {
      const time = now()
      if (all.size >= 20_000 && !all.has(key)) forgetFull(time)
      const bucket = all.get(key) ?? { tokens: burst, at: time }
      const tokens = filled(bucket, time)
      const enough = tokens >= 1
      all.set(key, { tokens: enough ? tokens - 1 : tokens, at: time })
      return enough ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
    },
    get size() {
      return all.size
    },
  }
}

import { cpus } from 'node:os'
import { join } from 'node:path'
import { type Measure, print, save } from './report.ts'

/** Each is loaded when it runs: the browser and the app weigh on the others otherwise. */
const benches: Record<string, () => Promise<Measure[]>> = {
  start: async () => (await import('./start.ts')).start(),
  weights: async () => (await import('./weights.ts')).weights(),
  month: async () => (await import('./month.ts')).month(),
  race: async () => (await import('./race.ts')).race(),
  search: async () => (await import('./search.ts')).search(),
  boards: async () => (await import('./boards.ts')).boards(),
  'sign-in': async () => (await import('./sign-in.ts')).signInTime(),
  'day-book': async () => (await import('./day-book.ts')).dayBookBesideBare(),
}

async function run(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in benches))
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  console.log(`${cpus().length} cores, node ${process.version}\n`)
  const measures: Measure[] = []
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const results = await bench()
    print(results)
    measures.push(...results)
  }
  // The bundle stands in build/, one below the checkout.
  save(join(import.meta.dirname, '../.data/bench'), measures)
  const over = measures.filter(({ ok }) => !ok)
  console.log(over.length === 0 ? '\nAll within budget.' : `\n${over.length} over budget.`)
  process.exitCode = over.length === 0 ? 0 : 1
}

// The day book is served by a process of its own, so that its CPU can be told apart.
const served = process.env.BENCH_SERVE
// Not awaited: the benchmarks' chunks import this one, and would wait for it as it waits for them.
const work =
  served === undefined ? run(process.argv.slice(2)) : import('./page-server.ts').then(({ servePages }) => servePages(JSON.parse(served)))
// The servers that are started do not keep this process alive, so it does so itself.
const alive = setInterval(() => {}, 1000)
work
  .catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(() => clearInterval(alive))

// Bundles the programs and what browsers load into build/, when a source is newer than the last build.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFresh, newestChange, stampAs } from './build/freshness.mjs'

const programs = ['src/main.ts', 'src/cli.ts', 'tests/bench/bench.ts']
const sources = [
  'src',
  'views',
  'static',
  'locales',
  'tests/bench',
  'tests/support',
  'package-lock.json',
  'tsconfig.json',
  'ops/build.mjs',
  'ops/build',
]

/** Answers whether anything had to be built. */
export async function buildAll(root) {
  const stamp = join(root, 'build/built')
  const paths = sources.map((source) => join(root, source))
  if (isFresh(stamp, paths)) return false
  const changedAt = newestChange(paths)
  // Loaded only now: a start with nothing to build does without the bundler.
  const [{ buildCode }, { buildAssets }, { keepOnly, writeWhole }] = await Promise.all([
    import('./build/code.mjs'),
    import('./build/assets.mjs'),
    import('./build/write.mjs'),
  ])
  const entries = Object.fromEntries(
    programs.filter((file) => existsSync(join(root, file))).map((file) => [file.replace(/^.*\//, '').replace('.ts', ''), file]),
  )
  const files = (await Promise.all([buildCode(root, entries), buildAssets(root)])).flat()
  for (const { path, contents } of files) writeWhole(path, contents)
  keepOnly(
    join(root, 'build'),
    files.map(({ path }) => path),
  )
  stampAs(stamp, changedAt)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  try {
    await buildAll(root)
  } catch (error) {
    // esbuild has printed what is wrong, with file and line.
    console.error(error?.errors ? 'The build failed.' : error)
    process.exit(1)
  }
}

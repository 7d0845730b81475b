import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'esbuild'

/** The oldest browsers that we look after; Firefox 115 is the last on Windows 7 and 8.1. */
const browsers = ['chrome109', 'firefox115', 'safari15.4']

const sources = ['static/patient.css', 'static/staff.css', 'static/app.js', 'static/staff.js']

/** What browsers load: path → content, each under a name with its hash, with a brotli and a gzip copy, and the manifest. */
export async function buildAssets(root) {
  const folder = join(root, 'build/static')
  const present = sources.filter((source) => existsSync(join(root, source)))
  const built = await Promise.all(present.map((source) => bundled(root, source)))
  const manifest = Object.fromEntries(built.map(({ name, file }) => [name, { file }]))
  const files = await Promise.all(built.flatMap(({ file, contents }) => copies(join(folder, file), contents)))
  return [...files, { path: join(folder, 'manifest.json'), contents: `${JSON.stringify(manifest, null, 2)}\n` }]
}

async function bundled(root, source) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: browsers,
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.svg': 'dataurl' },
    logLevel: 'warning',
  })
  const { contents } = outputFiles[0]
  const name = basename(source)
  const extension = extname(name)
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10)
  return { name, file: `${basename(name, extension)}.${hash}${extension}`, contents }
}

function copies(path, contents) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length }
  return [
    { path, contents },
    promisify(brotliCompress)(contents, { params }).then((packed) => ({ path: `${path}.br`, contents: packed })),
    promisify(gzip)(contents, { level: 9 }).then((packed) => ({ path: `${path}.gz`, contents: packed })),
  ]
}

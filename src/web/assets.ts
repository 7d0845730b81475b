import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Site } from '../database/tables.ts'
import { bestEncoding } from './compress.ts'
import type { Env } from './context.ts'

type Bytes = Uint8Array<ArrayBuffer>

interface Asset {
  type: string
  plain: Bytes
  /** Compressed when they were built, as hard as can be. */
  br: Bytes | null
  gzip: Bytes | null
}

/** The stylesheets and the script, under names that change with their content. */
export interface Assets {
  /** The addresses that a site's pages name. */
  of: Record<Site, { css: string; js: string }>
  files: ReadonlyMap<string, Asset>
}

const manifestForm = z.record(z.string(), z.object({ file: z.string() }))

const types: Record<string, string> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
}

/** Reads the built files into memory: a few tens of kilobytes, and no request ever names a file of the disk. */
export function loadAssets(folder: string): Assets {
  const manifest = manifestForm.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  const address = (name: string) => {
    const entry = manifest[name]
    if (!entry) throw new Error(`${name} is missing from the built files`)
    return `/static/${entry.file}`
  }
  return {
    of: {
      patient: { css: address('patient.css'), js: address('app.js') },
      staff: { css: address('staff.css'), js: address('staff.js') },
    },
    files: new Map(Object.values(manifest).map(({ file }) => [file, loaded(join(folder, file))])),
  }
}

function loaded(path: string): Asset {
  const variant = (suffix: string) => (existsSync(path + suffix) ? new Uint8Array(readFileSync(path + suffix)) : null)
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    plain: new Uint8Array(readFileSync(path)),
    br: variant('.br'),
    gzip: variant('.gz'),
  }
}

/** A name stands for one content for ever, so browsers keep it for a year and never ask again. */
export function assetRoutes({ files }: Assets): Hono<Env> {
  return new Hono<Env>().get('/static/:file', async (c, next) => {
    const asset = files.get(c.req.param('file'))
    if (!asset) return next()
    const encoding = bestEncoding(c.req.header('Accept-Encoding'))
    const packed = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : null
    c.header('Content-Type', asset.type)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    if (encoding !== null && packed !== null) c.header('Content-Encoding', encoding)
    return c.body(packed ?? asset.plain)
  })
}

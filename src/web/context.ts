import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Frame } from '../../views/frame.ts'
import type { Actor } from '../audit/actor.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/pool.ts'
import type { Site } from '../database/tables.ts'
import type { Log } from './log.ts'
import type { Language, Texts } from './texts.ts'

/** What every route finds in `c.var`; that copies them all each time, so what every request passes asks by `c.get`. */
export interface Env {
  Variables: {
    db: Database
    config: Config
    site: Site
    requestId: string
    /** The address that is asked for, read once; nobody changes it. */
    url: URL
    /** The address of the person's device, through trusted proxies. */
    client: string
    language: Language
    t: Texts
    frame: Frame
    /** Null when nobody is signed in. */
    actor: Actor | null
    log: Log
    /** What was posted, within the size limit; empty for a GET. Routes read it through `form`. */
    posted: URLSearchParams
  }
  /** Node's own request and answer; absent where a test calls the app without a server. */
  Bindings: Partial<HttpBindings>
}

export type WebContext = Context<Env>

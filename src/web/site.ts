import { Hono, type MiddlewareHandler } from 'hono'
import type { Actor } from '../audit/actor.ts'
import type { Site } from '../database/tables.ts'
import { type Assets, assetRoutes } from './assets.ts'
import type { Env, WebContext } from './context.ts'
import { isLocal } from './doors.ts'
import { errorAnswer } from './errors.tsx'
import { fragmentRedirects } from './fragment-redirects.ts'
import { type ClinicFacts, type FrameParts, framer } from './frame.ts'
import { healthRoutes } from './health.ts'
import { languageSwitch } from './language.ts'
import { limitedByAddress, limitedBySession } from './limits.ts'
import { unmatched } from './methods.ts'
import { onlyTls } from './only-tls.ts'
import { posted } from './posted.ts'
import type { Readiness } from './readiness.ts'
import { type RequestParts, requests } from './requests.ts'
import { sameOrigin } from './same-origin.ts'
import { wellFormed } from './well-formed.ts'

/** What both sites are made of; what stands in rooms above this one is handed in as functions. */
export interface SiteParts extends RequestParts {
  assets: Assets
  readiness: Readiness
  /** What other machines post, by keys of their own: before everything that is for browsers. */
  keyed: Record<Site, Hono<Env>[]>
  clinic: () => Promise<ClinicFacts>
  actor: (c: WebContext) => Promise<Actor | null>
  places: (actor: Actor) => string[]
  lock: FrameParts['lock']
  /** Whether messages that nobody sends can be read on a page of the patients' site. */
  messagesPage: boolean
}

/** One site: what every request passes on its way, in order, then the routes. */
export function site(parts: SiteParts, name: Site, url: URL, routes: Hono<Env>[]): Hono<Env> {
  const { config } = parts
  const { frameOf, inReadersLanguage, framed } = framer({
    assets: parts.assets.of[name],
    demo: config.demo,
    messagesPage: name === 'patient' && parts.messagesPage && isLocal(url.hostname),
    clinic: parts.clinic,
    places: parts.places,
    lock: parts.lock,
  })
  const app = new Hono<Env>()
  app.onError((error, c) => errorAnswer(c, error, frameOf(c)))
  app.notFound((c) => unmatched(app, c))

  app.use(requests(parts, name, url.protocol))
  app.route('/', healthRoutes(parts.readiness))
  app.route('/', assetRoutes(parts.assets))
  if (parts.metrics) app.route('/', parts.metrics.routes)

  app.use(limitedByAddress(config.rateLimit))
  app.use(wellFormed)
  app.use(onlyTls(url, config.trustedProxies))
  for (const room of parts.keyed[name]) app.route('/', room)
  app.use(inReadersLanguage)
  app.use(languageSwitch)
  app.use(sameOrigin(url))
  app.use(posted)
  app.use(withActor(parts.actor))
  app.use(limitedBySession(config.rateLimit))
  app.use(framed)
  app.use(fragmentRedirects)
  for (const room of routes) app.route('/', room)
  return app
}

const withActor =
  (actor: SiteParts['actor']): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.set('actor', await actor(c))
    return next()
  }

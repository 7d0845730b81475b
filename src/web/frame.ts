import type { MiddlewareHandler } from 'hono'
import type { Frame, FrameLock } from '../../views/frame.ts'
import type { Actor } from '../audit/actor.ts'
import type { Env, WebContext } from './context.ts'
import { languageOf, speak } from './language.ts'
import { type Language, type Texts, textsFor } from './texts.ts'

/** What the frame of a page needs to know of the clinic; read by a room above this one. */
export interface ClinicFacts {
  country: string
  language: Language
  inWords: (t: Texts) => Frame['clinic']
}

export interface FrameParts {
  assets: { css: string; js: string }
  demo: boolean
  messagesPage: boolean
  clinic: () => Promise<ClinicFacts>
  /** Which entries of the navigation a person has. */
  places: (actor: Actor) => string[]
  /** How the pages of this person lock themselves, where they do. */
  lock: (actor: Actor) => FrameLock | null
}

/** Before the database has answered for the first time. */
const unknownClinic: ClinicFacts = {
  country: 'SA',
  language: 'en',
  inWords: (t) => ({ name: t.local({ en: 'Raseel', ar: 'رسيل' }), phone: '', country: 'SA', locations: [] }),
}

/** A part of a page, and most answers to a form, need neither places nor lock. */
const personOf = (t: Texts, actor: Actor, { places, lock }: FrameParts): Frame['person'] => ({
  name: t.local(actor.name),
  roles: actor.roles,
  get places() {
    return places(actor)
  },
  get lock() {
    return lock(actor)
  },
})

/** Makes frames. It remembers the clinic as it last was, so that a page which says that the database is away still bears its name and phone. */
export function framer(parts: FrameParts) {
  let facts = unknownClinic

  const frameOf = (c: WebContext): Frame => {
    const t = c.get('t') ?? textsFor(languageOf(c, facts.language), facts.country)
    const { pathname, search } = c.get('url')
    const actor = c.get('actor') ?? null
    return {
      t,
      site: c.get('site'),
      path: pathname + search,
      clinic: facts.inWords(t),
      person: actor && personOf(t, actor, parts),
      assets: parts.assets,
      demo: parts.demo,
      messagesPage: parts.messagesPage,
      requestId: c.get('requestId'),
    }
  }

  const inReadersLanguage: MiddlewareHandler<Env> = async (c, next) => {
    facts = await parts.clinic().catch(() => facts)
    speak(c, languageOf(c, facts.language), facts.country)
    return next()
  }

  const framed: MiddlewareHandler<Env> = (c, next) => {
    c.set('frame', frameOf(c))
    return next()
  }

  return { frameOf, inReadersLanguage, framed }
}

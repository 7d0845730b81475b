import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Hidden, PersonName } from '../ui/inline.tsx'
import { placeLinks, sentMessages } from './places.ts'

/** The same page in the other language, named in its own script. */
export const LanguageLink = ({ frame: { t, path } }: { frame: Frame }) => {
  const [language, dir, name] = t.language === 'ar' ? (['en', 'ltr', 'English'] as const) : (['ar', 'rtl', 'العربية'] as const)
  return (
    <a href={inLanguage(path, language)} hreflang={language} lang={language} dir={dir}>
      {name}
    </a>
  )
}

function inLanguage(path: string, language: string): string {
  const [before = '', query] = path.split('?')
  const asked = new URLSearchParams(query)
  asked.set('lang', language)
  // One slash: two would lead to another host.
  return `/${before.replace(/^\/+/u, '')}?${asked}`
}

/** Sign in, or sign out: a form, because no link may change anything. */
export const SignInOrOut = ({ frame: { t, person } }: { frame: Frame }) =>
  person ? (
    <form action="/sign-out" method="post">
      <button type="submit" class="as-link">
        {t('shell.signOut')}
      </button>
    </form>
  ) : (
    <a href="/sign-in">
      <Icon name="person" />
      {t('shell.signIn')}
    </a>
  )

/** For a desk that several people share: what is on it waits, and nobody sees it. */
export const LockButton = ({ frame: { t, person } }: { frame: Frame }) => {
  const lock = person?.lock
  return (
    <form action="/lock" method="post" data-person={lock?.person} data-session={lock?.session} data-after={lock?.after}>
      <button type="submit" class="as-link">
        {t('lock.lock')}
      </button>
    </form>
  )
}

/** Who is signed in; leads to their own page. */
export const WhoIsIn = ({ t, name, place }: { t: Texts; name: string; place?: string }) => (
  <a class="who" href="/account" aria-current={place === 'account' ? 'page' : undefined}>
    <Icon name="person" />
    <Hidden>{t('account.short')} </Hidden>
    <PersonName name={name} />
  </a>
)

/** Links to the places of this person; the current one is marked for eye and ear. */
export const PlaceLinks = ({ frame, place }: { frame: Frame; place?: string }): Child =>
  placeLinks(frame.person?.places ?? []).map(({ key, href, text }) => (
    <a href={href} aria-current={key === place ? 'page' : undefined}>
      {frame.t(text)}
    </a>
  ))

/** On a clinic with invented people: says so on every page, and where its messages can be read. */
export const DemoBanner = ({ frame: { t, demo, messagesPage } }: { frame: Frame }) =>
  demo ? (
    <p class="demo">
      <span>
        <b>{t('shell.demo')}</b> {t('shell.demoText')}
        {messagesPage && (
          <>
            {' '}
            <a href={sentMessages}>{t('shell.sentMessages')}</a>
          </>
        )}
      </span>
    </p>
  ) : null

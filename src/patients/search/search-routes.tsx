import { Hono } from 'hono'
import { LiveResults, NoResults, SearchPage } from '../../../views/search/search-page.tsx'
import { may, scopeOf } from '../../accounts/abilities.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { hitInWords } from '../../appointments/desk/hit-words.ts'
import { doneNote } from '../../appointments/desk/step-answer.tsx'
import { wantedTime } from '../../appointments/online/wanted-time.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { keepSearch, keptSearch } from '../../search/kept.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { findPatients } from './find.ts'

/** Staff find a patient: while they type, and on a page that Back, reload and a second tab come back to. */
export const searchRoutes = new Hono<Env>()

const underTheField = 8
const onThePage = 25

searchRoutes.get('/search', able('patient-see'), (c) =>
  page(
    c,
    <SearchPage
      frame={c.var.frame}
      words=""
      results={null}
      ofDepartments={ofDepartments(c)}
      registerAt={registerAt(c)}
      wanted={wantedOf(c)}
    />,
  ),
)

searchRoutes.post('/search', able('patient-see'), async (c) => {
  const words = (c.get('posted').get('words') ?? '').trim()
  if (isFragment(c)) return live(c, words)
  const wanted = wantedOf(c)
  if (words === '') return c.redirect(withQuery('/search', wanted), 303)
  const id = await keepSearch(c.get('db'), signedInActor(c), words)
  const registers = c.get('posted').get('to') === 'register' && mayRegister(c)
  return c.redirect(registers ? registerWith(id, wanted) : withQuery(`/search/${id}`, wanted), 303)
})

searchRoutes.get('/search/:search', able('patient-see'), async (c) => {
  const { db, frame } = c.var
  const id = idOf<'search'>(c.req.param('search'))
  const words = await keptSearch(db, signedInActor(c), id)
  if (words === null)
    return page(
      c,
      <SearchPage frame={frame} words="" results={null} gone ofDepartments={ofDepartments(c)} registerAt={registerAt(c)} />,
      404,
    )
  const results = await find(c, words, onThePage)
  const register = id && mayRegister(c) ? registerWith(id, wantedOf(c)) : null
  return page(
    c,
    <SearchPage
      frame={frame}
      words={words}
      results={results}
      ofDepartments={ofDepartments(c)}
      registerAt={register}
      path={c.req.path}
      note={doneNote(c, (visit) => results.hits.find((hit) => hit.visit?.steps.id === visit)?.names[0]?.text)}
      wanted={wantedOf(c)}
    />,
  )
})

async function live(c: WebContext, words: string): Promise<Response> {
  if (words === '') return fragment(c, <NoResults />)
  const results = await find(c, words, underTheField)
  return fragment(
    c,
    <LiveResults t={c.get('t')} results={results} ofDepartments={ofDepartments(c)} mayRegister={mayRegister(c)} wanted={wantedOf(c)} />,
  )
}

/** Found, written down, and put into words. */
async function find(c: WebContext, words: string, limit: number) {
  const [db, t] = [c.get('db'), c.get('t')]
  const actor = signedInActor(c)
  const { now, today } = await clinicToday(c)
  const { hits, ...rest } = await findPatients(db, actor, words, { limit, country: c.get('frame').clinic.country, today })
  if (hits.length > 0) await audit(db, actor, { action: 'patients.find', patients: hits.map(({ id }) => id) })
  return { ...rest, hits: hits.map((hit) => hitInWords(t, hit, { actor, today, now })) }
}

/** The free time that somebody is looked for for, from the address or from the box's form. */
const wantedOf = (c: WebContext): string => wantedTime(c.get('posted').get('wanted') ?? c.get('url').search)

const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`)

/** The words by their row, and the time that was chosen. */
const registerWith = (id: Id<'search'>, wanted: string): string =>
  `/patients/new?${new URLSearchParams({ from: id, ...(wanted === '' ? {} : { time: wanted }) })}`

const ofDepartments = (c: WebContext): boolean => scopeOf(signedInActor(c), 'patient-see') !== 'all'
const mayRegister = (c: WebContext): boolean => may(signedInActor(c), 'patient-edit')
const registerAt = (c: WebContext): string | null => (mayRegister(c) ? '/patients/new' : null)

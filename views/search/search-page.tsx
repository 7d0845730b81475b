import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { type Hit, Hits } from './hits.tsx'

interface Results {
  hits: readonly Hit[]
  more: boolean
  /** Too little was typed to look for. */
  empty: boolean
}

interface ResultProps {
  t: Texts
  results: Results
  /** Who may not see everybody is told so. */
  ofDepartments: boolean
  /** Null for those who register nobody. */
  register: Child | null
  back?: string | undefined
  /** A free time that was chosen before: where booking begins. */
  wanted: string
  /** How many they are, where that is said already. */
  count?: string
}

function countText(t: Texts, { hits, more, empty }: Results): string {
  if (empty) return t('search.tooLittle')
  return t(more ? 'search.more' : 'search.count', { n: hits.length })
}

const ResultList = ({ t, results, ofDepartments, register, back, wanted, count = countText(t, results) }: ResultProps) => (
  <>
    <p class="found-line">{results.hits.length === 0 && !results.empty ? t(ofDepartments ? 'search.noneOurs' : 'search.none') : count}</p>
    {results.hits.length > 0 && <Hits t={t} hits={results.hits} back={back} wanted={wanted} />}
    {register && !results.empty && <div class="found-line">{register}</div>}
    {ofDepartments && !results.empty && <EmergencyLink t={t} />}
  </>
)

/** Whoever sees the patients of their departments only may have to open another record. */
const EmergencyLink = ({ t }: { t: Texts }) => (
  <p class="found-line">
    <a href="/emergency-access">{t('glass.needOther')}</a>
  </p>
)

/** What is swapped under the field while one types; how many they are is said, the list itself is not read out. */
export const LiveResults = ({
  t,
  results,
  ofDepartments,
  mayRegister,
  wanted,
}: Omit<ResultProps, 'register' | 'back' | 'count'> & { mayRegister: boolean }) => {
  const count = countText(t, results)
  return (
    <>
      <hx-partial hx-target="#found-count" hx-swap="innerHTML">
        {count}
      </hx-partial>
      <div class="found">
        <ResultList
          t={t}
          results={results}
          ofDepartments={ofDepartments}
          register={mayRegister ? <RegisterFromBox t={t} /> : null}
          wanted={wanted}
          count={count}
        />
      </div>
    </>
  )
}

/** Nothing is typed any more: the list goes. */
export const NoResults = () => (
  <>
    <hx-partial hx-target="#found-count" hx-swap="innerHTML" />
    <hx-partial hx-target="#found" hx-swap="innerHTML" />
  </>
)

/** Sends the box's own form, so that what was typed is kept and no name stands in the address. */
const RegisterFromBox = ({ t }: { t: Texts }) => (
  <Button kind="plain" small icon="plus" form="find" name="to" value="register">
    {t('search.register')}
  </Button>
)

export interface SearchPageProps {
  frame: Frame
  words: string
  /** Null before anything was looked for. */
  results: Results | null
  gone?: boolean
  ofDepartments: boolean
  /** Where a new patient is registered with what was typed. */
  registerAt: string | null
  path?: string
  /** What was just done with somebody's visit. */
  note?: Child
  wanted?: string
}

export const SearchPage = ({ frame, words, results, gone, ofDepartments, registerAt, path, note, wanted = '' }: SearchPageProps) => {
  const { t } = frame
  const register = registerAt && (
    <LinkButton kind={results && results.hits.length === 0 ? 'primary' : 'plain'} icon="plus" href={registerAt}>
      {t('search.register')}
    </LinkButton>
  )
  return (
    <StaffShell frame={frame} title={t('search.title')} search={words} note={gone ? <Note kind="info">{t('search.gone')}</Note> : note}>
      {wanted !== '' && (
        <>
          <Note kind="info">{t('search.forTime')}</Note>
          <input type="hidden" name="wanted" value={wanted} form="find" />
        </>
      )}
      {results ? (
        <ResultList t={t} results={results} ofDepartments={ofDepartments} register={register} back={path} wanted={wanted} />
      ) : (
        <>
          <p class="hint">{t('search.hint')}</p>
          {register && <p>{register}</p>}
          {ofDepartments && <EmergencyLink t={t} />}
        </>
      )}
    </StaffShell>
  )
}

import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import { StepForms, type VisitSteps } from '../desk/step-forms.tsx'
import { Name, type PatientSex, SexAndAge } from '../patients/patient-words.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { TimeText } from '../ui/time.tsx'

/** Somebody who was found, in the reader's words. */
export interface Hit {
  href: string
  names: ShownName[]
  sex: PatientSex
  age: Age | null
  recordNumber: string
  /** The last digits. */
  identifier: string | null
  phone: { text: string; whose: string | null } | null
  childOf: string | null
  deceased: boolean
  visit: { starts: Temporal.ZonedDateTime; href: string; status: PillStatus; minutes: number | undefined; steps: VisitSteps } | null
  mayBook: boolean
  mayWalkIn: boolean
}

/** A plain list: each name is a link, each action a link or a button, in the order in which Tab meets them. */
export const Hits = ({ t, hits, back, wanted = '' }: { t: Texts; hits: readonly Hit[]; back?: string | undefined; wanted?: string }) => (
  <ul class="hits">
    {hits.map((hit) => (
      <li>
        <div>
          <p class="names">
            <a href={hit.href}>{hit.names[0] ? <Name name={hit.names[0]} /> : t('patient.nameless')}</a>
            {hit.names[1] && <Name name={hit.names[1]} />}
          </p>
          <Facts t={t} hit={hit} />
        </div>
        <HitActions t={t} hit={hit} back={back} wanted={wanted} />
      </li>
    ))}
  </ul>
)

type WhoIsWho = Omit<Hit, 'visit' | 'mayBook' | 'mayWalkIn' | 'href' | 'names'>

/** What tells two of one name apart. `inline` inside a label, where no paragraph may stand. */
export const Facts = ({ t, hit, inline }: { t: Texts; hit: WhoIsWho; inline?: boolean }) =>
  inline ? (
    <span class="facts-line">
      <FactWords t={t} hit={hit} />
    </span>
  ) : (
    <p class="facts-line">
      <FactWords t={t} hit={hit} />
    </p>
  )

const FactWords = ({ t, hit }: { t: Texts; hit: WhoIsWho }) => (
  <>
    <SexAndAge t={t} sex={hit.sex} age={hit.age} />
    <Num>{hit.recordNumber}</Num>
    {hit.identifier && <span>{t.jsx('search.idEnds', { digits: <Num>{hit.identifier}</Num> })}</span>}
    {hit.phone && (
      <span>
        {t.jsx('search.phoneEnds', { digits: <Num>{hit.phone.text}</Num> })}
        {hit.phone.whose && ` (${hit.phone.whose})`}
      </span>
    )}
    {hit.childOf && <span>{t.jsx('patient.childOf', { name: <PersonName name={hit.childOf} /> })}</span>}
    {hit.deceased && <strong>{t('patient.deceased')}</strong>}
  </>
)

const HitActions = ({ t, hit, back, wanted }: { t: Texts; hit: Hit; back?: string | undefined; wanted: string }) => {
  const about = hit.names[0]?.text ?? hit.recordNumber
  return (
    <div class="hit-actions">
      {hit.visit && (
        <>
          <a href={hit.visit.href}>
            {t.jsx('search.visitToday', { time: <TimeText t={t} at={hit.visit.starts} /> })}{' '}
            <StatusPill t={t} status={hit.visit.status} minutes={hit.visit.minutes} />
          </a>
          {hit.visit.steps.steps.length > 0 && <StepForms t={t} visit={hit.visit.steps} back={back} compact />}
        </>
      )}
      {hit.mayBook && (
        <LinkButton kind="plain" small href={wanted === '' ? `${hit.href}/book` : `${hit.href}/book?${wanted}`} about={about}>
          {t('search.book')}
        </LinkButton>
      )}
      {hit.mayWalkIn && (
        <LinkButton kind="plain" small href={`${hit.href}/walk-in`} about={about}>
          {t('search.walkIn')}
        </LinkButton>
      )}
    </div>
  )
}

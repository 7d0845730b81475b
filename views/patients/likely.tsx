import type { Child } from 'hono/jsx'
import type { Why } from '../../src/patients/registering/likeness.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Facts, type Hit } from '../search/hits.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { Name } from './patient-words.tsx'

/** Somebody who may be the person who is being registered. */
export type LikelyPerson = Omit<Hit, 'visit' | 'mayWalkIn'> & { why: readonly Why[] }

/** Each with what tells whether it is them, and the way on where it is. */
export const Likely = ({ t, people, otherwise }: { t: Texts; people: readonly LikelyPerson[]; otherwise?: Child }) =>
  people.length === 0 ? null : (
    <Note kind="warn" title={t('register.likely', { n: people.length })} focus={otherwise !== undefined}>
      <ul class="hits">
        {people.map((person) => (
          <li>
            <div>
              <p class="names">
                <a href={person.href}>{person.names[0] ? <Name name={person.names[0]} /> : t('patient.nameless')}</a>
                {person.names[1] && <Name name={person.names[1]} />}
              </p>
              <Facts t={t} hit={person} />
              <p class="facts-line">{t('register.because', { reasons: t.list(person.why.map((why) => t(`register.why.${why}`))) })}</p>
            </div>
            <div class="hit-actions">
              <LinkButton kind="plain" small href={person.href} about={person.names[0]?.text ?? person.recordNumber}>
                {t('register.samePerson')}
              </LinkButton>
              {person.mayBook && (
                <LinkButton kind="plain" small href={`${person.href}/book`} about={person.names[0]?.text ?? person.recordNumber}>
                  {t('search.book')}
                </LinkButton>
              )}
            </div>
          </li>
        ))}
      </ul>
      {otherwise ?? <p>{t('register.somebodyElseLater')}</p>}
    </Note>
  )

import type { Relation } from '../../src/database/tables.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Num } from '../ui/inline.tsx'

/** What an account may do for a patient. */
export interface RightInWords {
  /** Of the patient. */
  names: ShownName[]
  /** The name that the account has. */
  account: string
  relation: Relation
  mayBook: boolean
  maySeeRecord: boolean
  /** The day on which a child is of age and it ends by itself. */
  until: Temporal.PlainDate | null
  /** What the desk wrote down; for staff only. */
  reason: string | null
}

export const Logins = ({ logins }: { logins: readonly string[] }) => (
  <ul class="ways">
    {logins.map((login) => (
      <li>
        <Num>{login}</Num>
      </li>
    ))}
  </ul>
)

/** "Parent · books visits · until 3 March 2031" */
export function rightText(t: Texts, { relation, mayBook, maySeeRecord, until }: RightInWords): string {
  return [
    t(`people.relation.${relation}`),
    ...(mayBook ? [t('people.mayBook')] : []),
    ...(maySeeRecord ? [t('people.maySeeRecord')] : []),
    ...(until ? [t('people.until', { date: t.date(until) })] : []),
  ].join(' · ')
}

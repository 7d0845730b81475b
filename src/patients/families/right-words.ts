import type { RightInWords } from '../../../views/families/right.tsx'
import type { Texts } from '../../web/texts.ts'
import { namesFor } from '../names.ts'
import { comesOfAge, isMinor } from './age.ts'
import type { Right } from './queries.ts'

/** A right as the pages of both sites show it. */
export function rightInWords(t: Texts, right: Right, today: Temporal.PlainDate): RightInWords {
  const ends =
    (right.relation === 'parent' || right.relation === 'guardian') && isMinor(right.birth, today) ? comesOfAge(right.birth) : null
  return {
    names: namesFor(right.names, t.language),
    account: t.local(right.userName),
    relation: right.relation,
    mayBook: right.mayBook,
    maySeeRecord: right.maySeeRecord,
    until: ends,
    reason: right.reason,
  }
}

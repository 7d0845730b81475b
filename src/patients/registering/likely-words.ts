import type { LikelyPerson } from '../../../views/patients/likely.tsx'
import { may } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Texts } from '../../web/texts.ts'
import { ageOn } from '../birth.ts'
import { namesFor } from '../names.ts'
import type { LikelySame } from './duplicates.ts'
import { masked } from './identifier-checks.ts'

/** Somebody who may be the same person, in words. */
export function likelyInWords(t: Texts, actor: Actor, { patient, identifiers, why }: LikelySame, today: Temporal.PlainDate): LikelyPerson {
  const [identifier] = identifiers
  return {
    href: `/patients/${patient.id}`,
    names: namesFor(patient.names, t.language),
    sex: patient.sex,
    age: ageOn(patient.birth, today),
    recordNumber: patient.recordNumber,
    identifier: identifier ? masked(identifier.value) : null,
    phone: patient.phone && {
      text: masked(patient.phone.value),
      whose: patient.phone.whose === 'self' ? null : t(`patient.phoneOf.${patient.phone.whose}`),
    },
    childOf: patient.childOf && t.local(patient.childOf),
    deceased: patient.deceased,
    mayBook: !patient.deceased && may(actor, 'appointments'),
    why,
  }
}

import type { Hit } from '../../../views/search/hits.tsx'
import { may } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import { ageOn } from '../../patients/birth.ts'
import { namesFor } from '../../patients/names.ts'
import type { PatientHit } from '../../patients/search/find.ts'
import type { Texts } from '../../web/texts.ts'
import { type Step, stepsFor } from '../visit/steps.ts'
import { statusNow } from './desk-words.ts'

interface Around {
  actor: Actor
  today: Temporal.PlainDate
  now: Temporal.Instant
}

/** Somebody who was found, in words, with what can be done for them at once. */
export function hitInWords(t: Texts, hit: PatientHit, { actor, today, now }: Around): Hit {
  const names = namesFor(hit.names, t.language)
  return {
    href: `/patients/${hit.id}`,
    names,
    sex: hit.sex,
    age: ageOn(hit.birth, today),
    recordNumber: hit.recordNumber,
    identifier: hit.identifier && lastDigits(hit.identifier.value),
    phone: hit.phone && {
      text: lastDigits(hit.phone.value),
      whose: hit.phone.whose === 'self' ? null : t(`patient.phoneOf.${hit.phone.whose}`),
    },
    childOf: hit.childOf && t.local(hit.childOf),
    deceased: hit.deceased,
    visit: hit.visit && visitInWords(hit.visit, { actor, now, about: names[0]?.text ?? hit.recordNumber }),
    mayBook: !hit.deceased && may(actor, 'appointments'),
    mayWalkIn: !hit.deceased && may(actor, 'arrivals'),
  }
}

/** Enough to be recognised by who knows the number, and no more. */
const lastDigits = (value: string): string => `••${value.slice(-4)}`

/** What moves the visit on; the rest is on its page. */
const atOnce: readonly Step[] = ['arrival', 'call', 'completion']

type Visit = NonNullable<PatientHit['visit']>

function visitInWords(
  visit: Visit,
  { actor, now, about }: { actor: Actor; now: Temporal.Instant; about: string },
): NonNullable<Hit['visit']> {
  return {
    href: `/appointments/${visit.id}`,
    starts: visit.startsAt.toZonedDateTimeISO(visit.zone),
    ...statusNow(visit, now),
    steps: {
      id: visit.id,
      version: visit.version,
      steps: stepsFor(actor, visit, now)
        .filter((step) => atOnce.includes(step))
        .slice(0, 1),
      about,
    },
  }
}

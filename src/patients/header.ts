import type { HeaderPatient } from '../../views/patients/patient-header.tsx'
import type { Texts } from '../web/texts.ts'
import { ageOn, birthShown } from './birth.ts'
import type { PatientCard } from './cards.ts'
import { namesFor } from './names.ts'
import type { Reach } from './scope.ts'

/** The header of every staff page about one patient. `country` is the clinic's: phones are written as there. */
export function headerPatient(t: Texts, card: PatientCard & Partial<Reach>, country: string, today: Temporal.PlainDate): HeaderPatient {
  const { phone } = card
  return {
    names: namesFor(card.names, t.language),
    sex: card.sex,
    age: ageOn(card.birth, today),
    birth: card.birth && birthShown(card.birth),
    recordNumber: card.recordNumber,
    payer: card.payer,
    phone: phone && {
      value: phone.value,
      text: t.phone(phone.value, country),
      whose: phone.whose === 'self' ? null : t(`patient.phoneOf.${phone.whose}`),
    },
    childOf: card.childOf && t.local(card.childOf),
    language: card.language,
    deceased: card.deceased,
    glassMinutes: minutesLeft(card.glassUntil),
  }
}

const minutesLeft = (until: Temporal.Instant | null | undefined): number | null =>
  until ? Math.max(1, Math.ceil(Temporal.Now.instant().until(until).total('minutes'))) : null

import type { PaperSheet } from '../../../views/paper/paper-sheets.tsx'
import type { Location } from '../../clinic/queries.ts'
import type { Database } from '../../database/pool.ts'
import { ageOn } from '../../patients/birth.ts'
import { namesFor } from '../../patients/names.ts'
import type { Texts } from '../../web/texts.ts'
import { type PaperVisit, paperDay } from './paper-day.ts'

/** A location's day on paper, and whose data stands on it. */
export async function paperSheet(db: Database, t: Texts, location: Location, day: Temporal.PlainDate) {
  const visits = await paperDay(db, location.id, day)
  const sheet: PaperSheet = {
    location: t.local(location.name),
    phone: t.phone(location.phone, location.country),
    day,
    doctors: [...Map.groupBy(visits, ({ doctor }) => doctor.id).values()].map((ofOne) => ({
      name: ofOne[0] ? t('staff.doctor', { name: t.local(ofOne[0].doctor.name) }) : '',
      visits: ofOne.map((visit) => paperLine(t, visit, location.country, day)),
    })),
  }
  return { sheet, patients: [...new Set(visits.map(({ patient }) => patient.id))] }
}

const paperLine = (t: Texts, { number, starts, visit, patient }: PaperVisit, country: string, day: Temporal.PlainDate) => ({
  number,
  starts,
  visit: t.local(visit),
  names: namesFor(patient.names, t.language),
  sex: patient.sex,
  age: ageOn(patient.birth, day),
  recordNumber: patient.recordNumber,
  childOf: patient.childOf && t.local(patient.childOf),
  phones: patient.contacts
    .filter(({ contact_system }) => contact_system === 'phone')
    .map(({ value, whose }) => ({ text: t.phone(value, country), whose: whose === 'self' ? null : t(`patient.phoneOf.${whose}`) })),
})

import { calls, visitAmong } from '../../appointments/imported/doctors-told.ts'
import { locationsOf, visitTypesOf } from '../../clinic/queries.ts'
import { CannotStart } from '../../config.ts'
import type { Database } from '../../database/pool.ts'
import type { Texts } from '../../web/texts.ts'
import type { Choices } from './choices.ts'

/** A branch or a type of visit that the clinic does not have would be wrong in every row: it is refused at once, with those that it has. */
export async function refuseUnknownNames(db: Database, { location, visitType }: Choices, t: Texts): Promise<void> {
  if (visitType !== '') {
    const types = await visitTypesOf(db)
    const names = types.map(({ code, name }) => `${code} (${t.local(name)})`)
    if (visitAmong(types, visitType) === undefined)
      throw new CannotStart(t('import.unknown.visit-type', { told: visitType, names: t.list(names) }))
  }
  if (location !== '') {
    const places = await locationsOf(db)
    const names = places.map(({ name }) => t.local(name))
    if (!places.some(({ name }) => calls(name, location)))
      throw new CannotStart(t('import.unknown.location', { told: location, names: t.list(names) }))
  }
}

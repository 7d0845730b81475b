import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Field, Select } from '../ui/field.tsx'
import type { DayChosen } from './day-address.ts'

export interface DayAndPlaceProps {
  t: Texts
  chosen: Pick<DayChosen, 'day' | 'location' | 'department'>
  /** Empty where there is only one branch. */
  locations: { id: string; name: ByLanguage }[]
  departments: { id: string; name: ByLanguage }[]
}

/** Which day of which branch and department: the filters that the day book and the week share. */
export function DayAndPlace({ t, chosen, locations, departments }: DayAndPlaceProps) {
  const named = (list: { id: string; name: ByLanguage }[]) => list.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return (
    <>
      <Field name="day" label={t('dayBook.day')} labelHidden type="date" value={chosen.day.toString()} />
      {locations.length > 1 && (
        <Select
          name="location"
          label={t('dayBook.location')}
          labelHidden
          value={chosen.location}
          options={[...named(locations), { value: 'all', label: t('dayBook.allLocations') }]}
        />
      )}
      <Select
        name="department"
        label={t('dayBook.department')}
        labelHidden
        value={chosen.department}
        options={[{ value: '', label: t('dayBook.allDepartments') }, ...named(departments)]}
      />
    </>
  )
}

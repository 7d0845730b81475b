import type { Named } from '../../src/appointments/desk/desk-offers.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { type FreeTime, timeChoices } from '../booking/time-choices.tsx'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Field, Select } from '../ui/field.tsx'
import { PersonName } from '../ui/inline.tsx'

/** One free time at the desk. */
export interface DeskTime extends FreeTime {
  doctor: string
}

export interface TimesFilterProps {
  t: Texts
  action: string
  /** What can be chosen; a list of one or none is not shown. */
  visits: readonly Named<'visit-type'>[]
  departments: readonly Named<'department'>[]
  doctors: readonly Named<'staff'>[]
  branches: readonly Named<'location'>[]
  chosen: { visit: string; department: string; doctor: string; branch: string; from: string }
}

/** What to look for, as a GET form: the address of a search for times can be kept and sent. */
export const TimesFilter = ({ t, action, visits, departments, doctors, branches, chosen }: TimesFilterProps) => {
  const options = (list: readonly { id: string; name: ByLanguage }[]) => list.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return (
    <form class="filters" action={action}>
      {visits.length > 1 && <Select name="visit" label={t('dayBook.visit')} value={chosen.visit} options={options(visits)} />}
      {departments.length > 1 && (
        <Select
          name="department"
          label={t('dayBook.department')}
          value={chosen.department}
          options={[{ value: '', label: t('dayBook.allDepartments') }, ...options(departments)]}
        />
      )}
      {doctors.length > 1 && (
        <Select
          name="doctor"
          label={t('dayBook.doctor')}
          value={chosen.doctor}
          options={[
            { value: '', label: t('deskBook.anyDoctor') },
            ...doctors.map(({ id, name }) => ({ value: id, label: t('staff.doctor', { name: t.local(name) }) })),
          ]}
        />
      )}
      {branches.length > 1 && (
        <Select
          name="branch"
          label={t('dayBook.location')}
          value={chosen.branch}
          options={[{ value: '', label: t('dayBook.allLocations') }, ...options(branches)]}
        />
      )}
      <Field name="from" label={t('deskBook.from')} type="date" value={chosen.from} />
      <Button kind="plain">{t('ui.show')}</Button>
    </form>
  )
}

export interface TimesChoiceProps {
  t: Texts
  legend: string
  times: readonly DeskTime[]
  value: string | undefined
  error: string | undefined
  /** Several doctors' times stand together: each says whose it is. */
  withDoctor: boolean
}

/** Free times as one set of radios, a quiet line for each day, branch and part of the day. */
export const TimesChoice = ({ t, legend, times, value, error, withDoctor }: TimesChoiceProps) => (
  <Choices
    name="time"
    legend={legend}
    layout="times"
    options={timeChoices({ t, times, withDays: true, hintOf: withDoctor ? ({ doctor }) => <PersonName name={doctor} /> : undefined })}
    value={value}
    error={error}
    required
  />
)

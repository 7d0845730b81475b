import type { Named } from '../../src/appointments/desk/desk-offers.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { type FreeTime, timeChoices } from '../booking/time-choices.tsx'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Field, Select } from '../ui/field.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'

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
  /** Where the page leads back to, when it is asked for anew. */
  back?: string
}

/** Where the free times stand; they are asked for anew as soon as something else is chosen above. */
const place = 'free-times-found'

/** What to look for, as a GET form: the address of a search for times can be kept and sent. */
export const TimesFilter = ({ t, action, visits, departments, doctors, branches, chosen, back }: TimesFilterProps) => {
  const options = (list: readonly { id: string; name: ByLanguage }[]) => list.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return (
    <form
      class="filters"
      action={action}
      hx-get={action}
      hx-trigger="change"
      hx-target={`#${place}`}
      hx-swap="innerHTML"
      hx-sync="this:replace"
      hx-replace-url="true"
    >
      {back && <input type="hidden" name="back" value={back} />}
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

export interface TimesFoundProps {
  t: Texts
  legend: string
  filter: Pick<TimesFilterProps, 'doctors' | 'chosen'>
  times: readonly DeskTime[]
  /** The address of later times of the same choice. */
  more: string | null
  value?: string | undefined
  error?: string | undefined
}

/** What was found, inside the form that takes one of them. */
export const FreeTimes = (props: TimesFoundProps) => (
  <div id={place}>
    <TimesFound {...props} />
  </div>
)

/** Free times as one set of radios, a quiet line for each day, branch and part of the day; whose they are is said once, or at each. */
export const TimesFound = ({ t, legend, filter: { doctors, chosen }, times, more, value, error }: TimesFoundProps) => {
  const doctor = doctors.find(({ id }) => id === chosen.doctor)
  return (
    <>
      <input type="hidden" name="visit" value={chosen.visit} />
      <input type="hidden" name="doctor" value={chosen.doctor} />
      <input type="hidden" name="branch" value={chosen.branch} />
      {times.length === 0 ? (
        <Empty>{t('deskBook.none')}</Empty>
      ) : (
        <Choices
          name="time"
          legend={
            doctor ? (
              <>
                {legend} · <PersonName name={t('staff.doctor', { name: t.local(doctor.name) })} />
              </>
            ) : (
              legend
            )
          }
          layout="times"
          options={timeChoices({ t, times, withDays: true, hintOf: doctor ? undefined : (time) => <PersonName name={time.doctor} /> })}
          value={value}
          error={error}
          required
        />
      )}
      {more && (
        <p>
          <a href={more}>{t('deskBook.more')}</a>
        </p>
      )}
    </>
  )
}

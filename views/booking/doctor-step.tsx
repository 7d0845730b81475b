import type { Slot } from '../../src/appointments/free/free.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Doctor } from '../../src/staff/queries.ts'
import type { Texts } from '../../src/web/texts.ts'
import { branchesOf, doctorName, doctorPost } from '../doctors/doctor-words.ts'
import { errorOf } from '../ui/attributes.ts'
import { Choices } from '../ui/choices.tsx'
import { PersonName } from '../ui/inline.tsx'
import { timeOfSlot, visitWhenText } from '../ui/visit-time.tsx'
import { StepErrors, StepForm, StepPage, type StepProps } from './step.tsx'

export interface DoctorStepProps extends StepProps {
  visit: ByLanguage
  department: ByLanguage
  doctors: { doctor: Doctor; next: Slot | undefined }[]
  chosen: string | undefined
  /** The earliest of all, and the earliest with a woman; a woman is only asked about where there are men too. */
  next: Slot | undefined
  woman: { next: Slot | undefined } | undefined
  now: Temporal.Instant
}

/** By name, or whoever is free first. */
export function DoctorStep(props: DoctorStepProps) {
  const { frame, errors, visit, department, doctors, chosen, next, woman, now } = props
  const { t, clinic } = frame
  const several = clinic.locations.length > 1
  return (
    <StepPage {...props} title={t('book.whichDoctor')}>
      <StepErrors step={props} />
      <StepForm step={props} name="doctor">
        <Choices
          name="doctor"
          legend={t('book.whichDoctor')}
          legendAs="heading"
          hint={`${t.local(visit)}${t('ui.commaSpace')}${t.local(department)}`}
          options={[
            { value: 'any', label: t('book.any'), hint: whenText(t, next, now) },
            ...(woman ? [{ value: 'woman', label: t('book.woman'), hint: whenText(t, woman.next, now) }] : []),
            ...doctors.map(({ doctor, next }) => ({
              value: doctor.id,
              label: <PersonName name={doctorName(t, doctor)} />,
              hint: (
                <>
                  {[doctorPost(t, doctor), ...branchesOf(t, doctor, several)].join(t('ui.commaSpace'))}
                  <br />
                  {whenText(t, next, now)}
                </>
              ),
            })),
          ]}
          value={chosen}
          error={errorOf(errors, 'doctor')}
          required
        />
      </StepForm>
    </StepPage>
  )
}

const whenText = (t: Texts, slot: Slot | undefined, now: Temporal.Instant): string =>
  slot ? t('book.nextFree', { when: visitWhenText(t, timeOfSlot(slot), now) }) : t('book.noneFree')

import type { ByLanguage } from '../../src/database/tables.ts'
import { doctorsText } from '../doctors/doctor-words.ts'
import { errorOf } from '../ui/attributes.ts'
import { Choices } from '../ui/choices.tsx'
import { StepErrors, StepForm, StepPage, type StepProps } from './step.tsx'

export interface VisitStepProps extends StepProps {
  visits: { code: string; name: ByLanguage }[]
  visit: string | undefined
  /** Empty where the doctor was chosen first and works in one alone. */
  departments: { id: string; name: ByLanguage; doctors: number; onlyWomen: boolean }[]
  department: string | undefined
}

/** First what kind of visit: it decides how long it takes, and so the times. */
export function VisitStep(props: VisitStepProps) {
  const { frame, errors, visits, visit, departments, department } = props
  const { t } = frame
  const both = departments.length > 0
  return (
    <StepPage {...props} title={t(both ? 'book.title' : 'book.visitKind')}>
      <StepErrors step={props} />
      {both && <h1>{t('book.title')}</h1>}
      <StepForm step={props} name="visit">
        <Choices
          name="visit"
          legend={t('book.visitKind')}
          legendAs={both ? undefined : 'heading'}
          options={visits.map(({ code, name }) => ({ value: code, label: t.local(name) }))}
          value={visit}
          error={errorOf(errors, 'visit')}
          required
        />
        {both && (
          <Choices
            name="department"
            legend={t('book.department')}
            options={departments.map(({ id, name, ...counted }) => ({
              value: id,
              label: t.local(name),
              aside: doctorsText(t, counted),
            }))}
            value={department}
            error={errorOf(errors, 'department')}
            required
          />
        )}
      </StepForm>
    </StepPage>
  )
}

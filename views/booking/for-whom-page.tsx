import type { PersonNames } from '../../src/patients/names.ts'
import { errorOf } from '../ui/attributes.ts'
import { Choices } from '../ui/choices.tsx'
import { PersonName } from '../ui/inline.tsx'
import { personName } from './person-words.ts'
import { StepErrors, StepForm, StepPage, type StepProps } from './step.tsx'

export interface ForWhomPageProps extends StepProps {
  people: { id: string; names: PersonNames; isSelf: boolean }[]
}

/** Only for who acts for several; nobody is chosen beforehand. */
export const ForWhomPage = (props: ForWhomPageProps) => {
  const { frame, people, errors } = props
  const { t } = frame
  return (
    <StepPage {...props} title={t('book.forWhom')}>
      <StepErrors step={props} />
      <StepForm step={props} name="for">
        <Choices
          name="for"
          legend={t('book.forWhom')}
          legendAs="heading"
          options={people.map(({ id, names, isSelf }) => ({
            value: id,
            label: <PersonName name={personName(t, names)} />,
            hint: isSelf ? t('book.me') : undefined,
          }))}
          error={errorOf(errors, 'for')}
          required
        />
      </StepForm>
    </StepPage>
  )
}

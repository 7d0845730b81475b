import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Select } from '../ui/field.tsx'

export interface Option {
  value: string
  label: string
}

interface OfForm {
  t: Texts
  options: readonly Option[]
  value: string
  errors: readonly FieldError[]
}

/** Which branch; nothing where there is only one. */
export const BranchSelect = ({ t, options, value, errors }: OfForm) =>
  options.length > 1 && (
    <Select name="branch" label={t('dayBook.location')} value={value} options={options} error={errorOf(errors, 'branch')} />
  )

/** Which kind of visit, at the desk. */
export const VisitSelect = ({ t, options, value, errors }: OfForm) => (
  <Select name="visit" label={t('dayBook.visit')} value={value} options={options} error={errorOf(errors, 'visit')} required />
)

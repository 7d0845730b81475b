import type { Texts } from '../../src/web/texts.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

export interface FromDayProps {
  t: Texts
  from: string
  /** The days that may be asked for. */
  min?: string
  max?: string
}

/** The day from which free times are listed, and the button that lists them: the end of a GET form. */
export const FromDay = ({ t, from, ...range }: FromDayProps) => (
  <>
    <Field name="from" label={t('deskBook.from')} type="date" value={from} {...range} />
    <Button kind="plain">{t('ui.show')}</Button>
  </>
)

import type { Texts } from '../../../src/web/texts.ts'
import { Choices } from '../../ui/choices.tsx'

/** Whether this browser asks again before the shift ends. */
export const TrustChoice = ({ t, checked }: { t: Texts; checked?: boolean }) => (
  <Choices
    name="trust"
    type="checkbox"
    legend={t('secondFactor.thisDevice')}
    options={[{ value: 'yes', label: t('secondFactor.trust'), hint: t('secondFactor.trustHint'), checked: checked ?? false }]}
  />
)

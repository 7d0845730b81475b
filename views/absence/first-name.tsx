import type { Frame } from '../frame.ts'
import { Name } from '../patients/patient-words.tsx'
import type { LinePatient } from './lines.ts'

export const FirstName = ({ t, patient: { names } }: { t: Frame['t']; patient: LinePatient }) =>
  names[0] ? <Name name={names[0]} /> : <span>{t('patient.nameless')}</span>

import { PhoneLink } from '../booking/call-clinic.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'

/** An account that is not linked to anybody's record. */
export const NobodyPage = ({ frame }: { frame: Frame }) => {
  const { t, clinic } = frame
  return (
    <PatientShell frame={frame} title={t('appt.nobodyTitle')} narrow>
      <h1>{t('appt.nobodyTitle')}</h1>
      <p>{t.jsx('appt.nobody', { phone: <PhoneLink phone={clinic.phone} /> })}</p>
    </PatientShell>
  )
}

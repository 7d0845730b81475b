import type { Refusal } from '../../src/patients/registrations/refusal.ts'
import { PhoneLink } from '../booking/call-clinic.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { RefusalNote } from '../registrations/refusal-note.tsx'

/** An account that is not linked to anybody's record. */
export const NobodyPage = ({ frame, refusal }: { frame: Frame; refusal: Refusal | null }) => {
  const { t, clinic } = frame
  return (
    <PatientShell
      frame={frame}
      title={t('appt.nobodyTitle')}
      narrow
      note={refusal ? <RefusalNote frame={frame} refusal={refusal} /> : undefined}
    >
      <h1>{t('appt.nobodyTitle')}</h1>
      {refusal === null && <p>{t.jsx('appt.nobody', { phone: <PhoneLink phone={clinic.phone} /> })}</p>}
      <p>
        <a href="/claim">{t('claim.fromReception')}</a>
      </p>
    </PatientShell>
  )
}

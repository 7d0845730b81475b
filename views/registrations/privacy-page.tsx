import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Num } from '../ui/inline.tsx'

const parts = ['what', 'why', 'who', 'messages', 'howLong', 'rights'] as const

/** What is promised to whoever registers; its version is kept with the registration. */
export const PrivacyPage = ({ frame, version }: { frame: Frame; version: string }) => {
  const { t, clinic } = frame
  return (
    <PatientShell frame={frame} title={t('privacy.title')} narrow>
      <h1>{t('privacy.title')}</h1>
      {parts.map((part) => (
        <section>
          <h2>{t(`privacy.${part}.title`)}</h2>
          <p>{t(`privacy.${part}`)}</p>
        </section>
      ))}
      <p>
        {clinic.name}
        {t('ui.commaSpace')}
        <Num>{clinic.phone}</Num>
      </p>
      <p class="hint">{t.jsx('privacy.version', { version: <Num>{version}</Num> })}</p>
    </PatientShell>
  )
}

import type { Refusal } from '../../src/patients/registrations/refusal.ts'
import type { Texts } from '../../src/web/texts.ts'
import { PhoneLink } from '../booking/call-clinic.tsx'
import type { Frame } from '../frame.ts'
import { Note } from '../ui/note.tsx'

/** Why the clinic did not accept somebody's registration, and what to do next. */
export const RefusalNote = ({ frame: { t, clinic }, refusal }: { frame: Frame; refusal: Refusal }) => (
  <Note kind="warn" title={t('refusal.title')}>
    <RefusalWords t={t} refusal={refusal} />
    <p>{t.jsx('refusal.call', { phone: <PhoneLink phone={clinic.phone} /> })}</p>
  </Note>
)

/** What was chosen, and what was written beside it. */
export const RefusalWords = ({ t, refusal: { because, words } }: { t: Texts; refusal: Refusal }) => (
  <>
    {because !== 'other' && <p>{t(`refusal.${because}`)}</p>}
    {words && <p dir="auto">{words}</p>}
  </>
)

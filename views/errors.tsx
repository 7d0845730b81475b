import type { RefusalStatus } from '../src/web/refusal.ts'
import type { TextKey } from '../src/web/texts.ts'
import type { Frame } from './frame.ts'
import { PatientShell } from './layout/patient-shell.tsx'
import { StaffShell } from './layout/staff-shell.tsx'
import { Actions, LinkButton } from './ui/button.tsx'
import { Note } from './ui/note.tsx'

const words = {
  400: { title: 'error.400', text: 'error.400.text' },
  401: { title: 'error.401', text: 'error.401.text' },
  403: { title: 'error.403', text: 'error.403.text' },
  404: { title: 'error.404', text: 'error.404.text' },
  405: { title: 'error.405', text: 'error.405.text' },
  409: { title: 'error.409', text: 'error.409.text' },
  413: { title: 'error.413', text: 'error.413.text' },
  421: { title: 'error.421', text: 'error.421.text' },
  422: { title: 'error.422', text: 'error.422.text' },
  429: { title: 'error.429', text: 'error.429.text' },
  500: { title: 'error.500', text: 'error.500.text' },
  503: { title: 'error.503', text: 'error.503.text' },
} as const satisfies Record<RefusalStatus, { title: TextKey; text: TextKey }>

export interface ErrorProps {
  frame: Frame
  status: RefusalStatus
  /** Says more than the status does: what happened, and what to do next. */
  text?: TextKey
}

/** A refusal or a failure as a whole page of the site it happened on. */
export const ErrorPage = ({ frame, status, text }: ErrorProps) => {
  const title = frame.t(words[status].title)
  return frame.site === 'staff' ? (
    <StaffShell frame={frame} title={title} narrow>
      <Advice frame={frame} status={status} text={text} />
    </StaffShell>
  ) : (
    <PatientShell frame={frame} title={title} narrow>
      <h1>{title}</h1>
      <Advice frame={frame} status={status} text={text} />
    </PatientShell>
  )
}

/** The same inside a page, where only a part of it had been asked for. */
export const ErrorPart = ({ frame: { t }, status, text }: ErrorProps) => (
  <Note kind="bad" title={t(words[status].title)}>
    <p>{t(text ?? words[status].text)}</p>
  </Note>
)

const Advice = ({ frame, status, text }: ErrorProps) => (
  <>
    <p>{frame.t(text ?? words[status].text)}</p>
    {status >= 500 && <p class="soft">{frame.t.jsx('error.reference', { id: <code>{frame.requestId.slice(0, 8)}</code> })}</p>}
    <Actions>
      <LinkButton href="/">{frame.t('error.home')}</LinkButton>
      {frame.site === 'patient' && frame.clinic.phone !== '' && (
        <LinkButton kind="plain" icon="phone" href={`tel:${frame.clinic.phone.replace(/[^+\d]/gu, '')}`}>
          {frame.t.jsx('shell.call', { phone: <bdi dir="ltr">{frame.clinic.phone}</bdi> })}
        </LinkButton>
      )}
    </Actions>
  </>
)

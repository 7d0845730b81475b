import type { Child } from 'hono/jsx'
import type { PatientAppointment } from '../../src/appointments/online/patient-appointments.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import { AppointmentLine, addressOf } from '../appointments/appointment-words.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import { type VisitTime, VisitWhen } from '../ui/visit-time.tsx'
import { CallClinic } from './call-clinic.tsx'
import { type FreeTime, timeChoices } from './time-choices.tsx'

export interface CheckPageProps {
  frame: Frame
  steps: { now: number; of: number } | undefined
  back: string
  person: string
  visit: ByLanguage
  department: ByLanguage
  doctor: Child
  /** Null while the time is open. */
  when: VisitTime | null
  /** Until when it can be changed or cancelled online; null while the time is open. */
  changing: { until: Temporal.ZonedDateTime; over: boolean } | null
  where: { name: ByLanguage; address: ByLanguage } | null
  severalBranches: boolean
  price: string | null
  hijri: boolean
  change: Record<'visit' | 'doctor' | 'day', string> & { person: string | undefined }
  action: string
  hidden: Record<string, string>
  receipt: string
  reason: string
  errors: FieldError[]
  /** The visit that this booking made before: all else gives way to it. */
  already: PatientAppointment | null
  /** One more visit with the same doctor on the same clinic day. */
  sameDay: PatientAppointment | null
  /** The time cannot be had: why, and other times in its place. */
  problem: { text: TextKey; others: FreeTime[] } | null
}

export const CheckPage = (props: CheckPageProps) => (
  <PatientShell
    frame={props.frame}
    title={props.frame.t('book.check')}
    error={props.errors.length > 0}
    narrow
    steps={props.steps}
    back={{ href: props.back }}
  >
    <CheckContent {...props} />
  </PatientShell>
)

/** What an unsuccessful booking swaps: the same page with what was typed, and other times where that one is gone. */
export function CheckContent(props: CheckPageProps) {
  const { frame, action, hidden, receipt, reason, errors, already, sameDay, problem, changing } = props
  const { t } = frame
  if (already) return <BookedAlready {...props} already={already} />
  const bookable = problem === null || problem.others.length > 0
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <h1>{t('book.check')}</h1>
      {problem && errors.length === 0 && <Note kind="warn">{t(problem.text)}</Note>}
      <Answers {...props} />
      {sameDay && <SameDay t={t} visit={sameDay} />}
      {bookable ? (
        <Form action={action} receipt={receipt} autocomplete={problem ? 'off' : undefined}>
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {problem && <OtherTimes {...props} others={problem.others} />}
          <TextArea
            name="reason"
            label={t('book.reason')}
            hint={t('book.reasonHint')}
            value={reason}
            error={errorOf(errors, 'reason')}
            maxlength={500}
          />
          {changing && <Changing t={t} {...changing} />}
          <Actions>
            <Button>{t('book.confirm')}</Button>
          </Actions>
        </Form>
      ) : (
        <NoOthers {...props} />
      )}
    </>
  )
}

const BookedAlready = ({ frame: { t }, already, ...shown }: CheckPageProps & { already: PatientAppointment }) => (
  <>
    <h1>{t('book.check')}</h1>
    <Note kind="info" focus>
      {t.jsx('book.already', { number: <Num>{already.number}</Num> })}
    </Note>
    <AppointmentLine t={t} appointment={already} {...shown} />
    <Actions>
      <LinkButton href={addressOf(already)}>{t('book.seeAppointment')}</LinkButton>
    </Actions>
  </>
)

const SameDay = ({ t, visit }: { t: Texts; visit: PatientAppointment }) => (
  <Note kind="info">
    {t.jsx('book.sameDay', {
      when: (
        <a href={addressOf(visit)}>
          <VisitWhen t={t} visit={visit} />
        </a>
      ),
    })}
  </Note>
)

const Changing = ({ t, until, over }: { t: Texts } & NonNullable<CheckPageProps['changing']>) =>
  over ? (
    <Note kind="warn">{t('book.lastTime')}</Note>
  ) : (
    <p class="soft">{t.jsx('book.cancelUntil', { when: <When t={t} at={until} short /> })}</p>
  )

const Answers = ({
  frame: { t },
  person,
  visit,
  department,
  doctor,
  when,
  where,
  severalBranches,
  price,
  hijri,
  change,
}: CheckPageProps) => (
  <Summary>
    <SummaryRow t={t} label={t('book.for')} change={change.person}>
      <PersonName name={person} />
    </SummaryRow>
    <SummaryRow t={t} label={t('book.visit')} change={change.visit}>
      {t.local(visit)}
      {t('ui.commaSpace')}
      {t.local(department)}
    </SummaryRow>
    <SummaryRow t={t} label={t('book.doctor')} change={change.doctor}>
      {doctor}
    </SummaryRow>
    {when && (
      <SummaryRow t={t} label={t('book.when')} change={change.day}>
        <VisitWhen t={t} visit={when} long hijri={hijri} />
      </SummaryRow>
    )}
    {where && (
      <SummaryRow t={t} label={t('book.where')}>
        {severalBranches && (
          <>
            {t.local(where.name)}
            <br />
          </>
        )}
        {t.local(where.address)}
      </SummaryRow>
    )}
    {price && (
      <SummaryRow t={t} label={t('book.price')}>
        {price}
      </SummaryRow>
    )}
  </Summary>
)

const OtherTimes = ({ frame: { t }, errors, others }: CheckPageProps & { others: FreeTime[] }) => (
  <Choices
    name="time"
    legend={t('book.otherTimes')}
    layout="times"
    options={timeChoices({ t, times: others, withDays: true })}
    error={errorOf(errors, 'time')}
    required
  />
)

const NoOthers = ({ frame, change }: CheckPageProps) => (
  <>
    <p>
      {frame.t('book.noOthers')} <CallClinic frame={frame} />
    </p>
    <Actions>
      <LinkButton href={change.day}>{frame.t('book.chooseOtherDay')}</LinkButton>
    </Actions>
  </>
)

import type { Child } from 'hono/jsx'
import { errorOf } from '../ui/attributes.ts'
import { LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Icon } from '../ui/icon.tsx'
import { Hidden } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { DayText } from '../ui/time.tsx'
import { BranchLinks, type BranchLinksProps, inPlace } from './branch-links.tsx'
import { CallClinic } from './call-clinic.tsx'
import { StepErrors, StepForm, StepPage, type StepProps } from './step.tsx'
import { Swapped } from './swapped.tsx'
import { type FreeTime, timeChoices } from './time-choices.tsx'

interface DayLink {
  day: Temporal.PlainDate
  href: string
}

export interface TimeStepProps extends StepProps {
  doctor: Child
  changeDoctor: string
  day: Temporal.PlainDate
  changeDay: string
  hijri: boolean
  times: FreeTime[]
  time: string | undefined
  /** The nearest days with free times. */
  before: DayLink | undefined
  after: DayLink | undefined
  branches: BranchLinksProps
}

export const TimeStep = (props: TimeStepProps) => (
  <StepPage {...props} title={props.frame.t('book.chooseTime')}>
    <TimeContent {...props} />
  </StepPage>
)

/** What the days before and after, and the branches, swap. */
function TimeContent(props: TimeStepProps) {
  const { frame, doctor, changeDoctor, day, changeDay, hijri, times, time, errors, branches } = props
  const { t } = frame
  return (
    <>
      <StepErrors step={props} />
      <h1>{t('book.chooseTime')}</h1>
      <Summary>
        <SummaryRow t={t} label={t('book.doctor')} change={changeDoctor}>
          {doctor}
        </SummaryRow>
        <SummaryRow t={t} label={t('book.day')} change={changeDay}>
          <DayText t={t} day={day} hijri={hijri} />
        </SummaryRow>
      </Summary>
      <BranchLinks {...branches} />
      {times.length > 0 ? (
        <StepForm step={props} name="time">
          <Choices
            name="time"
            legend={t('book.chooseTime')}
            legendAs="hidden"
            layout="times"
            options={timeChoices({ t, times, withDays: false })}
            value={time}
            error={errorOf(errors, 'time')}
            required
          />
          <p class="soft">{t('book.localTime')}</p>
        </StepForm>
      ) : (
        <NoTimes {...props} />
      )}
      <OtherDays {...props} />
    </>
  )
}

/** Announces to the ear what a swap has brought. */
export const TimePart = (props: TimeStepProps) => {
  const { t } = props.frame
  const times = t('book.timesFree', { n: props.times.length })
  return (
    <>
      <TimeContent {...props} />
      <Swapped text={t('book.timesShown', { times, date: t.date(props.day) })} />
    </>
  )
}

const OtherDays = ({ frame: { t }, before, after }: TimeStepProps) =>
  before || after ? (
    <nav class="pages" aria-label={t('book.otherDays')}>
      {before && (
        <a id="day-before" href={before.href} rel="prev" {...inPlace(before.href)}>
          <Icon name="chevron-left" />
          <Hidden>{t('book.dayBefore')} </Hidden>
          {t.dayMonth(before.day)}
        </a>
      )}
      {after && (
        <a id="day-after" class="end" href={after.href} rel="next" {...inPlace(after.href)}>
          <Hidden>{t('book.dayAfter')} </Hidden>
          {t.dayMonth(after.day)}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  ) : null

const NoTimes = ({ frame, day, after, before, changeDay }: TimeStepProps) => {
  const { t } = frame
  return (
    <Empty
      action={
        (after || before) && (
          <LinkButton kind="plain" href={changeDay}>
            {t('book.chooseOtherDay')}
          </LinkButton>
        )
      }
    >
      {t('book.noTimesOn', { date: t.date(day) })}{' '}
      {after ? t('book.nextFreeDay', { date: t.date(after.day) }) : before ? null : <CallClinic frame={frame} />}
    </Empty>
  )
}

import type { FreeDay } from '../../src/appointments/free/free-days.ts'
import { errorOf } from '../ui/attributes.ts'
import { LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Empty } from '../ui/note.tsx'
import { dayInWords } from '../ui/visit-time.tsx'
import { BranchLinks, type BranchLinksProps, inPlace } from './branch-links.tsx'
import { CallClinic } from './call-clinic.tsx'
import { StepErrors, StepForm, StepPage, type StepProps } from './step.tsx'
import { Swapped } from './swapped.tsx'

export interface DayStepProps extends StepProps {
  /** "First visit, Dr. Sara Al-Qahtani" */
  about: string
  days: FreeDay[]
  day: Temporal.PlainDate | undefined
  /** Days before and after those shown. */
  earlier: string | undefined
  more: string | undefined
  branches: BranchLinksProps
  /** The names of branches by id, where there are several. */
  branchNames: Map<string, string>
  /** What else might be free: the first available doctor. */
  tryAny: string | undefined
  hijri: boolean
  today: Temporal.PlainDate
}

export const DayStep = (props: DayStepProps) => (
  <StepPage {...props} title={props.frame.t('book.chooseDay')}>
    <DayContent {...props} />
  </StepPage>
)

/** What "more days" and the branches swap. */
function DayContent(props: DayStepProps) {
  const { frame, about, days, day, errors, branches, earlier, more } = props
  const { t } = frame
  return (
    <>
      <StepErrors step={props} />
      <div class="step-head">
        <h1>{t('book.chooseDay')}</h1>
        <p class="soft">{about}</p>
      </div>
      <BranchLinks {...branches} />
      {days.length > 0 ? (
        <StepForm step={props} name="day">
          <Choices
            name="day"
            legend={t('book.chooseDay')}
            legendAs="hidden"
            options={days.map((one) => dayChoice(props, one))}
            value={day?.toString()}
            error={errorOf(errors, 'day')}
            required
          />
          {(earlier || more) && (
            <p class="more">
              {earlier && (
                <a id="earlier-days" href={earlier} {...inPlace(earlier)}>
                  {t('book.earlierDays')}
                </a>
              )}
              {more && (
                <a id="more-days" href={more} {...inPlace(more)}>
                  {t('book.moreDays')}
                </a>
              )}
            </p>
          )}
        </StepForm>
      ) : (
        <NoDays {...props} />
      )}
    </>
  )
}

/** Announces to the ear what a swap has brought. */
export const DayPart = (props: DayStepProps) => (
  <>
    <DayContent {...props} />
    <Swapped text={daysShown(props)} />
  </>
)

function daysShown({ frame: { t }, days }: DayStepProps): string {
  const [first, last] = [days.at(0), days.at(-1)]
  return first && last ? t('book.daysShown', { from: t.dayMonth(first.day), until: t.dayMonth(last.day) }) : t('book.noDays')
}

function dayChoice({ frame: { t }, hijri, today, branchNames, branches: { branch } }: DayStepProps, { day, times, locations }: FreeDay) {
  const words = dayInWords(t, day, today)
  const date = t.dayMonth(day)
  const near = words === t('when.today') || words === t('when.tomorrow')
  const places =
    branch === undefined && locations.length === branchNames.size
      ? [t('book.allBranches')]
      : locations.flatMap((id) => branchNames.get(id) ?? [])
  const hints = [...(branchNames.size > 1 ? [t.list(places)] : []), ...(hijri ? [t.hijri(day)] : [])]
  return {
    value: day.toString(),
    label: near ? `${words}${t('ui.commaSpace')}${date}` : date,
    hint: hints.length > 0 ? hints.join(' · ') : undefined,
    aside: t('book.timesFree', { n: times }),
  }
}

const NoDays = ({ frame, branches, tryAny, earlier }: DayStepProps) => {
  const { t } = frame
  const others = branches.branch !== undefined ? { href: branches.all, text: t('book.allBranches') } : undefined
  return (
    <Empty
      action={
        <div class="actions">
          {earlier && (
            <LinkButton kind="plain" href={earlier}>
              {t('book.earlierDays')}
            </LinkButton>
          )}
          {others && (
            <LinkButton kind="plain" href={others.href}>
              {others.text}
            </LinkButton>
          )}
          {tryAny && (
            <LinkButton kind="plain" href={tryAny}>
              {t('book.tryAny')}
            </LinkButton>
          )}
        </div>
      }
    >
      {t('book.noDays')} <CallClinic frame={frame} />
    </Empty>
  )
}

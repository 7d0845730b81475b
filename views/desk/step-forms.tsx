import type { PaymentMethod, Step } from '../../src/appointments/visit/steps.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Hidden, PersonName } from '../ui/inline.tsx'

export interface VisitSteps {
  id: string
  version: number
  /** Of `stepsFor`: what this person may do now, in the order of use. */
  steps: readonly Step[]
  /** For the ear: whose visit it is. */
  about: string
}

export interface StepFormsProps {
  t: Texts
  visit: VisitSteps
  /** The address that a page without scripts comes back to; without it, the page that the form was sent from. */
  back?: string
  /** In a row of a list: the first step and the one that is wanted most beside it; the rest is behind "More". */
  compact?: boolean
  /** The last used one first. */
  methods?: readonly PaymentMethod[]
}

/** What leads to a page of its own, because something has to be chosen or confirmed. */
const asked: ReadonlySet<Step> = new Set<Step>(['time', 'cancellation', 'payment-withdrawal'])

interface Doable {
  step: Step
  method?: PaymentMethod
}

const defaultMethods: readonly PaymentMethod[] = ['cash', 'card', 'insurance']

const doablesOf = (visit: VisitSteps, methods: readonly PaymentMethod[]): Doable[] =>
  visit.steps.flatMap((step): Doable[] => (step === 'payment' ? methods.map((method) => ({ step, method })) : [{ step }]))

/** What stands in a row of a list; the rest is behind "More". */
function inRow(visit: VisitSteps, all: Doable[]): Doable[] {
  // Taking back and calling off are never what a row is for.
  const main = all.find(({ step }) => step !== 'payment-withdrawal' && step !== 'cancellation')
  // Who has not come yet may want another time; who is here may pay, at any moment.
  const second = main?.step === 'time' ? undefined : all.find(({ step }) => step === (visit.steps.includes('arrival') ? 'time' : 'payment'))
  const shown = [main, second].filter((one) => one !== undefined)
  // The form of the row needs a button of its own, where there is any.
  const button = shown.some(isButton) ? undefined : all.find(isButton)
  return [...new Set([...shown, ...(button ? [button] : [])])]
}

const isButton = ({ step }: Doable): boolean => !asked.has(step)

/**
 * The steps of one visit as buttons of one small form: one action each. The receipt is derived from person, visit, version and step,
 * so the row carries the version alone. Answers go to `#status`; `day-book-changed` tells the board.
 */
export function StepForms({ t, visit, back, compact, methods = defaultMethods }: StepFormsProps) {
  const all = doablesOf(visit, methods)
  const [first] = all
  if (!first) return null
  const shown = compact ? inRow(visit, all) : all
  const content = (
    <>
      {shown.map((one) => (
        <StepButton t={t} visit={visit} of={one} compact={compact} first={one === first} />
      ))}
      {all.length > shown.length && <More t={t} visit={visit} />}
    </>
  )
  const look = compact ? 'steps-of compact' : 'steps-of'
  // Nothing but links: there is nothing to send.
  if (!all.some(isButton))
    return (
      <div id={`step-${visit.id}`} class={look}>
        {content}
      </div>
    )
  return (
    <form id={`step-${visit.id}`} class={look} method="post" action={addressOf(visit, first)} hx-target:inherited="#status">
      <input type="hidden" name="version" value={visit.version} />
      {back && <input type="hidden" name="back" value={back} />}
      {content}
    </form>
  )
}

/**
 * A native menu, filled when it is opened: six more buttons a row are two thirds of a long list, and are rarely wanted. Without scripts
 * it holds the way to the visit's page, which has them all.
 */
const More = ({ t, visit: { id, about } }: { t: Texts; visit: VisitSteps }) => (
  <details id={`step-${id}-more`} class="menu" hx-get={`/appointments/${id}/steps`} hx-trigger="opened" hx-target="find div">
    <summary class="button plain small">
      {t('step.more')}
      <Hidden>
        {' '}
        <PersonName name={about} />
      </Hidden>
    </summary>
    <div>
      <a href={`/appointments/${id}`}>{t('step.all')}</a>
    </div>
  </details>
)

/** What the menu of a row is filled with: its form and version stand around it. */
export function StepMenu({ t, visit, methods = defaultMethods }: Pick<StepFormsProps, 't' | 'visit' | 'methods'>) {
  const all = doablesOf(visit, methods)
  const shown = inRow(visit, all)
  return (
    <>
      {all
        .filter((one) => !shown.includes(one))
        .map((one) => (
          <StepButton t={t} visit={visit} of={one} compact />
        ))}
    </>
  )
}

interface StepButtonProps {
  t: Texts
  visit: VisitSteps
  of: Doable
  compact?: boolean | undefined
  /** The one whose address is the form's own. */
  first?: boolean
}

const StepButton = ({ t, visit, of, compact, first }: StepButtonProps) => {
  const { step, method } = of
  const address = addressOf(visit, of)
  const id = `step-${visit.id}-${method ?? step}`
  const label = method ? t(`step.pay.${method}`) : t(`step.do.${step}`)
  if (asked.has(step))
    return (
      <LinkButton kind="plain" small={compact} id={id} about={visit.about} href={address}>
        {label}
      </LinkButton>
    )
  return (
    <Button kind="plain" small={compact} id={id} about={visit.about} formaction={first ? undefined : address} hx-post={address}>
      {label}
    </Button>
  )
}

/** The method stands in the address of the button, so that a row needs no form for each. */
const addressOf = ({ id }: VisitSteps, { step, method }: Doable): string =>
  `/appointments/${id}/${step}${method ? `?method=${method}` : ''}`

import type { PaymentMethod, Step } from '../../src/appointments/steps.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Hidden } from '../ui/inline.tsx'

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

/**
 * The steps of one visit as buttons of one small form: one action each. The receipt is derived from person, visit, version and step,
 * so the row carries the version alone. Answers go to `#status`; `day-book-changed` tells the board.
 */
export function StepForms({ t, visit, back, compact, methods = defaultMethods }: StepFormsProps) {
  const all = visit.steps.flatMap((step): Doable[] => (step === 'payment' ? methods.map((method) => ({ step, method })) : [{ step }]))
  const [first] = all
  if (!first) return null
  // Who has not come yet may want another time; who is here may pay, at any moment.
  const second = all.find(({ step }) => step === (visit.steps.includes('arrival') ? 'time' : 'payment'))
  // Taking back and calling off are never what a row is for.
  const main = all.find(({ step }) => step !== 'payment-withdrawal' && step !== 'cancellation')
  const shown = compact ? [...new Set([main, second])].filter((one) => one !== undefined) : all
  const rest = all.filter((one) => !shown.includes(one))
  return (
    <form
      id={`step-${visit.id}`}
      class={compact ? 'steps-of compact' : 'steps-of'}
      method="post"
      action={addressOf(visit, first)}
      hx-target:inherited="#status"
    >
      <input type="hidden" name="version" value={visit.version} />
      {back && <input type="hidden" name="back" value={back} />}
      {shown.map((one) => (
        <StepButton t={t} visit={visit} of={one} compact={compact} />
      ))}
      {rest.length > 0 && (
        <details id={`step-${visit.id}-more`} class="menu">
          <summary class="button plain small">
            {t('step.more')}
            <Hidden> {visit.about}</Hidden>
          </summary>
          <div>
            {rest.map((one) => (
              <StepButton t={t} visit={visit} of={one} compact />
            ))}
          </div>
        </details>
      )}
    </form>
  )
}

const StepButton = ({ t, visit, of, compact }: { t: Texts; visit: VisitSteps; of: Doable; compact?: boolean }) => {
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
    <Button kind="plain" small={compact} id={id} about={visit.about} formaction={address} hx-post={address}>
      {label}
    </Button>
  )
}

/** The method stands in the address of the button, so that a row needs no form for each. */
const addressOf = ({ id }: VisitSteps, { step, method }: Doable): string =>
  `/appointments/${id}/${step}${method ? `?method=${method}` : ''}`

import type { QueueStep } from '../../src/appointments/queue/queue.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Button, LinkButton } from '../ui/button.tsx'

export interface QueueSteps {
  id: string
  version: number
  steps: readonly QueueStep[]
  /** Nobody knows yet which doctor calls: a page asks. */
  asksDoctor: boolean
  /** For the ear: who waits. */
  about: string
}

/** What can be done with a walk-in who waits, as buttons of one small form; answers go to `#status`, as with visits. */
export const QueueForms = ({ t, entry }: { t: Texts; entry: QueueSteps }) =>
  entry.steps.length > 0 && (
    <form
      id={`queue-${entry.id}`}
      class="steps-of compact"
      method="post"
      action={`/queue/${entry.id}/${entry.steps[0]}`}
      hx-target:inherited="#status"
    >
      <input type="hidden" name="version" value={entry.version} />
      {entry.steps.map((step) => (
        <QueueButton t={t} entry={entry} step={step} />
      ))}
    </form>
  )

const QueueButton = ({ t, entry, step }: { t: Texts; entry: QueueSteps; step: QueueStep }) => {
  const address = `/queue/${entry.id}/${step}`
  const look = { kind: 'plain', small: true, id: `queue-${entry.id}-${step}`, about: entry.about } as const
  if (step === 'call' && entry.asksDoctor)
    return (
      <LinkButton {...look} href={address}>
        {t('step.do.call')}
      </LinkButton>
    )
  return (
    <Button {...look} formaction={address} hx-post={address}>
      {t(step === 'departure' ? 'walkIn.left' : 'step.do.call')}
    </Button>
  )
}

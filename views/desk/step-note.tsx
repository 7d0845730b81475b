import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'

export interface Undo {
  /** `POST` here takes the step back. */
  action: string
  step: string
  /** What is taken back, where the note does not say it. */
  what?: string
}

/** What was just done, with the way back. Stands in `#status`, after a swap as after a redirect. */
export const DoneNote = ({ t, children, undo }: { t: Texts; children: Child; undo: Undo | null }) => (
  <Note kind="good">
    <p>{children}</p>
    {undo && (
      <form class="undo" method="post" action={undo.action} hx-post={undo.action} hx-target="#status">
        <input type="hidden" name="step" value={undo.step} />
        <Button kind="plain" small icon="undo">
          {t('step.undo')}
        </Button>
      </form>
    )}
  </Note>
)

/** Why nothing was changed, and what somebody else did meanwhile. */
export const RefusedNote = ({ children, meanwhile }: { children: Child; meanwhile: Child | null }) => (
  <Note kind="warn">
    <p>{children}</p>
    {meanwhile && <p>{meanwhile}</p>}
  </Note>
)

import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

const icons = { info: 'info', good: 'check', warn: 'alert', bad: 'alert' } as const satisfies Record<string, IconName>

export interface NoteProps {
  kind: keyof typeof icons
  /** One or two words before the sentence; bold. */
  title?: string
  /** A sentence that says what to do next. */
  children: Child
  /** Takes the focus when it is swapped in: the answer to what was just sent ("That time has just been taken"). */
  focus?: boolean
}

export const Note = ({ kind, title, focus, children }: NoteProps) => (
  <div class={`note ${kind}`} tabindex={focus ? -1 : undefined} autofocus={focus}>
    <Icon name={icons[kind]} />
    <div>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  </div>
)

/** Nothing to list: one sentence and, where it helps, one button. */
export const Empty = ({ children, action }: { children: Child; action?: Child }) => (
  <div class="empty">
    <p>{children}</p>
    {action}
  </div>
)

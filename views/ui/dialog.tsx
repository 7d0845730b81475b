import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { Icon } from './icon.tsx'

export interface DialogProps {
  t: Texts
  id: string
  title: string
  /** Focus starts on what carries `autofocus` inside ("Keep") instead of on the heading. */
  focusInside?: boolean
  children: Child
}

/** Staff only, for a look or a confirmation; what it shows is also a page. Swapped into `#dialog`, it opens by the script. */
export const Dialog = ({ t, id, title, focusInside, children }: DialogProps) => (
  <dialog id={id} aria-labelledby={`${id}-title`}>
    <div class="dialog-head">
      <h2 id={`${id}-title`} tabindex={-1} autofocus={!focusInside}>
        {title}
      </h2>
      <form method="dialog">
        <button type="submit" class="button plain square" aria-label={t('ui.close')}>
          <Icon name="cross" />
        </button>
      </form>
    </div>
    {children}
  </dialog>
)

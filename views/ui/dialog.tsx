import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { Icon } from './icon.tsx'

/** Staff only, for a look or a confirmation; what it shows is also a page. Swapped in by htmx, the script opens it and gives its heading the focus. */
export const Dialog = ({ t, id, title, children }: { t: Texts; id: string; title: string; children: Child }) => (
  <dialog id={id} aria-labelledby={`${id}-title`}>
    <div class="dialog-head">
      <h2 id={`${id}-title`} tabindex={-1}>
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

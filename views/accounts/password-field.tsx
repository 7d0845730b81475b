import type { Texts } from '../../src/web/texts.ts'
import { described } from '../ui/attributes.ts'
import { HintAndError } from '../ui/field.tsx'

/** The button appears where scripts run; without them the browser's own means are left. What was typed is not sent back. */
export const PasswordField = ({ t, error }: { t: Texts; error?: string }) => (
  <div class={error ? 'field wrong' : 'field'}>
    <label for="f-password" id="f-password-label">
      {t('auth.password')}
    </label>
    <HintAndError id="f-password" error={error} />
    <div class="with-button w20">
      <input
        id="f-password"
        name="password"
        type="password"
        autocomplete="current-password"
        dir="ltr"
        maxlength={1000}
        required
        {...described('f-password', undefined, error)}
      />
      <button
        type="button"
        class="button plain"
        hidden
        aria-controls="f-password"
        aria-describedby="f-password-label"
        data-reveal={t('auth.hidePassword')}
      >
        {t('auth.showPassword')}
      </button>
    </div>
  </div>
)

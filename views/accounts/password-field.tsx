import type { Texts } from '../../src/web/texts.ts'
import { described } from '../ui/attributes.ts'
import { HintAndError } from '../ui/field.tsx'

/** The button appears where scripts run; without them the browser's own means are left. Never shown again after an error. */
export const PasswordField = ({ t, error }: { t: Texts; error?: string }) => (
  <div class={error ? 'field wrong' : 'field'}>
    <label for="f-password">{t('auth.password')}</label>
    <HintAndError id="f-password" error={error} />
    <div class="with-button">
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
      <button type="button" class="button plain" hidden aria-controls="f-password" data-reveal={t('auth.hidePassword')}>
        {t('auth.showPassword')}
      </button>
    </div>
  </div>
)

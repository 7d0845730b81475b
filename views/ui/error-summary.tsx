import type { Texts } from '../../src/web/texts.ts'
import { type FieldError, fieldId } from './attributes.ts'

/** First in the form's content; the script moves the focus to it, and without scripts `autofocus` does. Nothing when all is well. */
export const ErrorSummary = ({ t, errors }: { t: Texts; errors: readonly FieldError[] | undefined }) =>
  errors && errors.length > 0 ? (
    <section class="error-summary" id="error-summary" tabindex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('ui.problem')}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${fieldId(error.field)}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </section>
  ) : null

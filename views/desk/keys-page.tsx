import type { TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { keyCap } from '../ui/inline.tsx'

interface Key {
  /** On an English and, where it differs, on an Arabic keyboard. */
  keys: string[]
  does: TextKey
}

const keys: Key[] = [
  { keys: ['/', 'ظ'], does: 'keys.search' },
  { keys: ['j', 'ت'], does: 'keys.next' },
  { keys: ['k', 'ن'], does: 'keys.previous' },
  { keys: ['↓', '↑'], does: 'keys.arrows' },
  { keys: ['Enter'], does: 'keys.enter' },
  { keys: ['Esc'], does: 'keys.escape' },
  { keys: ['?', '؟'], does: 'keys.help' },
]

/** What `?` opens. */
export const KeysPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('keys.title')} narrow>
      <p>{t('keys.intro')}</p>
      <dl class="keys">
        {keys.map(({ keys: [first, second], does }) => (
          <div>
            <dt>
              <kbd dir="ltr">{first}</kbd>
              {second && (
                <>
                  {' '}
                  <kbd dir="ltr">{second}</kbd>
                </>
              )}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <noscript>
        <p>{t('keys.noScripts')}</p>
      </noscript>
      <p>
        <label class="switch">
          <input id="single-keys" type="checkbox" disabled aria-describedby="single-keys-hint" /> {t('keys.switch')}
        </label>
      </p>
      <p id="single-keys-hint" class="hint">
        {t.jsx('keys.switchHint', { key: keyCap })}
      </p>
    </StaffShell>
  )
}

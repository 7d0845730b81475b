import type { Texts } from '../../src/web/texts.ts'
import { Actions, LinkButton } from '../ui/button.tsx'

/** Who registered with a code alone sets a first password by the way for those who forgot theirs. */
export const NoPasswordYet = ({ t }: { t: Texts }) => (
  <>
    <p>{t('account.noPasswordYet')}</p>
    <Actions>
      <LinkButton href="/forgotten-password">{t('account.firstPassword')}</LinkButton>
    </Actions>
  </>
)

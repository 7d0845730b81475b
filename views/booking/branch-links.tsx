import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'

export interface BranchLinksProps {
  t: Texts
  /** Where what was chosen can be had; the address of each shows its times alone. */
  branches: { id: string; name: ByLanguage; href: string }[]
  all: string
  branch: string | undefined
}

/** A filter, not a step: shown only where there is something to choose from. */
export const BranchLinks = ({ t, branches, all, branch }: BranchLinksProps) =>
  branches.length > 1 ? (
    <nav class="tabs" aria-label={t('book.branches')}>
      <BranchLink id="branch-all" href={all} name={t('book.allBranches')} current={branch === undefined} />
      {branches.map(({ id, name, href }) => (
        <BranchLink id={`branch-${id}`} href={href} name={t.local(name)} current={branch === id} />
      ))}
    </nav>
  ) : null

const BranchLink = ({ id, href, name, current }: { id: string; href: string; name: string; current: boolean }) => (
  <a
    id={id}
    href={href}
    class={current ? 'button small primary' : 'button small plain'}
    aria-current={current ? 'true' : undefined}
    {...inPlace(href)}
  >
    {name}
  </a>
)

/** The same step with other days or times: swapped where scripts run, a page of its own elsewhere. */
export const inPlace = (href: string) => ({ 'hx-get': href, 'hx-target': '#content', 'hx-push-url': 'true' })

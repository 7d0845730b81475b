import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Chips } from '../ui/chips.tsx'

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
    <Chips
      label={t('book.branches')}
      items={[
        { id: 'branch-all', href: all, label: t('book.allBranches'), current: branch === undefined, hx: inPlace(all) },
        ...branches.map(({ id, name, href }) => ({
          id: `branch-${id}`,
          href,
          label: t.local(name),
          current: branch === id,
          hx: inPlace(href),
        })),
      ]}
    />
  ) : null

/** The same step with other days or times: swapped where scripts run, a page of its own elsewhere. */
export const inPlace = (href: string) => ({ 'hx-get': href, 'hx-target': '#content', 'hx-push-url': 'true' })

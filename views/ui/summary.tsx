import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { Hidden } from './inline.tsx'

export const Summary = ({ children }: { children: Child }) => <dl class="summary">{children}</dl>

export interface SummaryRowProps {
  t: Texts
  label: string
  children: Child
  /** Where this answer can be changed. */
  change?: string
}

export const SummaryRow = ({ t, label, children, change }: SummaryRowProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
    {change && (
      <dd class="change">
        <a href={change}>
          {t('ui.change')}
          <Hidden>: {label}</Hidden>
        </a>
      </dd>
    )}
  </div>
)

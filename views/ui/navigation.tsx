import type { Child } from 'hono/jsx'
import type { Texts } from '../../src/web/texts.ts'
import { Icon } from './icon.tsx'
import { Hidden } from './inline.tsx'

export const BackLink = ({ t, href, label }: { t: Texts; href: string; label?: string }) => (
  <a class="back" href={href}>
    <Icon name="chevron-left" />
    {label ?? t('ui.back')}
  </a>
)

/** How far a booking has come, of the steps that this person sees. */
export const Steps = ({ t, now, of }: { t: Texts; now: number; of: number }) => (
  <div class="steps">
    <progress value={now} max={of} aria-hidden="true" />
    <p>{t('ui.step', { now, of })}</p>
  </div>
)

export interface Tab {
  href: string
  label: Child
  current?: boolean
}

/** Views of one list (shifts; upcoming, past, cancelled): links, so each has an address. */
export const Tabs = ({ label, items }: { label: string; items: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    {items.map((item) => (
      <a
        href={item.href}
        class={item.current ? 'button small primary' : 'button small plain'}
        aria-current={item.current ? 'page' : undefined}
      >
        {item.label}
      </a>
    ))}
  </nav>
)

/** Figures beside a list: "18 booked · 4 waiting". */
export const Counts = ({ items }: { items: readonly { n: number; label: string }[] }) => (
  <ul class="counts">
    {items.map((item) => (
      <li>
        <b>{item.n}</b> {item.label}
      </li>
    ))}
  </ul>
)

/** The same as filters: each figure leads to what it counts, and the chosen one back to all. */
export const FilterCounts = ({
  label,
  showAll,
  items,
}: {
  label: string
  showAll: string
  items: readonly { n: number; label: string; href: string; current: boolean }[]
}) => (
  <nav aria-label={label}>
    <ul class="counts">
      {items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'true' : undefined}>
            <b>{item.n}</b> {item.label}
            {item.current && <Hidden> {showAll}</Hidden>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Filters of a list: a GET form in one line. The button stays, for keyboards and for pages without scripts. */
export const Filters = ({ t, action, children }: { t: Texts; action: string; children: Child }) => (
  <form class="filters" action={action}>
    {children}
    <button type="submit" class="button plain">
      {t('ui.show')}
      <Hidden> {t('ui.filtered')}</Hidden>
    </button>
  </form>
)

export interface PaginationProps {
  t: Texts
  page: number
  pages: number
  href: (page: number) => string
}

export const Pagination = ({ t, page, pages, href }: PaginationProps) =>
  pages > 1 ? (
    <nav class="pages" aria-label={t('ui.pages')}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          <Icon name="chevron-left" />
          {t('ui.previous')}
        </a>
      )}
      <span>{t('ui.pageOf', { page, pages })}</span>
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {t('ui.next')}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  ) : null

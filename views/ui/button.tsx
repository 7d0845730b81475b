import type { Child } from 'hono/jsx'
import type { Hx } from './attributes.ts'
import { Icon, type IconName } from './icon.tsx'
import { Hidden, PersonName } from './inline.tsx'

/** One `primary` a screen; row actions are `plain`; `danger` only on its own confirmation. */
type ButtonKind = 'primary' | 'plain' | 'danger'

interface Look {
  kind?: ButtonKind
  /** The 28 px button of a table row. */
  small?: boolean
  icon?: IconName
  id?: string
  /** Words for the ear after the text: which of many ("Cancel", "Tue 24 Nov 5:40 pm"). */
  about?: string
  children: Child
}

const looks = ({ kind = 'primary', small }: Pick<Look, 'kind' | 'small'>) => `button ${kind}${small ? ' small' : ''}`

const Content = ({ icon, about, children }: Pick<Look, 'icon' | 'about' | 'children'>) => (
  <>
    {icon && <Icon name={icon} />}
    {children}
    {about && (
      <Hidden>
        {' '}
        <PersonName name={about} />
      </Hidden>
    )}
  </>
)

export interface ButtonProps extends Look {
  /** `button` only for what our script does; everything else submits a form. */
  type?: 'submit' | 'button'
  name?: string
  value?: string
  form?: string
  /** One of several verbs of a form. */
  formaction?: string
  autofocus?: boolean
  /** Prints the page: shown where scripts run. */
  'data-print'?: boolean
}

export const Button = ({ kind, small, icon, about, children, type = 'submit', ...attributes }: ButtonProps & Hx) => (
  <button type={type} class={looks({ kind, small })} {...attributes}>
    <Content icon={icon} about={about}>
      {children}
    </Content>
  </button>
)

export interface LinkButtonProps extends Look {
  href: string
  autofocus?: boolean
  download?: boolean
}

export const LinkButton = ({ kind, small, icon, about, children, ...attributes }: LinkButtonProps & Hx) => (
  <a class={looks({ kind, small })} {...attributes}>
    <Content icon={icon} about={about}>
      {children}
    </Content>
  </a>
)

/** Previous and next: the only buttons without a word to see, so `label` says it. */
export const IconLink = ({ href, icon, label, ...attributes }: { href: string; icon: IconName; label: string } & Hx) => (
  <a class="button plain square" href={href} aria-label={label} {...attributes}>
    <Icon name={icon} />
  </a>
)

/** Buttons side by side; under one another and full width on a phone. */
export const Actions = ({ children }: { children: Child }) => <div class="actions">{children}</div>

/** First in its form: what Enter in a field does, where another button stands before the one that is meant. */
export const OnEnter = ({ name, value }: { name?: string; value?: string }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: the focus never comes here (tabindex -1), only Enter does
  <button type="submit" class="ear" name={name} value={value} tabindex={-1} aria-hidden="true" />
)

import type { Child } from 'hono/jsx'
import type { Hx } from './attributes.ts'

export interface FormProps {
  action: string
  method?: 'post' | 'get'
  /** Of newReceipt(): makes a double click or a form sent twice one action. */
  receipt?: string
  id?: string
  class?: string
  /** Posted by htmx into #content where scripts run, so that Back and Reload work after an error. `false`: always a plain post. */
  live?: boolean
  /** `off` where radios are times: browsers restore the n-th of a form, which is another time once one has gone. */
  autocomplete?: 'off' | undefined
  children: Child
}

/** Our own messages instead of the browser's (novalidate): a screen reader meets one wording, in the page's language. */
export function Form({ action, method = 'post', receipt, live = method === 'post', children, ...attributes }: FormProps & Hx) {
  const sent = live ? { 'hx-post': action, 'hx-target': '#content', 'hx-swap': 'innerHTML' } : {}
  return (
    <form action={action} method={method} novalidate={method === 'post'} {...sent} {...attributes}>
      {receipt && <input type="hidden" name="receipt" value={receipt} />}
      {children}
    </form>
  )
}

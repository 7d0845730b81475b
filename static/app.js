import htmx from 'htmx.org'
import { byClock } from './by-clock.js'
import './leave.js'

// Proxies answer these with pages of their own, which must not land inside ours; the reader is told in #status instead.
htmx.config.noSwap = [204, 304, '5xx', 413, 429]
// Back to an address that a swap has pushed loads that page, so that head, focus and live regions are as on a first visit.
htmx.config.history = 'reload'

const status = document.getElementById('status')

/** Says why nothing happened. `reason` names one of the sentences that the page carries in its own language. */
function say(reason) {
  const note = document.getElementById('trouble').content.cloneNode(true)
  note.querySelector('p').textContent = status.dataset[reason]
  status.replaceChildren(note)
  status.dataset.ours = ''
  status.scrollIntoView({ block: 'nearest' })
}

function forget() {
  if ('ours' in status.dataset) status.replaceChildren()
  delete status.dataset.ours
}

const reasonOf = (code) => (code === 413 ? 'large' : code === 429 ? 'busy' : 'failed')

const on = (name, listener, options) => document.addEventListener(name, listener, options)

// A board that asks by itself is quiet: nobody waits for it, and what it does not get it asks for again.
const isBoard = ({ id }) => id === 'board'

on('htmx:before:request', ({ target, detail: { ctx } }) => {
  if (isBoard(target)) return
  // A waiting room's screen says it as long as it gets no answer.
  if (!byClock(ctx)) forget()
  target.setAttribute('aria-busy', 'true')
})

on('htmx:before:response', (event) => {
  const { raw } = event.detail.ctx.response
  if (!raw.redirected) return
  event.preventDefault()
  location.href = raw.url
})

on('htmx:response:error', ({ target, detail: { ctx } }) => {
  if (isBoard(target)) return
  const { status: code } = ctx.response
  if (code >= 500 || code === 413 || code === 429) say(reasonOf(code))
})

on('htmx:error', ({ target }) => isBoard(target) || say(navigator.onLine ? 'failed' : 'offline'))

on('htmx:finally:request', ({ detail: { ctx } }) => {
  if (!ctx.keepIndicators) ctx.sourceElement.removeAttribute('aria-busy')
  if (byClock(ctx) && !isBoard(ctx.sourceElement) && ctx.response?.status < 400) forget()
})

on('htmx:after:swap', () => {
  const { error } = document.body.dataset
  const title = document.title.replace(error, '').trim()
  document.title = document.getElementById('error-summary') ? `${error} ${title}` : title
  document.querySelector('dialog:not([open])')?.showModal()
})

// A second click while the first is on its way. Capturing: before htmx hears of it.
on(
  'submit',
  (event) => {
    const form = event.target
    if (form.method !== 'post') return
    if (form.hasAttribute('aria-busy')) {
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if (!form.hasAttribute('hx-post')) {
      form.setAttribute('aria-busy', 'true')
    }
  },
  true,
)

// The second half of a double click would press what has just come to stand there: "Paid" where "Check in" was.
on(
  'click',
  (event) => {
    if (event.detail < 2 || !event.target.closest('form[method="post"] button')) return
    event.preventDefault()
    event.stopImmediatePropagation()
  },
  true,
)

// Shows what only scripts can do, also in what comes later.
document.documentElement.classList.add('scripts')

on('click', ({ target }) => {
  if (target.closest('[data-print]')) print()
})

on('click', ({ target }) => {
  const button = target.closest('[data-reveal]')
  if (!button) return
  const input = document.getElementById(button.getAttribute('aria-controls'))
  const { reveal } = button.dataset
  button.dataset.reveal = button.textContent
  button.textContent = reveal
  input.type = input.type === 'password' ? 'text' : 'password'
})

// Come back to by the Back button, a page is as it was left: waiting.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy')
})

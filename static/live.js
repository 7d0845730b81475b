import htmx from 'htmx.org'
import { byClock } from './by-clock.js'

// What somebody has opened in a board stays open while it is renewed.
htmx.config.morphIgnore = [...htmx.config.morphIgnore, 'open']

// The menu of a row is filled when it is opened, and keeps what it has until it is closed.
htmx.config.morphSkipChildren = '.menu[open]'
document.addEventListener('toggle', ({ target }) => target.open && target.matches('.menu') && htmx.trigger(target, 'opened'), true)

const board = () => document.getElementById('board')
const on = (name, listener) => document.addEventListener(name, listener)
const ofBoard = (listener) => (event) => event.target.id === 'board' && listener(event, event.detail.ctx)

on(
  'htmx:config:request',
  ofBoard((_event, ctx) => {
    // Whoever has just done something sees it, whatever the server thinks that this board knows.
    if (!byClock(ctx)) ctx.request.action = ctx.request.action.replace(/[?&]seen=[^&]*/, '')
  }),
)

on(
  'htmx:before:request',
  ofBoard((event, ctx) => {
    if (!document.hidden || !byClock(ctx)) return
    ctx.unsent = true
    event.preventDefault()
  }),
)

on('visibilitychange', () => {
  if (!document.hidden && board()) htmx.trigger(document.body, 'day-book-changed')
})

let failures = 0
let followedAt = new Date()

on(
  'htmx:finally:request',
  ofBoard((_event, { unsent, response }) => {
    if (unsent) return
    if (response && response.status < 400) {
      failures = 0
      followedAt = new Date()
      document.getElementById('live').replaceChildren()
    } else if (++failures === 3) sayNotLive(document.getElementById('live'))
  }),
)

function sayNotLive(place) {
  const { lost, refresh, href, zone, am, pm } = place.dataset
  // By the clinic's clock, whatever this machine takes for its own.
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(followedAt)
  const [hour, minute] = clock.split(':')
  const note = document.getElementById('trouble').content.cloneNode(true)
  const link = document.createElement('a')
  link.href = href
  link.textContent = refresh
  note.querySelector('p').append(lost.replace('{time}', `${hour % 12 || 12}:${minute} ${hour < 12 ? am : pm}`), ' ', link)
  place.replaceChildren(note)
}

// A button that is gone because it was pressed, here or elsewhere: the focus stays in its row, on nothing that acts at once.
let row = null

on(
  'htmx:before:swap',
  ofBoard(() => {
    row = document.activeElement?.closest('#board tr')?.querySelector('form')?.id ?? null
  }),
)

on(
  'htmx:after:swap',
  ofBoard(() => {
    if (row === null || document.activeElement !== document.body) return
    const there = document.getElementById(row)?.closest('tr')
    ;(there?.querySelector('summary') ?? there?.querySelector('a'))?.focus()
  }),
)

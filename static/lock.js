// A desk that nobody touches locks itself: the page is hidden, and what was typed stays in it. Unlocked, it is as it was.
const bar = document.querySelector('form[action="/lock"][data-session]')
if (bar) watch(bar.dataset.session, Number(bar.dataset.after) * 60_000)

/** `session` changes where its person begins a new one in another window, as with a new password: this page goes on with it. */
function watch(session, after) {
  const { person } = bar.dataset
  const page = document.documentElement
  const lock = document.createElement('dialog')
  lock.id = 'lock'
  lock.setAttribute('aria-labelledby', 'lock-title')

  let title = ''
  let focused = null
  let locking = false
  let asked = Promise.resolve()
  let askedAt = Date.now()
  let told = 0

  // All windows of this browser are one desk: it is idle when all of them are, and locked in all of them.
  const tell = (what) => localStorage.setItem(what, Date.now())
  const isIdle = () => Date.now() - Number(localStorage.getItem('desk-used')) >= after
  const isLocked = () => page.classList.contains('locked')
  const hasForm = () => lock.querySelector('form') !== null

  /** One after the other: an answer from before the desk was locked does not open it. */
  const ask = (path, form) => {
    asked = asked.then(() => send(path, form)).catch(() => isLocked() && say('offline'))
    return asked
  }

  async function send(path, form) {
    const address = new URL(path, location.href)
    address.searchParams.set('session', session)
    const headers = { 'HX-Request-Type': 'partial' }
    const answer = await fetch(address, form ? { method: 'POST', body: new URLSearchParams(form), headers } : { headers })
    askedAt = Date.now()
    const elsewhere = answer.headers.get('HX-Redirect')
    if (elsewhere) location.assign(elsewhere)
    else if (answer.status === 204) reveal()
    else if (answer.status === 200 || answer.status === 422) fill(await answer.text())
    else if (isLocked()) say('failed')
  }

  function cover() {
    if (isLocked()) return
    title = document.title
    focused = document.activeElement
    page.classList.add('locked')
    document.title = bar.textContent.trim()
    document.body.append(lock)
    lock.showModal()
  }

  function fill(html) {
    cover()
    lock.innerHTML = html
    document.title = document.getElementById('lock-title').textContent
    ;(lock.querySelector('#error-summary') ?? lock.querySelector('input:not([type=hidden])')).focus()
  }

  /** Why there is no form, or no answer to it. */
  function say(reason) {
    const note = document.getElementById('trouble').content.cloneNode(true)
    note.querySelector('p').textContent = document.getElementById('status').dataset[reason]
    lock.querySelector('.note')?.remove()
    lock.querySelector('form')?.removeAttribute('aria-busy')
    lock.prepend(note)
  }

  function reveal() {
    if (!isLocked() || locking) return
    tell('desk-used')
    tell('desk-unlocked')
    page.classList.remove('locked')
    document.title = title
    lock.close()
    lock.replaceChildren()
    lock.remove()
    focused?.focus()
    document.body.dispatchEvent(new Event('day-book-changed'))
  }

  /** Told to the server until it answers with the lock: before, it does not know of it and would open. */
  async function close() {
    cover()
    if (locking) return
    locking = true
    await ask('/lock', new FormData())
    locking = false
    if (hasForm()) tell('desk-locked')
  }

  /** The server has locked it, or another window. */
  function meet() {
    cover()
    if (!hasForm()) ask('/unlock')
  }

  /** Somebody is there. Who types for long asks for nothing meanwhile, so the server is told once a minute. */
  function used() {
    if (isLocked()) return hasForm() || close()
    // A moving pointer says so a hundred times a second, and each word is written down.
    if (Date.now() - told < 1000) return
    if (isIdle()) return close()
    told = Date.now()
    tell('desk-used')
    if (told - askedAt < 60_000) return
    askedAt = Date.now()
    ask('/unlock')
  }

  const look = () => !isLocked() && isIdle() && close()

  tell('desk-used')
  for (const name of ['keydown', 'pointerdown', 'pointermove', 'wheel']) addEventListener(name, used, { capture: true, passive: true })
  setInterval(look, 5000)
  document.addEventListener('visibilitychange', look)

  // Somebody else has signed in, here or in another window: what is left of the one before is left.
  const desk = `${person} ${session}`
  if (localStorage.getItem('desk-session') !== desk) localStorage.setItem('desk-session', desk)

  function goOn([whose, next]) {
    if (whose !== person) location.assign('/')
    session = next
    if (isLocked()) ask('/unlock')
  }

  addEventListener('storage', ({ key, newValue }) => {
    if (key === 'desk-session' && newValue) goOn(newValue.split(' '))
    if (key === 'desk-locked') meet()
    if (key === 'desk-unlocked' && isLocked()) ask('/unlock')
  })

  document.addEventListener(
    'submit',
    (event) => {
      const { target, submitter } = event
      const within = lock.contains(target)
      if (target !== bar && !within) return
      event.preventDefault()
      event.stopImmediatePropagation()
      bar.removeAttribute('aria-busy')
      if (within) ask(target.getAttribute('action'), new FormData(target, submitter))
      else close()
    },
    true,
  )

  // Escape closes dialogs; this one is closed by unlocking it only.
  lock.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault())
  lock.addEventListener('cancel', (event) => event.preventDefault())
  lock.addEventListener('close', () => isLocked() && lock.showModal())

  // What was asked for has met the lock: the page stays as it is, to be sent once more after unlocking.
  document.addEventListener('htmx:before:response', (event) => {
    if (!event.detail.ctx.response.raw.headers.has('Locked')) return
    event.preventDefault()
    meet()
  })
}

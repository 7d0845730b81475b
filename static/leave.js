// Whose session has ended has left: no window goes on showing what only they may see.
const door = 'form[action="/sign-out"]'
const leave = () => location.replace('/')

document.addEventListener('submit', ({ target }) => {
  if (!target.matches(door)) return
  // The next page is on its way then, so the server has ended the session before another window asks.
  addEventListener('pagehide', () => localStorage.setItem('signed-out', Date.now()))
})

addEventListener('storage', ({ key }) => {
  if (key === 'signed-out' && document.querySelector(door)) leave()
})

const isTyped = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked

/** Longer than a session lasts unused. What was typed stays: sent, it is kept until its person has signed in again. */
const unused = 31 * 60_000

setInterval(async () => {
  if (!document.querySelector(door) || [...document.querySelectorAll('textarea, input:not([type=hidden])')].some(isTyped)) return
  // Asked like a board, so that it keeps no session alive. Offline is asked again.
  const asked = { headers: { 'HX-Request-Type': 'partial', Poll: 'board' } }
  const answer = await fetch('/account', asked).catch(() => null)
  if (answer?.status === 401 && !answer.headers.has('Locked')) leave()
}, unused)

// One key each, on an English and an Arabic keyboard. None of them changes anything; /keys explains them and switches them off.
const keys = { '/': find, ظ: find, '?': explain, '؟': explain, j: next, ت: next, k: previous, ن: previous }
const arrows = { ArrowDown: next, ArrowUp: previous }

const setting = 'single-keys'
const areOn = () => localStorage.getItem(setting) !== 'off'

/** Where letters are letters, and arrows go through choices. */
const typing = 'input, textarea, select, dialog, [contenteditable]'

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event
  if (key === 'Escape') return closeMenu(target)
  if (ctrlKey || metaKey || altKey || event.isComposing || target.closest(typing)) return
  // Arrows only from row to row: anywhere else they scroll.
  const act = (areOn() ? keys[key] : undefined) ?? (rowLinks().includes(target) ? arrows[key] : undefined)
  if (act?.()) event.preventDefault()
})

function find() {
  const search = document.getElementById('search')
  search?.focus()
  return search
}

function explain() {
  location.href = '/keys'
  return true
}

const rowLinks = () => [...document.querySelectorAll('#board tbody .title a')]

function next() {
  return step(1)
}

function previous() {
  return step(-1)
}

function step(by) {
  const links = rowLinks()
  const row = document.activeElement.closest('tr')
  const at = links.findIndex((link) => link.closest('tr') === row)
  const link = links[at < 0 ? 0 : at + by]
  link?.focus()
  return link
}

function closeMenu(target) {
  const menu = target.closest('details.menu[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
}

// Another menu, or anything else of the page, closes the one that is open.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(target)) menu.open = false
})

const toggle = document.getElementById('single-keys')
if (toggle) {
  toggle.checked = areOn()
  toggle.disabled = false
  toggle.addEventListener('change', () => localStorage.setItem(setting, toggle.checked ? 'on' : 'off'))
}

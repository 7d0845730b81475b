// Our own drawings: a grid of 24, round strokes of 2. Each value is what stands inside the <svg>.
const drawings = {
  alert: 'M12 8v5m0 3.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zm4 5h4',
  calendar: 'M4 6h16v15H4zm0 5h16M8 3v5m8-5v5',
  'calendar-plus': 'M12 21H4V6h16v6M4 11h16M8 3v5m8-5v5m2 7v7m-3.5-3.5h7',
  card: 'M3 5h18v14H3zm0 5h18M7 15h3',
  check: 'm4.5 12.5 5 5 10-11',
  'chevron-left': 'm15 5-7 7 7 7',
  'chevron-right': 'm9 5 7 7-7 7',
  clock: 'M12 7v5.5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  cross: 'm6 6 12 12M18 6 6 18',
  download: 'M12 4v11m-5-4.5 5 5 5-5M4 20h16',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  info: 'M12 11v5.5m0-9v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01m-.01 6h.01m-.01 6h.01',
  people:
    'M9 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M3 20v-1a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v1m1-15.7a3.5 3.5 0 0 1 0 6.4m2 3.5a5 5 0 0 1 3 4.8v1',
  person: 'M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M5 20.5V19a4 4 0 0 1 4-4h6a4 4 0 0 1 4 4v1.5',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z',
  pin: 'M12 8a3 3 0 1 0 0 6 3 3 0 0 0 0-6m5.7 8.7L12 22l-5.7-5.3a8 8 0 1 1 11.4 0z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z',
  refresh: 'M19.5 9A8 8 0 1 0 20 13.5M20 4v5h-5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21',
  stethoscope: 'M5 4H4v5a5 5 0 0 0 10 0V4h-1M9 14v2a5 5 0 0 0 10 0v-2m0-4a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  undo: 'm8 14-4-4 4-4M4 10h10a5 5 0 0 1 0 10h-3',
} as const

export type IconName = keyof typeof drawings

/** These point along the line of reading and turn round in Arabic. */
const pointing: ReadonlySet<IconName> = new Set(['chevron-left', 'chevron-right', 'list', 'undo'])

const draw = (name: IconName) => (
  <svg class={pointing.has(name) ? 'icon flip' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
    <path d={drawings[name]} />
  </svg>
)

const drawn = new Map<IconName, ReturnType<typeof draw>>()

/** Decoration beside words: hidden from the ear, so never the only content of a link or button. Each is drawn once: a list has hundreds. */
export function Icon({ name }: { name: IconName }) {
  const known = drawn.get(name) ?? draw(name)
  drawn.set(name, known)
  return known
}

/** The clinic's drop, in the colour of the text around it. */
export const Logo = () => (
  <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 1.5C8 7 5 10.7 5 15a7 7 0 0 0 14 0c0-4.3-3-8-7-13.5zm-3.9 13c.9 0 1 .6 1.2 1.5.3 1.1.9 1.7 1.9 2.1.7.3.9.7.8 1.1-.2.7-1.3.7-2.4 0a4.6 4.6 0 0 1-2.3-3.5c0-.8.3-1.2.8-1.2z" />
  </svg>
)

import type { TextKey } from '../../src/web/texts.ts'

interface PlaceLink {
  href: string
  text: TextKey
}

/** Where the navigation can lead. Each person's `places` names the ones they have, in order. */
const places: Record<string, PlaceLink> = {
  'day-book': { href: '/day-book', text: 'shell.dayBook' },
  'my-day': { href: '/my-day', text: 'shell.myDay' },
  registrations: { href: '/registrations', text: 'shell.registrations' },
  directory: { href: '/directory', text: 'shell.directory' },
  messages: { href: '/messages', text: 'shell.messages' },
  administration: { href: '/administration', text: 'shell.administration' },
  appointments: { href: '/appointments', text: 'shell.myAppointments' },
}

export const placeLinks = (keys: readonly string[]) => keys.flatMap((key) => (places[key] ? [{ key, ...places[key] }] : []))

/** The development page with the messages that were sent. */
export const sentMessages = '/development/messages'

/** An appointment as calendars know it. Everything in it may be read by whoever sees the person's calendar. */
export interface CalendarEvent {
  /** The same for every file about one appointment, so that a later file replaces an earlier one. */
  uid: string
  /** Rises with every change of the appointment. */
  sequence: number
  cancelled: boolean
  written: Temporal.Instant
  starts: Temporal.Instant
  ends: Temporal.Instant
  language: string
  summary: string
  location: string
  description: string
  organizer: { name: string; address: string }
}

/** One event as an iCalendar file (RFC 5545), to be published or cancelled (RFC 5546). */
export function calendarFile(event: CalendarEvent): string {
  const said = (name: string, text: string) => `${name};LANGUAGE=${event.language}:${escaped(text)}`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Raseel//Clinical System//EN',
    `METHOD:${event.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.written)}`,
    `DTSTART:${utc(event.starts)}`,
    `DTEND:${utc(event.ends)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    said('SUMMARY', event.summary),
    said('LOCATION', event.location),
    said('DESCRIPTION', event.description),
    `ORGANIZER;CN="${quoted(event.organizer.name)}":mailto:${encodeURI(event.organizer.address)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const utc = (at: Temporal.Instant): string => `${at.toString({ fractionalSecondDigits: 0 }).replaceAll(/[-:]/g, '')}`

/** What must not stand in a content line: control characters but tab and line feed. */
const controls = /[^\P{Cc}\t\n]/gu

/** RFC 5545 §3.3.11: a line break is written as `\n`, other control characters may not stand in a text. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')

/** A parameter's value has no escapes, so a quotation mark becomes another one. */
const quoted = (text: string): string =>
  text
    .replaceAll(/[\r\n]/g, ' ')
    .replaceAll(controls, '')
    .replaceAll('"', '”')

const octetsInLine = 75

/** §3.1: a line holds 75 octets; the next begins with a space. A character is never cut. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > octetsInLine) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}

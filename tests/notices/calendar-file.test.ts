import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarEvent, calendarFile } from '../../src/notices/calendar-file.ts'

const event: CalendarEvent = {
  uid: '0198c0de-0000-7000-8000-000000000001@raseel.example',
  sequence: 0,
  cancelled: false,
  written: Temporal.Instant.from('2026-11-20T08:00:00.123Z'),
  starts: Temporal.ZonedDateTime.from('2026-11-24T17:40[Asia/Riyadh]').toInstant(),
  ends: Temporal.ZonedDateTime.from('2026-11-24T18:00[Asia/Riyadh]').toInstant(),
  language: 'en',
  summary: 'Raseel Clinic: Dr. Sara Alqahtani',
  location: 'Al-Yasmin branch, Anas Ibn Malik Road; Riyadh',
  description: 'Booking number A-7K2M.',
  organizer: { name: 'Raseel Clinic', address: 'clinic@raseel.example' },
}

const lines = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n')
const fieldOf = (file: string, name: string): string | undefined =>
  lines(file)
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.replace(/^[^:"]*(?:"[^"]*"[^:"]*)*:/, '')
/** As a calendar reads a text. */
const read = (text: string): string => text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))

describe('a calendar file', () => {
  test('says when in UTC, whatever the zone', () => {
    const file = calendarFile(event)
    expect(fieldOf(file, 'DTSTART')).toBe('20261124T144000Z')
    expect(fieldOf(file, 'DTEND')).toBe('20261124T150000Z')
    expect(fieldOf(file, 'DTSTAMP')).toBe('20261120T080000Z')
  })

  test('begins and ends as RFC 5545 says, with all that an event needs', () => {
    const file = calendarFile(event)
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true)
    expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(lines(file)).toContain('METHOD:PUBLISH')
    expect(lines(file)).toContain('STATUS:CONFIRMED')
    expect(lines(file)).toContain('SEQUENCE:0')
    expect(lines(file)).toContain('ORGANIZER;CN="Raseel Clinic":mailto:clinic@raseel.example')
  })

  test('of a cancelled visit takes the same event out again', () => {
    const booked = calendarFile(event)
    const cancelled = calendarFile({ ...event, cancelled: true, sequence: 1 })
    expect(fieldOf(cancelled, 'UID')).toBe(fieldOf(booked, 'UID'))
    expect(lines(cancelled)).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']))
  })

  test('keeps what people wrote, and only that', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(anything, anything, (summary, location) => {
        const file = calendarFile({ ...event, summary, location, organizer: { ...event.organizer, name: summary } })
        const plain = (text: string) =>
          text
            .replaceAll(/\r\n?/g, '\n')
            .replaceAll(/[^\P{Cc}\t\n]/gu, '')
            .toWellFormed()
        expect(read(fieldOf(file, 'SUMMARY') ?? '')).toBe(plain(summary))
        expect(read(fieldOf(file, 'LOCATION') ?? '')).toBe(plain(location))
        expect(lines(file)).toHaveLength(18)
      }),
    )
  })

  test('has lines of at most 75 octets, and cuts no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'س', '🕔', 'é', ','), maxLength: 400 }), (summary) => {
        for (const line of calendarFile({ ...event, language: 'ar', summary }).split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

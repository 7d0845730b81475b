import type { Frame } from '../../views/frame.ts'
import type { ClinicFacts } from '../web/frame.ts'
import type { Texts } from '../web/texts.ts'
import { type Clinic, type Location, locationToday } from './queries.ts'

const made = new WeakMap<Clinic, { minute: number; facts: ClinicFacts }>()

/** What every page says of the clinic: its name, and of each location address, phone and today's hours. Worked out once a minute. */
export function clinicFacts(clinic: Clinic, now: Temporal.Instant): ClinicFacts {
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  const known = made.get(clinic)
  if (known?.minute === minute) return known.facts
  const facts = factsAt(clinic, now)
  made.set(clinic, { minute, facts })
  return facts
}

function factsAt(clinic: Clinic, now: Temporal.Instant): ClinicFacts {
  const { country, default_language } = clinic.settings
  const said = new Map<Texts, Frame['clinic']>()
  return {
    country,
    language: default_language === 'en' ? 'en' : 'ar',
    inWords: (t) => {
      const words = said.get(t) ?? inWords(t, clinic, now)
      said.set(t, words)
      return words
    },
  }
}

function inWords(t: Texts, clinic: Clinic, now: Temporal.Instant): Frame['clinic'] {
  const { settings, locations } = clinic
  return {
    name: t.local(settings.clinic_name),
    phone: locations[0] ? phoneOf(t, locations[0]) : '',
    country: settings.country,
    locations: locations.map((location) => ({
      name: t.local(location.name),
      address: t.local(location.address),
      phone: phoneOf(t, location),
      hoursToday: hoursToday(t, clinic, location, now),
      emergencyPhone: location.emergency_phone,
      licence: location.licence,
      zone: location.zone,
    })),
  }
}

const phoneOf = (t: Texts, { phone, country }: Location): string => t.phone(phone, country)

function hoursToday(t: Texts, clinic: Clinic, location: Location, now: Temporal.Instant): string | null {
  const { intervals } = locationToday(clinic, location, now)
  if (intervals.length === 0) return null
  return t.list(intervals.map(({ starts, ends }) => t('clinic.hours', { from: t.time(starts), until: t.time(ends) })))
}

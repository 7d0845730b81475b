import type { ClinicFacts } from '../web/frame.ts'
import type { Texts } from '../web/texts.ts'
import { type Clinic, type Location, locationToday } from './queries.ts'

/** What every page says of the clinic: its name, and of each location address, phone and today's hours. */
export function clinicFacts(clinic: Clinic, now: Temporal.Instant): ClinicFacts {
  const { settings, locations } = clinic
  return {
    country: settings.country,
    language: settings.default_language === 'en' ? 'en' : 'ar',
    inWords: (t) => ({
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
      })),
    }),
  }
}

const phoneOf = (t: Texts, { phone, country }: Location): string => t.phone(phone, country)

function hoursToday(t: Texts, clinic: Clinic, location: Location, now: Temporal.Instant): string | null {
  const { intervals } = locationToday(clinic, location, now)
  if (intervals.length === 0) return null
  return t.list(intervals.map(({ starts, ends }) => t('clinic.hours', { from: t.time(starts), until: t.time(ends) })))
}

import type { ClinicSaid } from '../accounts/own/tell.ts'
import type { Clinic } from './queries.ts'

/** What notices about an account say of the clinic: its name, and where to call. */
export function clinicSaid({ settings, locations: [main] }: Clinic): ClinicSaid {
  return {
    clinic: settings.clinic_name,
    country: settings.country,
    language: settings.default_language === 'en' ? 'en' : 'ar',
    phone: main?.phone ?? '',
    phoneCountry: main?.country ?? settings.country,
    zone: main?.zone ?? 'UTC',
  }
}

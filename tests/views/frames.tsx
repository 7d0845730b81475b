import { type Language, textsFor } from '../../src/web/texts.ts'
import type { Frame } from '../../views/frame.ts'

/** A frame as the middleware makes it, of a clinic with one branch and nobody signed in. */
export function aFrame(changes: Partial<Frame> & { language?: Language } = {}): Frame {
  const { language = 'en', ...rest } = changes
  return {
    t: textsFor(language, 'SA'),
    site: 'patient',
    path: '/doctors?department=1',
    clinic: {
      name: 'Raseel <Medical> Center',
      phone: '+966112345678',
      country: 'SA',
      locations: [
        {
          name: 'Al-Yasmin',
          address: 'King Abdulaziz Road, Riyadh',
          phone: '011 234 5678',
          hoursToday: '8:00 am to 12:00 pm',
          emergencyPhone: '997',
          zone: 'Asia/Riyadh',
          licence: '1010-0000',
        },
      ],
    },
    person: null,
    assets: { css: '/static/patient.css', js: '/static/app.js' },
    demo: false,
    messagesPage: false,
    requestId: '0193a1b2-0000-7000-8000-000000000000',
    ...rest,
  }
}

export const huda = { name: 'Huda', roles: [], places: ['day-book', 'directory'] } satisfies Frame['person']

import { Hono } from 'hono'
import { WrongDoorPage } from '../../views/wrong-door.tsx'
import type { Site } from '../database/tables.ts'
import { assetRoutes } from './assets.ts'
import type { Env } from './context.ts'
import { errorAnswer } from './errors.tsx'
import { framer } from './frame.ts'
import { healthRoutes } from './health.ts'
import { languageOf, speak } from './language.ts'
import { limitedByAddress } from './limits.ts'
import { page } from './page.ts'
import { requests } from './requests.ts'
import type { SiteParts } from './site.ts'
import { textsFor } from './texts.ts'

/** Behind every host name that is not ours, and behind ours where it is served without TLS: one page, which says where to go. */
export function strangers(parts: SiteParts, sites: Record<Site, URL>, door: 'stranger' | 'insecure'): Hono<Env> {
  const { frameOf } = framer({ ...parts, assets: parts.assets.of.patient, demo: false, messagesPage: false })
  const app = new Hono<Env>()
  app.onError((error, c) => errorAnswer(c, error, frameOf(c)))
  app.use(requests(parts, 'patient', 'http:'))
  app.route('/', healthRoutes(parts.readiness))
  app.route('/', assetRoutes(parts.assets))
  app.use(limitedByAddress(parts.config.rateLimit))
  return app.all('*', (c) => {
    speak(c, languageOf(c, 'en'), undefined)
    const { t } = c.var
    const other = textsFor(t.language === 'en' ? 'ar' : 'en')
    const addresses = { patientUrl: sites.patient.href, staffUrl: sites.staff.href }
    return page(c, <WrongDoorPage frame={frameOf(c)} texts={[t, other]} insecure={door === 'insecure'} {...addresses} />, 421)
  })
}

import { Hono } from 'hono'
import { PaperDayPage, type PaperFiles } from '../../../views/paper/paper-day-page.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { locationToday } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env } from '../../web/context.ts'
import { page } from '../../web/page.ts'
import { notFound } from '../../web/refusal.ts'
import { ownBranch } from '../day-book/own-branch.ts'
import { paperKeptAt } from './paper-files.tsx'
import { paperSheet } from './paper-words.ts'

/** The staff site: today and tomorrow to be printed, for a day without computers. */
export const paperRoutes = new Hono<Env>()

paperRoutes.get('/paper-day', able('arrivals'), async (c) => {
  const { db, frame, t, config } = c.var
  const actor = signedInActor(c)
  const clinic = await clinicNow(db)
  const wanted = c.req.query('location') ?? ownBranch(actor, clinic.locations)
  const location = clinic.locations.find(({ id }) => id === wanted) ?? notFound()
  const now = Temporal.Now.instant()
  const today = locationToday(clinic, location, now).day
  const sheets = await Promise.all([today, today.add({ days: 1 })].map((day) => paperSheet(db, t, location, day)))
  await audit(db, actor, { action: 'paper-day.see', patients: [...new Set(sheets.flatMap(({ patients }) => patients))] })
  return page(
    c,
    <PaperDayPage
      frame={frame}
      sheets={sheets.map(({ sheet }) => sheet)}
      hijri={clinic.settings.hijri_dates}
      at={now.toZonedDateTimeISO(location.zone)}
      files={await filesAt(config.paperFolder, now, location.zone)}
      location={location.id}
      locations={clinic.locations.map(({ id, name }) => ({ id, name: t.local(name) }))}
    />,
  )
})

/** Three savings have failed by then. */
const oldAfter = { minutes: 30 }

async function filesAt(folder: string | null, now: Temporal.Instant, zone: string): Promise<PaperFiles> {
  if (folder === null) return { kept: 'off' }
  const kept = await paperKeptAt(folder)
  if (kept === null) return { kept: 'never' }
  const at = kept.toZonedDateTimeISO(zone)
  return { kept: Temporal.Instant.compare(kept, now.subtract(oldAfter)) < 0 ? 'old' : 'fresh', at }
}

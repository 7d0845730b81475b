import { Hono } from 'hono'
import { personName } from '../../views/booking/person-words.ts'
import { AccessPage } from '../../views/records/access-page.tsx'
import { fullyKnown, signedIn, signedInActor } from '../accounts/require.ts'
import { audit } from '../audit/write.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { idOf } from '../database/ids.ts'
import { personOf } from '../patients/people.ts'
import type { Env } from '../web/context.ts'
import { page } from '../web/page.ts'
import { notFound } from '../web/refusal.ts'
import { accessReport, recordsOpenTo } from './access-report.ts'
import { reasonInWords } from './reason-words.ts'

/** The patients' site: who opened my record. */
export const accessRoutes = new Hono<Env>()

const onAPage = 30

accessRoutes.get('/patients/:patient/access', signedIn, fullyKnown, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const id = idOf<'patient'>(c.req.param('patient'))
  const person = id && (await personOf(db, actor, id))
  if (!person || !(await recordsOpenTo(db, actor)).has(person.id)) notFound()
  const before = idOf<'audit'>(c.req.query('before'))
  const rows = await accessReport(db, actor, person.id, { before, size: onAPage + 1 })
  const zone = (await clinicNow(db)).locations[0]?.zone ?? 'UTC'
  await audit(db, actor, { action: 'access.see', patient: person.id })
  const shown = rows.slice(0, onAPage)
  const last = shown.at(-1)
  const here = `/patients/${person.id}/access`
  return page(
    c,
    <AccessPage
      frame={frame}
      name={person.relation === 'self' ? null : personName(t, person.names)}
      lines={shown.map((row) => ({
        at: row.at.toZonedDateTimeISO(zone),
        role: row.role,
        department: row.department && t.local(row.department),
        what: whatOf(row.action),
        reason: reasonInWords(t, row),
      }))}
      olderHref={rows.length > onAPage && last ? `${here}?before=${last.id}` : null}
      newestHref={before ? here : null}
    />,
  )
})

/** An action in the words of whom it was about: whether something was looked at or changed, and what. */
function whatOf(action: string): 'glass' | 'detailsSeen' | 'detailsChanged' | 'visitSeen' | 'visitChanged' | 'otherSeen' | 'otherChanged' {
  if (action === 'glass.open') return 'glass'
  const [thing = '', verb = ''] = action.split('.')
  const seen = ['see', 'find', 'compare', 'list', 'plan', 'export'].includes(verb)
  if (thing === 'patient' || thing === 'patients') return seen ? 'detailsSeen' : 'detailsChanged'
  if (['appointment', 'appointments', 'queue', 'ticket', 'absence'].includes(thing)) return seen ? 'visitSeen' : 'visitChanged'
  return seen ? 'otherSeen' : 'otherChanged'
}

import { Hono } from 'hono'
import { AuditPage } from '../../views/records/audit-page.tsx'
import { able, signedInActor } from '../accounts/require.ts'
import { audit } from '../audit/write.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { idOf } from '../database/ids.ts'
import { patientByNumber } from '../patients/glass/queries.ts'
import type { Env, WebContext } from '../web/context.ts'
import { page } from '../web/page.ts'
import { actionChoices, actionInWords } from './action-words.ts'
import { auditFile } from './audit-csv.ts'
import { type AuditFilter, auditLines, filterIn, filterNames, queryOf, staffWithAccounts } from './audit-queries.ts'
import { reasonInWords } from './reason-words.ts'

/** The staff site: who saw and did what, for admins. */
export const auditRoutes = new Hono<Env>()

const onAPage = 50

auditRoutes.get('/administration/audit', able('audit-see'), (c) => auditPage(c, 200))

/** A record number is typed and must not stand in an address, so what was asked for is posted and becomes one with ids. */
auditRoutes.post('/administration/audit', able('audit-see'), async (c) => {
  const { db, posted } = c.var
  const zone = await zoneOf(c)
  const number = (posted.get('number') ?? '').trim()
  const patient = number === '' ? null : await patientByNumber(db, number)
  const filter = { ...filterIn((name) => posted.get(name)?.trim(), zone), patient }
  if (number !== '' && patient === null) return auditPage(c, 422, { filter, number })
  return c.redirect(`/administration/audit${queryOf(filter, zone)}`, 303)
})

auditRoutes.get('/administration/audit/file', able('audit-see'), async (c) => {
  const { db } = c.var
  const zone = await zoneOf(c)
  const filter = filterIn((name) => c.req.query(name), zone)
  await audit(db, signedInActor(c), { action: 'audit.export', ...aboutOf(filter), reason: queryOf(filter, zone) || 'all' })
  c.header('Content-Type', 'text/csv; charset=UTF-8')
  c.header('Content-Disposition', `attachment; filename="audit-${Temporal.Now.plainDateISO(zone)}.csv"`)
  return c.body(auditFile(db, filter))
})

/** Who looks at what was done with a patient's record has seen something of it. */
const aboutOf = ({ patient }: AuditFilter) => (patient ? { patient } : {})

async function auditPage(c: WebContext, status: 200 | 422, wrong?: { filter: AuditFilter; number: string }) {
  const { db, frame, t } = c.var
  const zone = await zoneOf(c)
  const filter = wrong?.filter ?? filterIn((name) => c.req.query(name), zone)
  const before = idOf<'audit'>(c.req.query('before'))
  const [lines, staff, names] = await Promise.all([
    auditLines(db, filter, { before, size: onAPage + 1 }),
    staffWithAccounts(db),
    filterNames(db, filter),
  ])
  const shown = lines.slice(0, onAPage)
  await audit(db, signedInActor(c), { action: 'audit.see', ...aboutOf(filter) })
  const last = shown.at(-1)
  return page(
    c,
    <AuditPage
      frame={frame}
      people={staff.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      actions={actionChoices(t)}
      asked={{
        person: filter.person ?? '',
        personName: names.person && t.local(names.person),
        number: wrong?.number ?? names.recordNumber ?? '',
        action: filter.action ?? '',
        day: filter.day?.from.toZonedDateTimeISO(zone).toPlainDate().toString() ?? '',
      }}
      numberError={wrong ? t('glass.noSuchPatient') : null}
      lines={shown.map((line) => ({
        at: line.at.toZonedDateTimeISO(zone),
        person: line.user && {
          name: t.local(line.user.name),
          href: `/administration/audit${queryOf({ ...filter, person: line.user.id }, zone)}`,
        },
        role: line.role,
        department: line.department && t.local(line.department),
        action: actionInWords(t, line.action),
        patient: line.patient && {
          recordNumber: line.patient.recordNumber,
          href: `/administration/audit${queryOf({ ...filter, patient: line.patient.id }, zone)}`,
        },
        listed: line.listed,
        reason: reasonInWords(t, line),
      }))}
      olderHref={lines.length > onAPage && last ? `/administration/audit${queryOf(filter, zone, { before: last.id })}` : null}
      newestHref={before ? `/administration/audit${queryOf(filter, zone)}` : null}
      fileHref={`/administration/audit/file${queryOf(filter, zone)}`}
    />,
    status,
  )
}

const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

import { Hono } from 'hono'
import { z } from 'zod'
import { TicketPage } from '../../../views/desk/ticket-page.tsx'
import { WalkInPage } from '../../../views/desk/walk-in-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { type Location, locationToday } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import type { Texts } from '../../web/texts.ts'
import { awayThroughout } from '../closures/away.ts'
import { restOfDay } from '../closures/rest-of-day.ts'
import { ownBranch } from '../day-book/own-branch.ts'
import { type DeskOffers, deskOffers } from '../desk/desk-offers.ts'
import { lastSeen, patientAtDesk, recentVisits } from '../desk/patient-at-desk.ts'
import { dayNumberOf, minuteFrom } from '../free/minutes.ts'
import type { Offer } from '../free/offers.ts'
import { shiftsOf } from '../free/shifts.ts'
import { joinQueue } from './join-queue.ts'
import { queueEntryOf } from './queue.ts'
import { noteAboutToday } from './walk-in-note.tsx'

/** Somebody comes without an appointment: a number of the day's queue, and a ticket. */
export const walkInRoutes = new Hono<Env>()

const address = '/patients/:patient/walk-in'

walkInRoutes.get(address, able('arrivals'), (c) => walkInPage(c, keptFor(c, c.req.path) ?? {}, []))

const walkIn = z.object({
  whom: z
    .string('walkIn.chooseWhom')
    .transform(whomIn)
    .refine((whom) => whom.department !== null, 'walkIn.chooseWhom'),
  visit: z
    .string('walkIn.chooseVisit')
    .transform((text) => idOf<'visit-type'>(text))
    .refine((id) => id !== null, 'walkIn.chooseVisit'),
  branch: z.string().optional(),
})

walkInRoutes.post(address, able('arrivals'), async (c) => {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const read = await form(c, walkIn)
  if (!read.ok) return walkInPage(c, read.typed, read.errors, 422)
  const { whom, visit, branch } = read.values
  const clinic = await clinicNow(db)
  const location = clinic.locations.find(({ id }) => id === (branch ?? ownBranch(actor, clinic.locations)))
  const { offers } = await deskOffers(db, { visitType: 'every' })
  const fits = offers.filter((offer) => offer.location === location?.id && offer.department === whom.department)
  const ofDoctor = fits.filter((offer) => whom.doctor === null || offer.doctor === whom.doctor)
  if (!location || !whom.department || ofDoctor.length === 0)
    return walkInPage(c, read.typed, [{ field: 'whom', message: t('walkIn.notThere') }], 422)
  if (visit === null || !ofDoctor.some((offer) => offer.visitType === visit))
    return walkInPage(c, read.typed, [{ field: 'visit', message: t('walkIn.notOffered') }], 422)
  if (whom.doctor && (await awayToday(db, location)).has(whom.doctor))
    return walkInPage(c, read.typed, [{ field: 'whom', message: t('walkIn.away') }], 409)
  if (patient.deceased) return walkInPage(c, read.typed, [{ field: 'whom', message: t('deskBook.deceased') }], 409)
  const joined = await joinQueue(db, actor, {
    receipt: receiptOf(read.typed),
    patient: patient.id,
    location: location.id,
    department: whom.department,
    doctor: whom.doctor,
    visitType: visit,
    day: locationToday(clinic, location, Temporal.Now.instant()).day,
  })
  return c.redirect(`/queue/${joined.entry}/ticket${joined.ok ? '' : '?already=yes'}`, 303)
})

/** Who does not come any more today: nobody is sent to wait for them. */
async function awayToday(db: Database, location: Location): Promise<Set<Id<'staff'>>> {
  const now = Temporal.Now.instant()
  const rest = restOfDay(locationToday(await clinicNow(db), location, now).day, location.zone, now)
  return rest ? awayThroughout(db, rest) : new Set()
}

/** A department, or one doctor in it. */
function whomIn(text: string) {
  const [department, doctor] = text.split('/')
  return { department: idOf<'department'>(department), doctor: idOf<'staff'>(doctor) }
}

async function walkInPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const clinic = await clinicNow(db)
  const [found, visits] = [await deskOffers(db, { visitType: 'every' }), await recentVisits(db, patient.id)]
  await audit(db, actor, { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  const branch = ownBranch(actor, clinic.locations)
  const here = clinic.locations.find(({ id }) => id === branch)
  const today = here ? locationToday(clinic, here, Temporal.Now.instant()).day : Temporal.Now.plainDateISO('UTC')
  const last = lastSeen(visits)
  const away = here ? await awayToday(db, here) : new Set<Id<'staff'>>()
  const whom = whomOptions(t, { ...found, doctors: found.doctors.filter(({ id }) => !away.has(id)) }, { branch, today })
  return page(
    c,
    <WalkInPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      patientHref={`/patients/${patient.id}`}
      receipt={newReceipt()}
      whom={whom}
      visits={inPerson(found).map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      branches={found.locations.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      chosen={{
        whom: last?.department_id ?? whom[0]?.value ?? '',
        visit: inPerson(found).find(({ firstVisit }) => firstVisit === (last === undefined))?.id ?? '',
        branch: branch ?? '',
      }}
      typed={typed}
      errors={errors}
      note={await noteAboutToday(c, patient.id, visits, today)}
    />,
    status,
  )
}

const isInPerson = ({ mode }: Offer): boolean => mode === 'in-person'

const inPerson = (found: DeskOffers) =>
  found.visitTypes.filter(({ id }) => found.offers.some((offer) => offer.visitType === id && isInPerson(offer)))

/** Each department with whoever is free, then its doctors by name; one who is at another branch, or whose hours are over, is called so. */
function whomOptions(
  t: Texts,
  { departments, doctors, locations, offers, now }: DeskOffers,
  { branch, today }: { branch: Id<'location'> | undefined; today: Temporal.PlainDate },
): { value: string; label: string }[] {
  return departments.flatMap(({ id, name }) => {
    const department = t.local(name)
    const ofDoctors = doctors.flatMap((doctor) => {
      const places = offers.filter((offer) => offer.department === id && offer.doctor === doctor.id && isInPerson(offer))
      const [first] = places
      if (!first) return []
      const said = { department, doctor: t('staff.doctor', { name: t.local(doctor.name) }) }
      const value = `${id}/${doctor.id}`
      const elsewhere = places.some((offer) => offer.location === branch) ? undefined : locations.find((one) => one.id === first.location)
      if (elsewhere) return [{ value, label: t('walkIn.doctorElsewhere', { ...said, branch: t.local(elsewhere.name) }) }]
      const comes = places.some((offer) => offer.location === branch && worksOn(offer, today, now))
      return [{ value, label: t(comes ? 'walkIn.doctorOf' : 'walkIn.doctorGone', said) }]
    })
    return [{ value: id, label: t('walkIn.anyOf', { department }) }, ...ofDoctors]
  })
}

/** Whether any of their hours of that clinic day are left. */
function worksOn({ hours, zone, validFrom, validUntil }: Offer, day: Temporal.PlainDate, now: Temporal.Instant): boolean {
  const number = dayNumberOf(day)
  const isValid = validFrom <= number && number <= (validUntil ?? number)
  return isValid && shiftsOf(hours, zone, number, number).some(({ until }) => until > minuteFrom(now))
}

walkInRoutes.get('/queue/:entry/ticket', able('arrivals'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const id = idOf<'queue-entry'>(c.req.param('entry'))
  const entry = (id && (await queueEntryOf(db, actor, id))) ?? notFound()
  await audit(db, actor, { action: 'ticket.see', subject: { type: 'queue-entry', id: entry.id }, patient: entry.patient_id })
  return page(
    c,
    <TicketPage
      frame={frame}
      number={entry.number}
      department={entry.department_name}
      doctor={entry.doctor_name}
      branch={frame.clinic.locations.length > 1 ? entry.location_name : null}
      arrived={entry.arrived_at.toZonedDateTimeISO(entry.zone)}
      note={c.req.query('already') === 'yes' && <Note kind="warn">{t('walkIn.alreadyWaiting', { number: entry.number })}</Note>}
    />,
  )
})

import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { joinQueue } from '../../src/appointments/queue/join-queue.ts'
import { book } from '../../src/appointments/visit/book.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Row, Site } from '../../src/database/tables.ts'
import { aBoard } from '../support/boards.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { anOpening } from '../support/openings.ts'
import { aDoctor, anAccess, aSignedInPatient, aStaffMember, aUser } from '../support/people.ts'
import { aDepartment, aLocation, aVisitType, theSettings } from '../support/places.ts'

export const people = ['anonymous', 'patient', 'receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] as const
export type Person = (typeof people)[number]

/** `ours`: within everybody's reach. `foreign`: of another family, another department. `absent`: of nothing. */
export type Whose = 'ours' | 'foreign' | 'absent'

export interface World {
  /** A path with its parameters filled in; those named in `but` are of somebody else. */
  path: (route: string, whose: Whose, but?: Record<string, Whose>) => string
  /** A browser in which this person has just signed in at their own site, and which carries that cookie to `site`. */
  browserOf: (person: Person, site: Site) => Promise<TestBrowser>
}

/** Two families and two departments: a doctor of the first, a mother of the first, and one person of each other role. */
export async function aWorld(db: Database): Promise<World> {
  forgetClinic(db)
  await theSettings(db)
  const location = await aLocation(db)
  const visits: [{ type: Row<'visit_types'> }] = [{ type: await aVisitType(db) }]
  const place = { location, visits, hours: ['00:00-23:00'] }
  const [ours, foreign] = [await aDoctor(db, { ...place, department: await aDepartment(db) }), await aDoctor(db, place)]
  const family = await aSignedInPatient(db, { phone: '+966501234567' })
  const others = await aSignedInPatient(db, { phone: '+966507777777' })
  const visit = (patient: { id: Id<'patient'> }, doctor: { id: Id<'staff'> }, actor: Actor) =>
    aVisit(db, { patient, doctor, actor, visits })
  const ids: Record<string, { ours: Id; foreign: Id }> = {
    patient: { ours: family.patient.id, foreign: others.patient.id },
    doctor: { ours: ours.staff.id, foreign: foreign.staff.id },
    department: { ours: ours.department.id, foreign: foreign.department.id },
    appointment: {
      ours: await visit(family.patient, ours.staff, family.actor),
      foreign: await visit(others.patient, foreign.staff, others.actor),
    },
  }
  const waiting = async (patient: Id<'patient'>, { department }: typeof ours, actor: Actor) =>
    (
      await joinQueue(db, actor, {
        receipt: newId<'receipt'>(),
        patient,
        location: location.id,
        department: department.id,
        doctor: null,
        visitType: visits[0].type.id,
        day: Temporal.Now.plainDateISO(location.zone),
      })
    ).entry
  ids.entry = {
    ours: await waiting(family.patient.id, ours, family.actor),
    foreign: await waiting(others.patient.id, foreign, others.actor),
  }
  const board = await aBoard(db, { location_id: location.id })
  ids.passkey = { ours: newId(), foreign: newId() }
  ids.session = { ours: newId(), foreign: newId() }
  const { staff: colleague, practitionerRole: post } = await aStaffMember(db, 'nurse')
  ids.staff = { ours: colleague.id, foreign: colleague.id }
  ids.post = { ours: post.id, foreign: post.id }
  ids.board = { ours: board.id, foreign: board.id }
  const relative = await aUser(db)
  ids.access = { ours: newId(), foreign: newId() }
  await anAccess(db, relative, family.patient, { id: ids.access.ours as Id<'patient-access'>, relation: 'spouse' })
  await anAccess(db, relative, others.patient, { id: ids.access.foreign as Id<'patient-access'>, relation: 'spouse' })
  ids.token = { ours: newId(), foreign: newId() }
  const notice = newId<'outbox'>()
  const parked = { topic: 'text', cause: `parked/${notice}`, payload: {}, last_error: 'text refused 400' }
  const now = Temporal.Now.instant()
  await db
    .insertInto('outbox')
    .values({ id: notice, ...parked, created_at: now, due_at: now, parked_at: now })
    .execute()
  const written = newId<'contact-message'>()
  const sender = { sender: 'Maha', email: 'maha@example.org', phone: null, words: 'Do you open on Friday?', language: 'en' as const }
  await db
    .insertInto('contact_messages')
    .values({ id: written, ...sender, written_at: now })
    .execute()
  ids.message = { ours: written, foreign: written }
  ids.notice = { ours: notice, foreign: notice }
  const words = { kind: 'booked', language: 'en' } as unknown as Record<'kind' | 'language', Id>
  ids.kind = { ours: words.kind, foreign: words.kind }
  ids.language = { ours: words.language, foreign: words.language }
  ids.search = { ours: newId(), foreign: newId() }
  const absence = newId<'absence'>()
  await db
    .insertInto('absences')
    .values({
      id: absence,
      doctor_id: ours.staff.id,
      clinic_day: Temporal.Now.plainDateISO(),
      by_user_id: ours.user.id,
      created_at: Temporal.Now.instant(),
    })
    .execute()
  const affected = [ids.appointment?.ours, ids.appointment?.foreign].flatMap((id) => (id ? [id as Id<'appointment'>] : []))
  const listed = {
    absence_id: absence,
    outcome: 'moved' as const,
    refusal: null,
    told: false,
    called_at: Temporal.Now.instant(),
    called_by_user_id: ours.user.id,
  }
  await db
    .insertInto('absence_visits')
    .values(affected.map((id) => ({ ...listed, appointment_id: id, was_starts_at: Temporal.Now.instant() })))
    .execute()
  const registration = newId<'registration'>()
  await db
    .insertInto('registrations')
    .values({
      id: registration,
      user_id: family.user.id,
      patient_id: family.patient.id,
      status: 'confirmed',
      contact_kind: 'phone',
      contact_value: '+966501234567',
      identifier_type: null,
      identifier_country: null,
      identifier_value: null,
      linked_patient_id: null,
      decided_by_user_id: null,
      decided_at: null,
      reason: null,
      created_at: Temporal.Now.instant(),
    })
    .execute()
  ids.registration = { ours: registration, foreign: registration }
  ids.absence = { ours: absence, foreign: absence }
  // Of a record that nobody of the table asks for, and over: it opens nothing here.
  const opening = await anOpening(db, { user: foreign.user.id, patient: others.patient.id })
  ids.opening = { ours: opening, foreign: opening }
  const letters = await db.selectFrom('outbox').select('id').where('topic', 'in', ['mail', 'text']).execute()
  if (letters[0]) ids.id = { ours: letters[0].id, foreign: letters[0].id }

  const users: Record<Exclude<Person, 'anonymous'>, Id<'user'>> = {
    patient: family.user.id,
    doctor: ours.user.id,
    receptionist: (await aStaffMember(db, 'receptionist')).user.id,
    nurse: (await aStaffMember(db, 'nurse')).user.id,
    pharmacist: (await aStaffMember(db, 'pharmacist')).user.id,
    'lab-technician': (await aStaffMember(db, 'lab-technician')).user.id,
    admin: (await aStaffMember(db, 'admin')).user.id,
  }
  return {
    path: (route, whose, but = {}) =>
      route.replace(/:(\w+)/g, (_, name: string) => {
        const known = ids[name]
        if (!known) throw new Error(`${route}: say in tests/access/world.ts what :${name} is`)
        const of = but[name] ?? whose
        return of === 'absent' ? newId() : known[of]
      }),
    browserOf: async (person, site) => {
      if (person === 'anonymous') return aBrowser(db, site)
      const token = newToken()
      await startSession(db, {
        site: person === 'patient' ? 'patient' : 'staff',
        user: users[person],
        device: null,
        token,
        strength: 'full',
        secondFactor: true,
      })
      return aBrowser(db, site, { '__Host-session': token })
    },
  }
}

interface Visit {
  patient: { id: Id<'patient'> }
  doctor: { id: Id<'staff'> }
  actor: Actor
  visits: { type: { id: Id<'visit-type'> } }[]
}

async function aVisit(db: Database, { patient, doctor, actor, visits: [visit] }: Visit): Promise<Id<'appointment'>> {
  const start = Temporal.Now.plainDateISO('Asia/Riyadh').add({ days: 1 }).toZonedDateTime({ timeZone: 'Asia/Riyadh', plainTime: '10:00' })
  if (!visit) throw new Error('a visit has a type')
  const booked = await book(db, actor, {
    receipt: newId<'receipt'>(),
    patient: patient.id,
    doctor: doctor.id,
    visitType: visit.type.id,
    start: start.toInstant(),
    through: 'patient',
  })
  if (!booked.ok) throw new Error(`nothing is booked yet, and still: ${booked.reason}`)
  return booked.appointment
}

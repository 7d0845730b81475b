import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { calledAlike, calledBy } from '../../patients/imported/called.ts'
import { normalize, wordsOf } from '../../search/normalize.ts'
import { type Doctor, type DoctorRole, doctorsOf, type OfferedVisit } from '../../staff/queries.ts'

export interface DoctorsTold {
  find: (text: string) => Doctor | 'several' | null
}

/** Whatever stands before a doctor's name. */
const titles = /^(?:(?:د|دكتور|دكتوره|الدكتور|الدكتوره|ا|استاذ|طبيب|طبيبه|dr|doctor|prof|professor|consultant|استشاري|استشاريه)(?:\s|$))+/u

const bareName = (text: string): string => normalize(text).replace(titles, '')

/** Finds doctors by what a list calls them: their name in either language, licence, sign-in name, or somebody's own word for them. */
export async function doctorsTold(db: Database, aliases: ReadonlyMap<string, string>): Promise<DoctorsTold> {
  const doctors = await doctorsOf(db)
  const codes = await codesOf(db, doctors)
  const own = new Map([...aliases].map(([text, meant]) => [normalize(text), meant]))
  const known = new Map<string, Doctor | 'several' | null>()
  const find = (text: string): Doctor | 'several' | null => {
    const byCode = doctors.filter((doctor) => codes.get(doctor.id)?.includes(normalize(text)))
    if (byCode[0] !== undefined) return byCode.length === 1 ? byCode[0] : 'several'
    const name = bareName(text)
    const same = (one: string) => bareName(one) === name || wordsOf(bareName(one)).join(' ') === wordsOf(name).join(' ')
    const byName = doctors.filter((doctor) => same(doctor.name.en) || same(doctor.name.ar))
    const found =
      byName.length > 0
        ? byName
        : doctors.filter((doctor) => calledAlike(called(name), called(bareName(doctor.name.en), bareName(doctor.name.ar))))
    return found.length > 1 ? 'several' : (found[0] ?? null)
  }
  return {
    find: (text) => {
      const meant = own.get(normalize(text)) ?? text
      const before = known.get(meant)
      if (before !== undefined) return before
      const found = find(meant)
      known.set(meant, found)
      return found
    },
  }
}

const called = (...names: string[]) => calledBy(names)

async function codesOf(db: Database, doctors: Doctor[]): Promise<Map<Id<'staff'>, string[]>> {
  const rows = await db
    .selectFrom('staff as s')
    .innerJoin('logins as l', 'l.user_id', 's.user_id')
    .select(['s.id', 'l.value'])
    .where('l.kind', '=', 'staff-name')
    .execute()
  const names = Map.groupBy(rows, (row) => row.id)
  return new Map(
    doctors.map(({ id, licence }) => [
      id,
      [licence ?? '', ...(names.get(id) ?? []).map(({ value }) => value)].filter(Boolean).map(normalize),
    ]),
  )
}

/** Whether a list means this name of the clinic's, in either language. */
export const calls = (name: { en: string; ar: string }, text: string): boolean =>
  normalize(name.en) === normalize(text) || normalize(name.ar) === normalize(text)

/** The doctor's role that a row means: by department and branch where it names them, else the first one. */
export function roleTold(doctor: Doctor, department: string, location: string): DoctorRole | null {
  const roles = doctor.roles.filter(
    (role) => (department === '' || calls(role.department.name, department)) && (location === '' || calls(role.location.name, location)),
  )
  return roles[0] ?? null
}

const visitWords: Record<string, string> = {
  new: 'new | first | first visit | consultation | visit | كشف | كشف جديد | جديد | جديدة | زيارة جديدة | استشارة',
  'follow-up': 'follow up | followup | review | return | control | مراجعة | متابعة | إعادة | اعاده',
  video: 'video | online | tele | telemedicine | عن بعد | مرئي | مرئية',
  procedure: 'procedure | operation | إجراء | عملية',
}

/** The visit type that a row means; a row that says nothing means the first one of the doctor's. */
export const visitTold = (role: DoctorRole, text: string): OfferedVisit | null =>
  (text === '' ? role.visits[0] : visitAmong(role.visits, text)) ?? null

/** By code, name, or a usual word for it. */
export function visitAmong<Visit extends Pick<OfferedVisit, 'code' | 'name'>>(visits: Visit[], text: string): Visit | undefined {
  const word = normalize(text)
  const code = Object.entries(visitWords).find(([, usual]) => usual.split(' | ').some((one) => normalize(one) === word))?.[0]
  return visits.find((visit) => normalize(visit.code) === word || calls(visit.name, text) || visit.code === code)
}

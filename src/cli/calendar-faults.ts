import type { Fault } from '../appointments/faults.ts'
import { cellMinutes } from '../appointments/free/minutes.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'

interface Contradiction extends Fault {
  until: Temporal.Instant
}

/** What is wrong with cells that follow one another is one contradiction: a closed day that nobody holds is a hundred of them. */
export function contradictionsIn(faults: Fault[]): Contradiction[] {
  const found: Contradiction[] = []
  for (const fault of faults.toSorted(byHolderAndTime)) {
    const until = fault.at.add({ minutes: cellMinutes })
    const last = found.at(-1)
    if (last && holderOf(last) === holderOf(fault) && last.until.equals(fault.at)) last.until = until
    else found.push({ ...fault, until })
  }
  return found.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

const holderOf = ({ fault, resource, appointment, closure }: Fault): string => [fault, resource, appointment, closure].join('/')

const byHolderAndTime = (a: Fault, b: Fault): number =>
  holderOf(a) < holderOf(b) ? -1 : holderOf(a) > holderOf(b) ? 1 : Temporal.Instant.compare(a.at, b.at)

/** In words, by the clocks of the branch; a patient is named by record number. The ids stand behind, for who looks into the tables. */
export async function contradictionLines(db: Database, contradictions: Contradiction[]): Promise<string[]> {
  const names = await namesFor(db, contradictions)
  return contradictions.map((one) => {
    const { fault, resource } = one
    const id = one.appointment ?? one.closure ?? ''
    const holder = names.holders.get(id)
    const about = words[fault](holder?.name ?? 'something that is gone')
    const when = timeText(one, holder?.zone ?? names.zone)
    return `${when}  ${names.resources.get(resource) ?? 'nobody known'}: ${about}  (${fault} ${resource} ${id})`
  })
}

const words: Record<Fault['fault'], (name: string) => string> = {
  overlap: (name) => `${name} begins during another visit`,
  'cell-missing': (name) => `${name} does not hold this time of its own`,
  'cell-astray': (name) => `${name} holds this time, which is not its own`,
  'closed-cell-free': (name) => `free, though closed for ${name}`,
  'closed-cell-astray': (name) => `held for ${name}, which is not about this time`,
}

/** Of two visits at once the start is known, and not how long they overlap. */
function timeText({ fault, at, until }: Contradiction, zone: string): string {
  const starts = at.toZonedDateTimeISO(zone)
  const [from, to] = [starts, until.toZonedDateTimeISO(zone)].map((time) => time.toPlainTime().toString({ smallestUnit: 'minute' }))
  return `${starts.toPlainDate()} ${fault === 'overlap' ? from : `${from}–${to}`} ${zone}`
}

/** The names of all that the contradictions are about, and the clocks that they are told by. Six statements at most. */
async function namesFor(db: Database, contradictions: Contradiction[]) {
  const found = <Of extends string>(ids: (Id<Of> | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const resources = found<string>(contradictions.map(({ resource }) => resource))
  const [staff, rooms, patients, visits, closures, first] = await Promise.all([
    some(resources as Id<'staff'>[], (ids) => db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()),
    some(resources as Id<'room'>[], (ids) => db.selectFrom('rooms').select(['id', 'name']).where('id', 'in', ids).execute()),
    some(resources as Id<'patient'>[], (ids) => db.selectFrom('patients').select(['id', 'record_number']).where('id', 'in', ids).execute()),
    some(found(contradictions.map(({ appointment }) => appointment)), (ids) =>
      db
        .selectFrom('appointments as a')
        .innerJoin('locations as l', 'l.id', 'a.location_id')
        .select(['a.id', 'a.number', 'l.zone'])
        .where('a.id', 'in', ids)
        .execute(),
    ),
    some(found(contradictions.map(({ closure }) => closure)), (ids) =>
      db
        .selectFrom('closures as c')
        .leftJoin('locations as l', 'l.id', 'c.location_id')
        .select(['c.id', 'c.name', 'l.zone'])
        .where('c.id', 'in', ids)
        .execute(),
    ),
    db.selectFrom('locations').select('zone').where('archived_at', 'is', null).orderBy('position').limit(1).executeTakeFirst(),
  ])
  const zone = first?.zone ?? 'UTC'
  return {
    resources: new Map<string, string>([
      ...[...staff, ...rooms].map(({ id, name }) => [id, name.en] as const),
      ...patients.map(({ id, record_number }) => [id, `patient ${record_number}`] as const),
    ]),
    holders: new Map<string, { name: string; zone: string }>([
      ...visits.map((visit) => [visit.id, { name: `visit ${visit.number}`, zone: visit.zone }] as const),
      ...closures.map((closure) => [closure.id, { name: closure.name.en, zone: closure.zone ?? zone }] as const),
    ]),
    zone,
  }
}

const some = <Key, Found>(ids: Key[], find: (ids: Key[]) => Promise<Found[]>): Promise<Found[]> =>
  ids.length === 0 ? Promise.resolve([]) : find(ids)

import { type Id, idOfBytes } from '../../database/ids.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'
import { birthOf } from '../birth.ts'
import { namesOf, type PersonNames } from '../names.ts'
import type { HitRow, PatientHit, VisitOfToday } from './find.ts'

type NameRow = Parameters<typeof namesOf>[0][number]
type Name = [script: NameRow['script'], usage: NameRow['usage_kind'], text: string]
type Contact = [value: string, whose: Row<'contact_points'>['whose']]
type Identifier = [type: Row<'identifiers'>['type'], value: string]
type Guardian = [name: string | null, ...(Name | [null, null, null])]
type Visit = [
  id: string,
  version: number,
  status: VisitOfToday['status'],
  payment: VisitOfToday['payment'],
  doctor: string,
  starts: string,
  ends: string,
  arrived: string | null,
  day: string,
  zone: string,
]

/** One person who was found, from the row and what was gathered beside it. */
export function hitOf(row: HitRow, now: Temporal.Instant): PatientHit {
  const contacts = listOf<Contact>(row.contacts)
  const [value, whose] = contacts.find(([, whose]) => whose === 'self') ?? contacts[0] ?? []
  const [identifier] = listOf<Identifier>(row.identifiers).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    id: row.id,
    recordNumber: row.record_number,
    names: namesIn(listOf<Name>(row.names)),
    birth: birthOf(row),
    sex: row.sex,
    deceased: row.deceased_at !== null,
    phone: value && whose ? { value, whose } : null,
    identifier: identifier ? { type: identifier[0], value: identifier[1] } : null,
    childOf: whose === 'self' ? null : parentOf(row),
    visit: nextOf(listOf<Visit>(row.visits).map(visitOf), now),
  }
}

/** MariaDB answers with text, MySQL with the thing itself. */
const listOf = <T>(json: string | T[] | null): T[] => (typeof json === 'string' ? JSON.parse(json) : (json ?? []))

const namesIn = (names: Name[]): PersonNames => namesOf(names.map(([script, usage_kind, text]) => ({ script, usage_kind, text })))

function parentOf(row: HitRow): ByLanguage | null {
  const guardians = listOf<Guardian>(row.guardians)
  const [first] = guardians
  if (first?.[0]) return { en: first[0], ar: first[0] }
  if (first) {
    const { ar, latn } = namesIn(
      guardians.flatMap(([, script, usage, text]) => (script && usage && text ? [[script, usage, text] as Name] : [])),
    )
    const name = latn ?? ar
    if (name) return { en: name, ar: ar ?? name }
  }
  const [account] = listOf<string | ByLanguage>(row.parents)
  return typeof account === 'string' ? JSON.parse(account) : (account ?? null)
}

function visitOf([id, version, status, payment, doctor, starts, ends, arrived, day, zone]: Visit): VisitOfToday {
  return {
    id: idIn<'appointment'>(id),
    version,
    status,
    payment,
    doctor: idIn<'staff'>(doctor),
    clinicDay: Temporal.PlainDate.from(day),
    startsAt: instantIn(starts),
    endsAt: instantIn(ends),
    arrivedAt: arrived === null ? null : instantIn(arrived),
    zone,
  }
}

const idIn = <Of extends string>(hex: string): Id<Of> => idOfBytes<Of>(Buffer.from(hex, 'hex'))
const instantIn = (text: string): Temporal.Instant => Temporal.Instant.from(`${text.replace(' ', 'T')}Z`)

const over: readonly VisitOfToday['status'][] = ['fulfilled', 'noshow']

/** Who is there comes before who is awaited; what is over comes last. */
function nextOf(visits: VisitOfToday[], now: Temporal.Instant): VisitOfToday | null {
  const rank = ({ status, endsAt }: VisitOfToday): number =>
    over.includes(status) ? 2 : status === 'booked' && endsAt.epochMilliseconds < now.epochMilliseconds ? 1 : 0
  return visits.toSorted((a, b) => rank(a) - rank(b) || a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds)[0] ?? null
}

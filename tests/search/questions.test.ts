import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/audit/actor.ts'
import type { Id } from '../../src/database/ids.ts'
import { findPatients } from '../../src/patients/search/find.ts'
import { refreshTokens } from '../../src/patients/search/refresh-tokens.ts'
import { testDatabase } from '../support/database.ts'
import { aName, anIdentifier, aPatient, aStaffMember } from '../support/people.ts'
import { people } from './people.ts'
import { questions } from './questions.ts'

const { db, owner } = testDatabase()

async function everybody(): Promise<{ actor: Actor; keyOf: Map<Id<'patient'>, string> }> {
  const keyOf = new Map<Id<'patient'>, string>()
  for (const [key, person] of Object.entries(people)) {
    const { ar, latn, phone, whose, record, birth, email, identifier, previous } = person
    const patient = await aPatient(owner, {
      name: latn,
      nameAr: ar,
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      ...(whose ? { whose } : {}),
      ...(record ? { record_number: record } : {}),
      birth_date: birth ? Temporal.PlainDate.from(birth) : null,
      birth_precision: birth ? 'day' : null,
    })
    if (identifier) await anIdentifier(owner, patient, identifier)
    if (previous) await aName(owner, patient, { text: previous, usage_kind: 'previous' })
    await owner.transaction().execute((tx) => refreshTokens(tx, patient.id))
    keyOf.set(patient.id, key)
  }
  const { actor } = await aStaffMember(owner, 'receptionist')
  return { actor, keyOf }
}

const today = Temporal.PlainDate.from('2026-11-24')

test('there are more than two hundred questions, each asked once', () => {
  expect(questions.length).toBeGreaterThan(200)
  expect(new Set(questions).size).toBe(questions.length)
})

describe('who types', () => {
  // All in one test: its people are made once, and each question is answered on its own line.
  test('the questions of a reception finds whom it means, where it looks first', async () => {
    const { actor, keyOf } = await everybody()
    const wrong: string[] = []
    for (const question of questions) {
      const [typed = '', wanted = ''] = question.split(' => ')
      const { hits } = await findPatients(db, actor, typed, { limit: 10, country: 'SA', today })
      const found = hits.map(({ id }) => keyOf.get(id) ?? '')
      const fault = faultOf(wanted.split(' '), found)
      if (fault) wrong.push(`${question}: ${fault}; found ${found.join(' ')}`)
    }
    expect(wrong).toEqual([])
  })
})

function faultOf(wanted: string[], found: string[]): string | null {
  if (wanted[0] === '-') return found.length > 0 ? 'somebody is found' : null
  const ranked = wanted.filter((key) => !/^[?!]/.test(key))
  const displaced = ranked.find((key, place) => found[place] !== key)
  if (displaced) return `${displaced} is not at rank ${ranked.indexOf(displaced) + 1}`
  const missing = wanted.find((key) => key.startsWith('?') && !found.includes(key.slice(1)))
  if (missing) return `${missing.slice(1)} is missing`
  const unwanted = wanted.find((key) => key.startsWith('!') && found.includes(key.slice(1)))
  return unwanted ? `${unwanted.slice(1)} is found` : null
}

import { expect, test } from 'vitest'
import { findPatients } from '../../src/patients/search/find.ts'
import { reindexPatients } from '../../src/patients/search/reindex.ts'
import { testDatabase } from '../support/database.ts'
import { aPatient, aStaffMember } from '../support/people.ts'

const { db } = testDatabase()
const finding = { limit: 10, country: 'SA', today: Temporal.Now.plainDateISO('Asia/Riyadh') }

test('patients who were there before the search are found after it, and doing it again changes nothing', async () => {
  const { actor } = await aStaffMember(db, 'receptionist')
  for (let n = 0; n < 3; n++) await aPatient(db)
  expect((await findPatients(db, actor, 'noura', finding)).hits).toHaveLength(0)
  const told: number[] = []
  expect(await reindexPatients(db, (done) => told.push(done))).toBe(3)
  expect(told).toEqual([3])
  const tokens = () => db.selectFrom('search_tokens').selectAll().orderBy('token').orderBy('subject_id').execute()
  const before = await tokens()
  expect((await findPatients(db, actor, 'noura', finding)).hits).toHaveLength(3)
  await reindexPatients(db)
  expect(await tokens()).toEqual(before)
})

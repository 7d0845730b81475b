import { inject } from 'vitest'
import { openEmbedded } from '../../src/database/embedded.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { openLog } from '../../src/web/log.ts'
import { anAccess, aPatient, aUser } from '../support/people.ts'

let made = 0

/** Somebody of whom no other test knows, in the clinic's own database: with an e-mail address, a record, and a sister who acts for them. */
export async function somebodyNew(): Promise<{ email: string }> {
  made += 1
  const own = `${process.pid}${made}`
  const embedded = await openEmbedded(inject('clinic').dataDir, openLog('silent'))
  const { db, close } = openDatabase(embedded.app, { connections: 1 })
  const email = `mariam${own}@patients.example`
  const user = await aUser(db, { email, name: { en: 'Mariam Alshehri', ar: 'مريم الشهري' } })
  const patient = await aPatient(db, { record_number: `X-${own}`, name: 'Mariam Alshehri', nameAr: 'مريم الشهري' })
  await anAccess(db, user, patient)
  const sister = await aUser(db, { email: `sister${own}@patients.example`, name: { en: 'Salma Alshehri', ar: 'سلمى الشهري' } })
  await anAccess(db, sister, patient, { relation: 'carer' })
  await close()
  await embedded.close()
  return { email }
}
